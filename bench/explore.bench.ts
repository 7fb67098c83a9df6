/**
 * Every reachable state of the same rules: spin's exact search of the Promela model against ours, with
 * equal counts. Ours runs in a fresh process each time, so that it is as cold as spin's. Processor time
 * of the search alone: without the start of node, and without spin and the C compiler.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runSpin, spinMissing } from '../testing/spin.ts';
import { DEFAULT_READING } from '../spec/index.ts';
import { median, report } from './measure.ts';
import type { Measured } from './measure.ts';

interface Once {
  readonly states: number;
  readonly transitions: number;
  readonly milliseconds: number;
  readonly megabytes: number;
}

const once = async (processes: number, form: readonly string[]): Promise<Once> => {
  const script = fileURLToPath(new URL('./explore-once.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(processes), ...form]);
  return JSON.parse(stdout) as Once;
};

/** What is handed to explore-once.ts, by the name that the result has. */
const FORMS = {
  'up to a renumbering': [],
  'up to a renumbering, the rows of the rules at hand': ['rows'],
} as const;
type Form = keyof typeof FORMS;
const NAMES = Object.keys(FORMS) as readonly Form[];

const missing = await spinMissing();
if (missing !== undefined) console.log(`explore: skipped, ${missing}`);

const compare = async (processes: number, rounds: number, hashBits: number): Promise<void> => {
  const spin: { ms: number; fromModel: number; megabytes: number }[] = [];
  const ours = new Map(NAMES.map((name): [Form, Once[]] => [name, []]));
  let counts = '';
  for (let round = 0; round < rounds; round++) {
    const found = await runSpin({
      processes,
      reading: DEFAULT_READING,
      optimise: true,
      hashBits,
      depth: 4_000_000,
    });
    counts = `${found.states} states, ${found.transitions} transitions`;
    spin.push({
      ms: found.searchSeconds * 1000,
      fromModel: found.totalSeconds * 1000,
      megabytes: found.megabytes,
    });
    for (const name of NAMES) {
      const result = await once(processes, FORMS[name]);
      // Above 2^27 spin prints its transitions rounded.
      const close = Math.abs(result.transitions / found.transitions - 1) < 1e-7;
      if (result.states !== found.states || !close)
        throw new Error(`${name} and spin differ for ${processes} processes`);
      ours.get(name)?.push(result);
    }
  }
  const states = [...ours.values()][0]?.[0]?.states ?? 0;
  const row = (name: string, times: readonly number[]): Measured => {
    const milliseconds = median(times);
    return { name, milliseconds, unitsPerSecond: (states / milliseconds) * 1000 };
  };
  await report({
    id: `explore-${processes}`,
    title: `${processes} processes, cold: ${counts}`,
    unit: 'states',
    against: 'spin, exact search',
    measured: [
      row(
        'spin, exact search',
        spin.map(({ ms }) => ms),
      ),
      ...[...ours].map(([name, all]) =>
        row(
          name,
          all.map((each) => each.milliseconds),
        ),
      ),
    ],
    facts: {
      // With spin and the C compiler, as ours has the derivation of its rows in it.
      milliseconds: { spinFromTheModel: median(spin.map(({ fromModel }) => fromModel)) },
      megabytes: {
        spin: median(spin.map(({ megabytes }) => megabytes)),
        ours: median([...ours.values()].flat().map((each) => each.megabytes)),
      },
    },
  });
};

if (missing === undefined) {
  await compare(7, 5, 19);
  await compare(9, 1, 23);
}
