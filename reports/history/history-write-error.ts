/** The history could not be written, as on a full disk; what was written before stays readable. */
export class HistoryWriteError extends Error {
  override readonly name = 'HistoryWriteError';
}
