/** Judging histories of 2 to 8 clients whose calls overlap. */
import type { Operation } from '../spec/index.ts';
import type { UnstampedEvent } from '../oracle/history.ts';
import { callsOf } from '../oracle/pairer.ts';
import type { Call } from '../oracle/pairer.ts';
import { Encoder } from '../oracle/linearize/fast/encode.ts';
import { findUnexplained } from '../oracle/linearize/fast/search.ts';
import { judgeRace } from '../oracle/linearize/judge.ts';
import { linearize } from '../oracle/linearize/linearize.ts';
import { counterexampleOf } from '../oracle/linearize/reduce.ts';
import { simulate } from '../oracle/linearize/testing/simulate.ts';
import { ACTIONS, intended } from '../spec/index.ts';
import { measure, report } from './measure.ts';

const context = { reading: intended, windowsInstaller: '5.0' };

const among: readonly Operation[] = [
  ...ACTIONS.flatMap((action) => [
    { op: 'start' as const, action, ui: 'none' as const },
    { op: 'start' as const, action, ui: 'full' as const },
  ]),
  { op: 'advance' },
  { op: 'advance' },
  { op: 'call', api: 'MsiInstallProduct' },
  { op: 'probe' },
  { op: 'service' },
];

const chooser = (seed: number): ((limit: number) => number) => {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
};

const eventsOf = (processes: number, operations: number): readonly UnstampedEvent[] => {
  const choose = chooser(processes);
  return simulate({ processes, operations, context, choose, among, oneWrongIn: 0, oneLostIn: 0 });
};

const history = (processes: number, operations: number): readonly Call[] =>
  callsOf(eventsOf(processes, operations).map(withoutOwner));

/** Some of the probes name who owns the mutex. */
const historyWithOwners = (processes: number, operations: number): readonly Call[] =>
  callsOf(eventsOf(processes, operations));

const withoutOwner = (event: UnstampedEvent): UnstampedEvent =>
  event.kind !== 'invoke' && event.value.type === 'mutex'
    ? { ...event, value: { type: 'mutex', state: event.value.state } }
    : event;

/** With one more client, whose one call nothing explains: refused for nothing, or let through beside another. */
const withViolation = (calls: readonly Call[], processes: number): readonly Call[] => {
  // Places between those that are taken, and whole numbers as in every history.
  const spread = calls.map((call) => ({ ...call, invoked: 4 * call.invoked, responded: 4 * call.responded }));
  for (let place = Math.floor(calls.length * 0.9); place < calls.length; place++) {
    for (const code of [1618, 0]) {
      const at = (spread[place]?.invoked ?? 0) + 1;
      const broken: Call = {
        process: processes + 1,
        operation: { op: 'call', api: 'MsiInstallProduct' },
        response: { type: 'returned', code },
        invoked: at,
        responded: at + 1,
      };
      const planted = spread.toSpliced(place + 1, 0, broken);
      const encoded = new Encoder(processes + 1, context).encode(planted);
      if (findUnexplained(encoded).type === 'unexplained') return planted;
    }
  }
  throw new Error('no violation could be planted');
};

/** One history takes less than a clock of the processor's time tells apart. */
const tenTimes = (judge: () => unknown, calls: number): number => {
  for (let time = 0; time < 10; time++) judge();
  return 10 * calls;
};

