/** A file that cannot be read. The message completes the sentence "FILE …" and names the mend. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
