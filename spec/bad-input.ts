/**
 * Input that cannot be used: the message is one sentence that names the value and the mend, `place` says
 * where it stands, like `run.jsonl:7`. The command line ends with 254 on it.
 */
export class BadInputError extends Error {
  override readonly name = 'BadInputError';
  readonly place: string | undefined;

  constructor(message: string, place?: string) {
    super(place === undefined ? message : `${place}: ${message}`);
    this.place = place;
  }
}
