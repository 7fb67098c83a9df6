interface OpenPoint {
  readonly values: readonly [string, string];
  /** What the page does not say. */
  readonly silence: string;
  /** The value that demands more: what conforms under it conforms under the other. None, where each forbids something else. */
  readonly stronger?: string;
}

/** The points that the page leaves open, by flag. Everything else that is known of flags is derived from this table. */
const OPEN_POINTS = {
  mutexScope: {
    values: ['only-while', 'exactly-while'],
    silence: 'does "set only while" also promise "set throughout"?',
    stronger: 'exactly-while',
  },
  // A mutex that exists and is not owned: outside of an installation `exists` calls that a fault, inside `owned` does.
  mutexSet: {
    values: ['owned', 'exists'],
    silence: 'is "set" ownership of the kernel object, or its existence?',
  },
  apiCall: {
    values: ['installing', 'every'],
    silence: 'is "the installer\'s API" the functions that change the machine, or each function?',
    stronger: 'every',
  },
  // A value of 5: while nothing is installing `includes` calls that a fault, during an installation `equals` does.
  serviceValue: {
    values: ['equals', 'includes'],
    silence: 'is the value exactly SERVICE_ACCEPT_SHUTDOWN, or does it contain that bit?',
  },
  serviceRunning: {
    values: ['only-if-installing', 'exactly-while-installing'],
    silence: 'is the value promised during an installation, or only meaningful when seen?',
    stronger: 'exactly-while-installing',
  },
  mutexEdges: {
    values: ['sequence', 'session'],
    silence:
      "may the mutex be taken shortly before the table's first action and kept shortly after its last?",
    stronger: 'sequence',
  },
  uiWhileSet: {
    values: ['refused', 'deferred'],
    silence: 'is a call with UI refused while the mutex is set, or only when it reaches its ExecuteAction?',
    stronger: 'refused',
  },
} as const satisfies Readonly<Record<string, OpenPoint>>;

export type Flag = keyof typeof OPEN_POINTS;

/** A named choice for every flag. Each verdict is given per reading. */
export type Reading = { readonly name: string } & {
  readonly [F in Flag]: (typeof OPEN_POINTS)[F]['values'][number];
};

export interface FlagDescription extends OpenPoint {
  readonly flag: Flag;
}

export const FLAGS: readonly FlagDescription[] = Object.entries(OPEN_POINTS).map(([flag, point]) => ({
  flag: flag as Flag,
  ...point,
}));

/**
 * Whether one reading demands at least what the other does: each flag is the same, or has the value that demands
 * more. Then what conforms to the stronger reading conforms to the weaker.
 */
export const demandsAtLeast = (strong: Reading, weak: Reading): boolean =>
  FLAGS.every(({ flag, stronger }) => strong[flag] === weak[flag] || strong[flag] === stronger);

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
