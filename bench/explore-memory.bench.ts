/**
 * Memory above 20 million states: 10 processes under the reading `lenient`, 28,311,552 states. Spin searches
 * breadth first, where it needs no stack, and is given so long as it may have; it tells its memory at every
 * million states. Ours is the whole process at its largest, node itself included, after all the states.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { lenient } from '../spec/index.ts';
import { spinMissing, watchSpin } from '../testing/spin.ts';
import { report } from './measure.ts';
import type { Measured } from './measure.ts';

const PROCESSES = 10;
const SECONDS = Number(process.env['MSICONFORM_SPIN_SECONDS'] ?? 430);

interface Once {
  readonly states: number;
  readonly milliseconds: number;
  readonly megabytes: number;
}

const missing = await spinMissing();
if (missing === undefined) {
  const script = fileURLToPath(new URL('./explore-once.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    script,
    String(PROCESSES),
    'moves',
    lenient.name,
  ]);
  const ours = JSON.parse(stdout) as Once;
  const spin = await watchSpin(
    { processes: PROCESSES, reading: lenient, optimise: true, breadthFirst: true, hashBits: 24 },
    SECONDS,
  );
  const row = (name: string, states: number, milliseconds: number): Measured => {
    return { name, milliseconds, unitsPerSecond: (states / milliseconds) * 1000, rounds: [milliseconds] };
  };
  console.log(
    `spin: ${spin.megabytes} MiB at ${spin.states} states${spin.complete ? ', all of them' : ''}; ours: ${ours.megabytes} MiB for all ${ours.states}; ratio ${spin.megabytes / ours.megabytes}`,
  );
  if (spin.complete && spin.states !== ours.states) throw new Error('the counts differ');
  await report({
    id: 'explore-memory',
    title: `Memory: ${PROCESSES} processes, reading ${lenient.name}, ${ours.states} states`,
    unit: 'states',
    against: 'spin, exact search, breadth first',
    measured: [
      row('spin, exact search, breadth first', spin.states, spin.seconds * 1000),
      row('distinct moves', ours.states, ours.milliseconds),
    ],
    facts: {
      states: { spin: spin.states, moves: ours.states },
      complete: { spin: spin.complete, moves: true },
      megabytes: { spin: spin.megabytes, moves: ours.megabytes },
      memoryRatio: spin.megabytes / ours.megabytes,
    },
  });
} else {
  console.log(`explore-memory: skipped, ${missing}`);
}
