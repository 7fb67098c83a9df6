/**
 * Foreign text (names, messages, log lines) as it may be shown anywhere: what steers a terminal or turns
 * the direction of writing is shown by its name instead of taking effect. Line breaks and tabs stay.
 */
export const visible = (text: string): string =>
  text.replace(STEERING, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });

/** Control characters, and those that mark or override the direction of writing; lone surrogates too. */
const STEERING =
  // eslint-disable-next-line no-control-regex -- control characters are what it is about
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]|\p{Surrogate}/gu;

/** On one line, at most so many characters; what is cut off ends in an ellipsis. */
export const oneLine = (text: string, most = Infinity): string => {
  const line = visible(text).replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
};

/**
 * For what is printed: GitHub Actions takes commands from a log, `::` first in a line, however far it is
 * indented, and `##[` anywhere. A space breaks both.
 */
export const commandless = (text: string): string =>
  text.replaceAll(/^([^\S\n]*:):/gm, '$1 :').replaceAll('##[', '## [');

/** `1 case`, `2 cases`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;

/** At most so many of them, and how many more there are. */
export const listed = (names: readonly string[], most = 20): string =>
  names.slice(0, most).join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');
