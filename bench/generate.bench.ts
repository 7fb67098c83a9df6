/**
 * Random interleavings generated and checked inside fast-check: its own commands, and packed bytes. Both
 * drive the same small installer and judge with the same compiled oracle; both count the operations done.
 */
import * as fc from 'fast-check';
import {
  CLIENT_OPERATIONS,
  CLIENT_RESPONSES,
  compile,
  FIRST_EVENTS,
  FIRST_EXECUTING,
  FIRST_PROBE,
  FIRST_SERVICE,
  nextClient,
  nextResidues,
  RESIDUE_NONE,
  rowOf,
  violatedBits,
} from '../oracle/compiled/index.ts';
import { canPerform } from '../oracle/index.ts';
import { CLIENTS, OBSERVATIONS } from '../oracle/compiled/index.ts';
import { KINDS, PackedChecker, PackedInstaller, packedInterleavings } from '../properties/bulk/index.ts';
import { DEFAULT_READING } from '../spec/index.ts';
import { measure, report } from './measure.ts';

const PROCESSES = 4;
const table = compile({ reading: DEFAULT_READING, windowsInstaller: '5.0' });
const operations = [...CLIENT_OPERATIONS, ...OBSERVATIONS];
const can = CLIENTS.map((client) => operations.map((operation) => canPerform(client, operation)));
const columns = [
  ...CLIENT_OPERATIONS.map((_, kind) => kind * CLIENT_RESPONSES.length),
  FIRST_PROBE,
  FIRST_SERVICE,
  FIRST_EVENTS,
];

interface Model {
  readonly clients: Uint8Array;
  executing: number;
  residues: number;
}

let done = 0;

class Operate implements fc.Command<Model, PackedInstaller> {
  readonly process: number;
  readonly kind: number;

  constructor(process: number, kind: number) {
    this.process = process;
    this.kind = kind;
  }

  check({ clients }: Readonly<Model>): boolean {
    return can[clients[this.process] as number]?.[this.kind] === true;
  }

  run(model: Model, real: PackedInstaller): void {
    done++;
    const { process, kind } = this;
    const observes = kind >= CLIENT_OPERATIONS.length;
    const client = observes ? 0 : (model.clients[process] as number);
    const others = client >= FIRST_EXECUTING ? model.executing - 1 : model.executing;
    const row = rowOf(client, others, model.residues);
    const entry = table.entries[row + (columns[kind] as number) + real.perform(process, kind)] as number;
    if (violatedBits(entry) !== 0) throw new Error('diverges');
    model.residues = nextResidues(entry);
    if (observes) return;
    const next = nextClient(entry);
    model.clients[process] = next;
    model.executing = next >= FIRST_EXECUTING ? others + 1 : others;
  }

  toString(): string {
    return `P${this.process + 1} ${operations[this.kind]?.op}`;
  }
}

const arbitraries = Array.from({ length: KINDS }, (_, kind) =>
  fc.nat(PROCESSES - 1).map((process) => new Operate(process, kind)),
);

const byCommands = (maxCommands: number | undefined, numRuns: number) => (): number => {
  done = 0;
  const commands =
    maxCommands === undefined
      ? fc.commands(arbitraries)
      : fc.commands(arbitraries, { maxCommands, size: 'max' });
  fc.assert(
    fc.property(commands, (drawn) => {
      fc.modelRun(
        () => ({
          model: { clients: new Uint8Array(PROCESSES), executing: 0, residues: RESIDUE_NONE },
          real: new PackedInstaller(PROCESSES),
        }),
        drawn,
      );
    }),
    { numRuns },
  );
  return done;
};

const byBytes = (maxSteps: number, numRuns: number) => (): number => {
  const checker = new PackedChecker(new PackedInstaller(PROCESSES), table);
  fc.assert(
    fc.property(packedInterleavings(PROCESSES, maxSteps), (steps) => checker.run(steps) === 0),
    { numRuns },
  );
  return checker.operations;
};

const COMMANDS = 'fc.commands';
const measured = await measure(
  [
    { name: `${COMMANDS}, defaults`, run: byCommands(undefined, 10_000) },
    { name: `${COMMANDS}, at most 100, size max`, run: byCommands(100, 2000) },
    { name: `${COMMANDS}, at most 1000, size max`, run: byCommands(1000, 200) },
    { name: 'packed, at most 50 steps', run: byBytes(50, 20_000) },
    { name: 'packed, at most 1000 steps', run: byBytes(1000, 2000) },
  ],
  { rounds: 9, warmUp: 3, clock: 'cpu' },
);
// Against the peer at its best, whichever setting that is today.
const best = measured
  .filter(({ name }) => name.startsWith(COMMANDS))
  .reduce((one, other) => (other.unitsPerSecond > one.unitsPerSecond ? other : one));

await report({
  id: 'generate-and-check',
  title: `Interleavings of ${PROCESSES} processes generated and checked inside fast-check`,
  unit: 'commands',
  against: best.name,
  measured,
});
