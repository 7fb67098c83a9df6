/** What a line of a log begins with. */
const BEGIN =
  /={3} |MSI \(\w\) \(|Action (?:start |ended )?\d{1,2}[:.]\d\d|Property\(\w\): |\*{7} (?:Product|Action|CommandLine)|CustomAction \S* ?returned /;

/** A margin is shorter than this. */
const WIDEST = 80;

/**
 * Finds where the log's own line begins behind a margin that somebody put before it: the time of a build
 * server, a line number, a list's bullet, the name that grep gives. `undefined` when there is no such place.
 */
export const findInMargin = (line: string): number | undefined => {
  const at = line.slice(0, WIDEST + 16).search(BEGIN);
  return at > 0 && at <= WIDEST ? at : undefined;
};
