/** A message that the engine wrote for the user: `Error 1925. …`. */
export const MESSAGE = /^(?:Error|Internal Error) \d+\./;
const MESSAGES = ['Error ', 'Internal Error ', 'DEBUG: Error'];
export const isMessageHead = (text: string, at: number): boolean =>
  MESSAGES.some((head) => text.startsWith(head, at));

/** `Property(S): NAME = value`. */
export const PROPERTY = /^Property\((\w)\): (\w+) = (.*)$/;

/** A message's head is all that is looked at in the search for its number. */
export const HEAD = 40;
