/** A file with the name that it is called, in a folder where it was dropped with one. */
export interface GivenFile {
  readonly name: string;
  readonly blob: Blob;
  /** Why nothing of it can be read, as the end of a sentence that its name begins. */
  readonly refused?: string;
}
