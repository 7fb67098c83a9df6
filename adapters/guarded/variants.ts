/** Seeded faults in how the mutex is used. Each is one that installers and deployment tools have had. */
export const VARIANTS = {
  'test-then-take':
    'tests whether the mutex is set and creates it a moment later, instead of taking it by a wait',
  'local-name': 'names the mutex `_MSIExecute`, without `Global\\`',
  'wrong-thread': 'releases the mutex from a thread that does not own it, and ignores the error',
  'existence-for-ownership': 'keeps its handle open, and takes the existence of the object for its being set',
  'handle-left-open':
    'keeps its handle open after the release, so that the object is there while nobody installs',
  'abandoned-as-free': 'keeps its handle open, and does not know that a wait for an abandoned mutex takes it',
  'abandoned-as-busy': 'keeps its handle open, and calls a mutex that it met abandoned set for ever',
} as const;

export type VariantName = keyof typeof VARIANTS;
export const VARIANT_NAMES = Object.keys(VARIANTS) as readonly VariantName[];
export const isVariantName = (name: string): name is VariantName => name in VARIANTS;
