/**
 * The page leaves things open. Each open point is a flag; a reading is a named choice for every flag,
 * and each verdict is given per reading.
 */
export interface Reading {
  readonly name: string;
  /** Does "set only while" also promise "set throughout"? */
  readonly mutexScope: 'only-while' | 'exactly-while';
  /** Is "set" ownership of the kernel object, or its existence? Deployment tools disagree. */
  readonly mutexSet: 'owned' | 'exists';
  /** Which functions are "the installer's API": those that change the machine, or each one? */
  readonly apiCall: 'installing' | 'every';
  /** Is the value exactly SERVICE_ACCEPT_SHUTDOWN, or does it contain that bit? */
  readonly serviceValue: 'equals' | 'includes';
  /** Is the value promised during an installation, or only meaningful when seen? */
  readonly serviceRunning: 'only-if-installing' | 'exactly-while-installing';
  /** May the mutex be taken shortly before the table's first action and kept shortly after its last? */
  readonly mutexEdges: 'sequence' | 'session';
  /** Must a call with UI be refused at once, or may it meet the mutex at its ExecuteAction only? */
  readonly uiWhileSet: 'refused' | 'deferred';
}

export type Flag = Exclude<keyof Reading, 'name'>;

export interface FlagDescription {
  readonly flag: Flag;
  readonly values: readonly string[];
  /** What the page does not say. */
  readonly silence: string;
}

export const FLAGS: readonly FlagDescription[] = [
  {
    flag: 'mutexScope',
    values: ['only-while', 'exactly-while'],
    silence: 'does "set only while" also promise "set throughout"?',
  },
  {
    flag: 'mutexSet',
    values: ['owned', 'exists'],
    silence: 'is "set" ownership of the kernel object, or its existence?',
  },
  {
    flag: 'apiCall',
    values: ['installing', 'every'],
    silence: 'is "the installer\'s API" the functions that change the machine, or each function?',
  },
  {
    flag: 'serviceValue',
    values: ['equals', 'includes'],
    silence: 'is the value exactly SERVICE_ACCEPT_SHUTDOWN, or does it contain that bit?',
  },
  {
    flag: 'serviceRunning',
    values: ['only-if-installing', 'exactly-while-installing'],
    silence: 'is the value promised during an installation, or only meaningful when seen?',
  },
  {
    flag: 'mutexEdges',
    values: ['sequence', 'session'],
    silence:
      "may the mutex be taken shortly before the table's first action and kept shortly after its last?",
  },
  {
    flag: 'uiWhileSet',
    values: ['refused', 'deferred'],
    silence: 'is a call with UI refused while the mutex is set, or only when it reaches its ExecuteAction?',
  },
];

/** Nothing beyond the sentences: where the page is silent, nothing is demanded. */
export const literal: Reading = {
  name: 'literal',
  mutexScope: 'only-while',
  mutexSet: 'owned',
  apiCall: 'installing',
  serviceValue: 'equals',
  serviceRunning: 'only-if-installing',
  mutexEdges: 'sequence',
  uiWhileSet: 'refused',
};

/** What the page is for: a caller can rely on each signal. The default. */
export const intended: Reading = {
  ...literal,
  name: 'intended',
  mutexScope: 'exactly-while',
  serviceRunning: 'exactly-while-installing',
};

/** Everything that real Windows has been seen to do. */
export const lenient: Reading = {
  ...literal,
  name: 'lenient',
  mutexEdges: 'session',
  uiWhileSet: 'deferred',
};

/** The widest demand on every flag; no one promises this, but a maintainer may want to see it. */
export const strict: Reading = {
  ...intended,
  name: 'strict',
  apiCall: 'every',
  mutexSet: 'exists',
};

/** The readings that a run judges when none is named. */
export const READINGS: readonly Reading[] = [literal, intended, lenient];
export const NAMED_READINGS: readonly Reading[] = [...READINGS, strict];
export const DEFAULT_READING: Reading = intended;

/** @throws {RangeError} naming the word that is no reading, flag or value. */
export const parseReading = (text: string): Reading => {
  const [head = '', ...rest] = text.split(',');
  const named = NAMED_READINGS.find((reading) => reading.name === head);
  const base = named ?? (head.includes('=') ? DEFAULT_READING : undefined);
  if (base === undefined) {
    throw new RangeError(
      `unknown reading "${head}": name one of ${NAMED_READINGS.map((reading) => reading.name).join(', ')}, or give flag=value pairs`,
    );
  }
  const pairs = named === undefined ? [head, ...rest] : rest;
  const overridden = pairs.map((pair) => {
    const [flag = '', ...values] = pair.split('=');
    const value = values.join('=');
    const known = FLAGS.find((candidate) => candidate.flag === flag);
    if (known === undefined) {
      throw new RangeError(
        `unknown flag "${flag}" in reading "${text}": the flags are ${FLAGS.map((f) => f.flag).join(', ')}`,
      );
    }
    if (!known.values.includes(value)) {
      throw new RangeError(`"${value}" is no value of flag ${flag}: it takes ${known.values.join(' or ')}`);
    }
    return [flag, value];
  });
  if (overridden.length === 0) return base;
  return { ...base, ...Object.fromEntries(overridden), name: text };
};
