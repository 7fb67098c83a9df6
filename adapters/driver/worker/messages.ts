/** Messages of the installer to its client, and how a client without a user answers them. */

const KIND_MASK = 0xff000000;
export const INSTALLMESSAGE_ERROR = 0x01000000;
export const INSTALLMESSAGE_RESOLVESOURCE = 0x06000000;
export const INSTALLMESSAGE_ACTIONSTART = 0x08000000;

const IDOK = 1;
const IDCANCEL = 2;
const IDABORT = 3;
const IDNO = 7;
export const GO_ON = IDOK;
export const CANCEL = IDCANCEL;

/** INSTALLLOGMODE bits: action starts, and everything that could otherwise open a dialog. */
const KINDS = [0x00, 0x01, 0x02, 0x03, 0x05, 0x06, 0x07, 0x08, 0x19];
export const MESSAGE_FILTER = KINDS.reduce((filter, kind) => filter | (1 << kind), 0);

/** "Another installation is in progress", asked at full and reduced UI. */
const ERROR_ANOTHER_INSTALLATION = 1500;
/** A suspended installation: OK rolls it back. */
const ERROR_SUSPENDED = 1704;

export const kindOf = (message: number): number => (message & KIND_MASK) >>> 0;

/**
 * The button to press. Nothing is left to the internal user interface, which would wait for somebody.
 * @param number - field 1 of the record: for an error, its number in the Error table
 */
export const answerTo = (message: number, number: number): number => {
  const kind = kindOf(message);
  if (kind === INSTALLMESSAGE_RESOLVESOURCE) return 0;
  if (kind === INSTALLMESSAGE_ERROR && number === ERROR_SUSPENDED) return IDOK;
  if (kind === INSTALLMESSAGE_ERROR && number === ERROR_ANOTHER_INSTALLATION) return IDCANCEL;
  return refusingButton[message & 0xf] ?? IDOK;
};

/** By the MB_ style of the message, the button that does not go on. */
const refusingButton = [IDOK, IDCANCEL, IDABORT, IDCANCEL, IDNO, IDCANCEL, IDCANCEL];
