/** `Action start H:MM:SS: NAME.`, `Action ended H:MM:SS: NAME. Return value N.` or progress text. */
export type ActionLine =
  | { readonly type: 'start'; readonly time: number; readonly name: string }
  | { readonly type: 'end'; readonly time: number; readonly name: string; readonly returnValue: number }
  | { readonly type: 'progress'; readonly time: number; readonly name: string };

const ACTION =
  /^Action (start |ended )?(\d{1,2})[:.](\d{2})[:.](\d{2}): ([^.]*)(?:\.|$)(?: Return value (-?\d+))?/;

/** Reads a line that begins with `Action `. */
export const readActionLine = (line: string): ActionLine | undefined => {
  const found = ACTION.exec(line);
  if (found === null) return undefined;
  const [, verb, hour, minute, second, name = '', returnValue] = found;
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  if (!(time < 86_400_000)) return undefined;
  if (verb === 'start ') return { type: 'start', time, name };
  if (verb === undefined) return { type: 'progress', time, name };
  return returnValue === undefined
    ? undefined
    : { type: 'end', time, name, returnValue: Number(returnValue) };
};
