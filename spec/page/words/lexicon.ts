import type { Block } from '../../clause.ts';

/** What a word can be about. */
export const WORD_KINDS = ['polarity', 'quantity', 'time', 'agency'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/**
 * Words of one language that say the same, as patterns: `*` stands for further letters, a space for any spaces,
 * `…` for some words of the same sentence; the rest is a regular expression. `{F}` stands for the function's name,
 * `{S}` for the other names of the service query, `{T}` for a table, `{M}` for the mutex, `{E}` for the error.
 */
export type Words = readonly string[];

/** A known way to translate a block wrongly. */
export interface Misreading {
  readonly block: Block;
  readonly kind: WordKind;
  readonly words: Words;
  /** What should be said, in English. */
  readonly expected: string;
}

/** The words of a language that carry a rule's meaning: polarity, quantity, time and agency. */
export interface Lexicon {
  readonly language: string;
  /** `none`: words stand without spaces between them. `before`: endings are joined to a word. */
  readonly spaces: 'both' | 'before' | 'none';
  /** Frequent small words that tell the language from others. */
  readonly tells: Words;
  readonly negation: Words;
  /** Words that contain a negation and negate nothing. */
  readonly noNegation: Words;
  /** The opposite of "set", said without a negation. */
  readonly unset: Words;
  readonly only: Words;
  readonly while: Words;
  readonly after: Words;
  readonly before: Words;
  /** "first", "beforehand": says "before" in p4. */
  readonly first: Words;
  readonly process: Words;
  readonly current: Words;
  /** Beside "process": any, another, every, a different one. */
  readonly other: Words;
  /** The nouns that the cases are counted by. */
  readonly cases: Words;
  /** "the following cases", "both cases", "twice": no count is needed beside them. */
  readonly counted: Words;
  /** Beside the count: at least, more than, all. */
  readonly unbounded: Words;
  /** One, two, three and four. */
  readonly numbers: readonly [Words, Words, Words, Words];
  readonly installation: Words;
  /** Within the translated name of the error. */
  readonly already: Words;
  readonly application: Words;
  /** "which", or "being installed". */
  readonly which: Words;
  readonly retrieve: Words;
  readonly service: Words;
  readonly impractical: Words;
  readonly practical: Words;
  readonly notSupported: Words;
  readonly supported: Words;
  readonly orGreater: Words;
  readonly orEarlier: Words;
  readonly greaterThan: Words;
  /** "not only", "also", "mainly": says more than "only". */
  readonly notOnly: Words;
  /** What a mutex is while it is held: set, owned, in use. */
  readonly set: Words;
  /** returns, yields, fails with. */
  readonly returns: Words;
  /** suppresses, avoids. */
  readonly notReturned: Words;
  /** Of a process and its table: processes, executes. */
  readonly processes: Words;
  /** Of the service: is running, is active. */
  readonly runs: Words;
  /** The opposite of both, said without a negation: stopped, idle, finished. */
  readonly stopped: Words;
  /** Of a value: differs from, other than. */
  readonly differs: Words;
  readonly misreadings: readonly Misreading[];
}

/** The kinds of mistakes that translations of the page are known to make; only the words differ by language. */
export const becomingSet = (words: Words): Misreading => ({
  block: 'item1',
  kind: 'time',
  words,
  expected: 'the mutex is set, not: is being set',
});
export const startsByFunction = (words: Words): Misreading => ({
  block: 'p4',
  kind: 'agency',
  words,
  expected: 'the status is retrieved by the function, not: the installation is started by it',
});
export const wrongInstallation = (words: Words): Misreading => ({
  block: 'p2',
  kind: 'agency',
  words,
  expected: 'the error is returned, not: a wrong installation',
});
export const returnedProcess = (words: Words): Misreading => ({
  block: 'p4',
  kind: 'agency',
  words,
  expected: 'the returned structure, not: the returned process',
});
export const otherThanInstalling = (words: Words): Misreading => ({
  block: 'p3',
  kind: 'agency',
  words,
  expected: 'the application that is being installed, not: that is removed or was installed',
});
