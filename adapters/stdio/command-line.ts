import { BadInputError } from '../../spec/index.ts';

/**
 * Splits a command line into the program and its arguments. The whole rule: words are separated by
 * blanks; single or double quotes keep blanks; nothing else is special. So a Windows path needs no
 * doubled backslashes, and there is no shell: no variables, wildcards, pipes.
 *
 * @throws {BadInputError} when there is no word, or a quote is not closed
 */
export const parseCommandLine = (text: string): readonly [string, ...string[]] => {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (const character of text) {
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== undefined) throw new BadInputError(`the command ${text} has an unclosed ${quote}: close it`);
  if (word !== undefined) words.push(word);
  const [program, ...rest] = words;
  if (program === undefined || program === '')
    throw new BadInputError('the command is empty: name a program');
  return [program, ...rest];
};