for (const processes of [2, 4, 8]) {
  const legal = history(processes, 10_000);
  const illegal = withViolation(legal, processes);
  for (const [word, calls] of [
    ['legal', legal],
    ['a violation at 90 %', illegal],
  ] as const) {
    const encoder = new Encoder(processes + 1, context);
    const encoded = encoder.encode(calls);
    const done = word === 'legal' ? calls.length : Math.floor(calls.length * 0.9);
    const few = legal.slice(0, 100);
    const named = historyWithOwners(processes, 10_000);
    // With an encoder of its own: what one has met once, its tables hold from then on.
    const encodedNamed = new Encoder(processes + 1, context).encode(named);
    const measured = await measure(
      [
        { name: 'readable (100 calls)', run: () => (linearize(few, processes, context), few.length) },
        { name: 'on encoded events', run: () => tenTimes(() => findUnexplained(encoded), done) },
        { name: 'with encoding', run: () => tenTimes(() => findUnexplained(encoder.encode(calls)), done) },
        ...(word === 'legal'
          ? [
              {
                name: 'on encoded events, owners named',
                run: () => tenTimes(() => findUnexplained(encodedNamed), named.length),
              },
            ]
          : []),
      ],
      { rounds: 61, warmUp: 20, clock: 'cpu' },
    );
    await report({
      id: `racing-${processes}-${word === 'legal' ? 'legal' : 'illegal'}`,
      title: `${processes} overlapping clients, 10,000 calls, ${word}`,
      unit: 'calls',
      measured,
      against: 'readable (100 calls)',
    });
  }
}

/** A history after which no client is in a call, so that another can follow. */
function endedBlock(processes: number, operations: number): readonly Call[] {
  const calls = [...history(processes, operations)];
  const held = new Map<number, Call>();
  for (const call of calls) {
    if (call.response.type === 'held') held.set(call.process, call);
    else if (call.process > 0 && call.operation.op !== 'call') held.delete(call.process);
  }
  let at = Math.max(...calls.map(({ responded }) => responded)) + 1;
  for (const { process, response } of held.values()) {
    const inUi = response.type === 'held' && response.table.includes('UI');
    calls.push({
      process,
      operation: { op: inUi ? 'cancel' : 'advance' },
      response: { type: 'returned', code: inUi ? 1602 : 0 },
      invoked: at++,
      responded: at++,
    });
  }
  return calls;
}

/** So many blocks of one history, one after the other. */
const repeated = (block: readonly Call[], times: number): readonly Call[] => {
  const length = 2 * Math.max(...block.map(({ responded }) => responded)) + 2;
  return Array.from({ length: times }, (_, time) =>
    block.map((call) => ({
      ...call,
      invoked: call.invoked + time * length,
      responded: call.responded + time * length,
    })),
  ).flat();
};

{
  // Ended: a last call of each client brings it home, so that blocks can follow one another.
  const block = endedBlock(4, 5000);
  const short = repeated(block, 10);
  const long = repeated(block, Math.ceil(500_000 / block.length));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const measured = await measure(
    [
      { name: `${2 * short.length} events`, run: () => (judgeRace(short, 4, context), short.length) },
      { name: `${2 * long.length} events`, run: () => (judgeRace(long, 4, context), long.length) },
    ],
    { rounds: 3 },
  );
  const after = process.memoryUsage().rss;
  const last = long.at(-1)?.responded ?? 0;
  const broken: Call = {
    process: 1,
    operation: { op: 'call', api: 'MsiInstallProduct' },
    response: { type: 'returned', code: 1618 },
    invoked: 2 * last,
    responded: 2 * last + 1,
  };
  const planted = [...long, broken];
  const began = performance.now();
  const { findings } = judgeRace(planted, 4, context);
  const [finding] = findings;
  const core = finding === undefined ? [] : counterexampleOf(planted, finding, 4, context);
  await report({
    id: 'racing-long',
    title: '4 overlapping clients, a whole judgement of calls',
    unit: 'calls',
    measured,
    against: `${2 * short.length} events`,
    facts: {
      historyAndHeapMiB: Math.round(after / 2 ** 20),
      addedWhileJudgingMiB: Math.round((after - before) / 2 ** 20),
      violationInLastEvent: findings.map(({ clause, index }) => ({
        clause,
        isLast: index === planted.length - 1,
      })),
      reducedToCalls: core.length,
      foundAndReducedMs: Math.round(performance.now() - began),
    },
  });
  console.log('violation in the last event:', findings.length, 'finding, reduced to', core.length, 'call');
}
