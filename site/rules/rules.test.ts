/** Longer than 250 lines: each way out of the page and back. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../../oracle/index.ts';
import { answersOf, exploreNaive, exploreSymmetric, observationsOf } from '../../oracle/explore/index.ts';
import { readHistory } from '../../reports/index.ts';
import type { Result } from '../../reports/index.ts';
import { run } from '../../reports/testing/runs.ts';
import { DEFAULT_READING, keyOf, lenient, OBSERVER, parseReading, READINGS } from '../../spec/index.ts';
import type { Context, Observed, Reading, State } from '../../spec/index.ts';
import { msiconform } from '../../testing/command-line.ts';
import { fragmentOf, historyOf, itfOf, vitestOf, walkInFragment } from './export.ts';
import { graphOf } from './graph.ts';
import { openText } from './open.ts';
import { anyWalk } from './testing/any-walk.ts';
import { childrenOf, goBack, goOn, newTree, pathOf, treeOf, walkTo } from './tree.ts';
import { choicesOf, contextOf, isAllowed, passingAnswers, standingsOf } from './walk.ts';
import type { Walk } from './walk.ts';
import { GOALS, witnessOf } from './witnesses.ts';

const keysOf = (states: readonly State[]): string => states.map(keyOf).toSorted().join(' / ');

/** A residue may end by itself. */
const withEnds = (states: readonly State[]): readonly State[] =>
  states.flatMap((state) => (state.residue ? [state, { ...state, residue: false }] : [state]));

/** A walk to each set of states that answers without a fault lead to. */
const allWalks = (
  processes: number,
  windowsInstaller: string,
  reading: Reading,
): ReadonlyMap<string, Walk> => {
  const first: Walk = { processes, windowsInstaller, events: [] };
  const walks = new Map([[keysOf(standingsOf(first, reading).at(-1)?.states ?? []), first]]);
  for (const walk of walks.values())
    for (let process = OBSERVER; process <= processes; process++)
      for (const { event, verdicts } of choicesOf(walk, process, [reading])) {
        const [verdict] = verdicts;
        if (verdict === undefined || !isAllowed(verdict)) continue;
        const key = keysOf(verdict.states);
        if (!walks.has(key)) walks.set(key, { ...walk, events: [...walk.events, event] });
      }
  return walks;
};

const asked = (state: State, process: number, context: Context): ReturnType<typeof answersOf> =>
  process === OBSERVER ? observationsOf(state, context) : answersOf(state, process, context);

test.each(
  READINGS.flatMap((reading) => ['2.0', '5.0'].map((version) => [reading.name, version, reading] as const)),
)(
  'two processes, %s, Windows Installer %s: in every state the explorer allows what the oracle allows',
  (_, windowsInstaller, reading) => {
    const context: Context = { reading, windowsInstaller };
    const walks = allWalks(2, windowsInstaller, reading);
    const reached = new Set<string>();
    for (const walk of walks.values()) {
      const states = standingsOf(walk, reading).at(-1)?.states ?? [];
      for (const state of withEnds(states)) reached.add(keyOf(state));
      for (let process = OBSERVER; process <= 2; process++) {
        const choices = choicesOf(walk, process, [reading]);
        const told = new Map(choices.map(({ event, verdicts }) => [JSON.stringify(event), verdicts[0]]));
        const due = new Map<string, State[]>();
        for (const state of withEnds(states))
          for (const { operation, response, allowed } of asked(state, process, context)) {
            const key = JSON.stringify({ process, operation, response } satisfies Observed);
            due.set(key, [...(due.get(key) ?? []), ...allowed]);
          }
        expect([...told.keys()].toSorted()).toEqual([...due.keys()].toSorted());
        for (const [key, allowed] of due) {
          const verdict = told.get(key);
          expect(verdict !== undefined && isAllowed(verdict)).toBe(allowed.length > 0);
          if (allowed.length > 0)
            expect(new Set(verdict?.states.map(keyOf))).toEqual(new Set(allowed.map(keyOf)));
        }
      }
    }
    const naive = exploreNaive(2, context);
    expect([...reached].toSorted()).toEqual([...naive.reached.keys()].toSorted());
    // What the page counts with.
    const { states, transitions } = exploreSymmetric(2, context);
    expect([states, transitions]).toEqual([BigInt(naive.states), BigInt(naive.transitions)]);
  },
);

test('an address gives back the walk that it was made of', () => {
  fc.assert(
    fc.property(anyWalk, (walk) => {
      fc.pre(walk.events.length > 0);
      expect(walkInFragment(fragmentOf(walk))).toEqual(walk);
    }),
  );
});

test('a saved history is one: it is read, opened again, and judged as the walk was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'msiconform-walk-'));
  try {
    await fc.assert(
      fc.asyncProperty(anyWalk, async (walk) => {
        fc.pre(walk.events.length > 0);
        const file = join(folder, 'walk.jsonl');
        await writeFile(file, historyOf(walk));
        const cases = [];
        for await (const part of readHistory(file)) if (part.part === 'case') cases.push(part.observed);
        expect(cases).toEqual([walk.events]);
        const { opened } = openText('walk.jsonl', historyOf(walk));
        expect(opened.filter(({ kind }) => kind === 'case').map((each) => each.walk)).toEqual([walk]);
        for (const reading of READINGS) {
          const { findings } = check(walk.events, walk.processes, contextOf(walk, reading));
          const broken = standingsOf(walk, reading)
            .slice(1)
            .flatMap(({ violates }) => violates);
          expect(findings.map(({ clause }) => clause)).toEqual(broken);
        }
      }),
      { numRuns: 30 },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a saved test passes, whatever the walk breaks', () => {
  fc.assert(
    fc.property(anyWalk, fc.constantFrom(...READINGS), (walk, reading) => {
      const text = vitestOf(walk, reading)
        .replace(/^import .*$/gm, '')
        .replace('] as const;', '];');
      let ran = 0;
      const define = (_: string, body: () => void): void => {
        body();
        ran++;
      };
      // eslint-disable-next-line no-new-func, no-implied-eval -- it is a program that is tested
      new Function('check', 'parseReading', 'expect', 'test', text)(check, parseReading, expect, define);
      expect(ran).toBe(1);
    }),
  );
});

test('an ITF trace has a state for the beginning and one for each step, of the variables that it names', () => {
  fc.assert(
    fc.property(anyWalk, (walk) => {
      const trace = JSON.parse(itfOf(walk, lenient)) as {
        readonly vars: readonly string[];
        readonly states: readonly Readonly<Record<string, unknown>>[];
      };
      expect(trace.states).toHaveLength(walk.events.length + 1);
      for (const [index, state] of trace.states.entries()) {
        expect(state['#meta']).toEqual({ index });
        expect(Object.keys(state).filter((name) => name !== '#meta')).toEqual(trace.vars);
        expect(state['clients']).toHaveLength(walk.processes);
      }
    }),
  );
});

test('what would have passed passes', () => {
  fc.assert(
    fc.property(anyWalk, fc.constantFrom(...READINGS), (walk, reading) => {
      for (const [at, standing] of standingsOf(walk, reading).slice(1).entries()) {
        const event = walk.events[at];
        if (isAllowed(standing) || event === undefined) continue;
        for (const response of passingAnswers(walk, at, reading)) {
          const other = { ...walk, events: [...walk.events.slice(0, at), { ...event, response }] };
          expect(standingsOf(other, reading).at(-1)?.violates).toEqual([]);
        }
      }
    }),
  );
});

test('a way back keeps what was gone back from, and the same step leads there again', () => {
  fc.assert(
    fc.property(anyWalk, (walk) => {
      fc.pre(walk.events.length > 1);
      const tree = treeOf(walk);
      expect(walkTo(tree)).toEqual(walk);
      const back = goBack(tree);
      expect(walkTo(back).events).toEqual(walk.events.slice(0, -1));
      const last = walk.events.at(-1);
      if (last === undefined) return;
      expect(goOn(back, last)).toEqual(tree);
      const first = goBack({ ...tree, current: pathOf(tree)[0] ?? 0 });
      expect(first.current).toBe(0);
      expect(childrenOf(tree, 0)).toHaveLength(1);
    }),
  );
});

test('the graph has every set of states of the walk once, and an edge for each step', () => {
  fc.assert(
    fc.property(anyWalk, fc.constantFrom(...READINGS), (walk, reading) => {
      const { nodes, edges } = graphOf(treeOf(walk), reading);
      const sets = new Set(standingsOf(walk, reading).map(({ states }) => keysOf(states)));
      expect(new Set(nodes.map(({ key }) => key))).toEqual(sets);
      expect(nodes).toHaveLength(sets.size);
      for (const { from, to } of edges) expect(sets.has(from) && sets.has(to)).toBe(true);
      expect(nodes.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    }),
  );
});

test.each(GOALS.map((goal) => [goal.title, goal] as const))(
  'a way to %s is found, and breaks nothing',
  (_, goal) => {
    const walks = READINGS.map((reading) => ({
      reading,
      walk: witnessOf(goal, { processes: 2, windowsInstaller: '5.0' }, reading),
    }));
    expect(walks.some(({ walk }) => walk !== undefined)).toBe(true);
    for (const { reading, walk } of walks)
      if (walk !== undefined)
        expect(standingsOf(walk, reading).flatMap(({ violates }) => violates)).toEqual([]);
  },
);

test('every counterexample of a result opens, and its last step breaks its clause', async () => {
  const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 200 });
  const { opened } = openText('result.json', JSON.stringify(result));
  const kinds = result.clauses.flatMap(({ id, divergences }) => divergences.map((each) => ({ id, ...each })));
  expect(opened.map(({ title }) => title)).toEqual(kinds.map(({ signature }) => signature));
  for (const [index, { walk }] of opened.entries()) {
    const { id, readings = [] } = kinds[index] ?? {};
    for (const reading of READINGS.filter(({ name }) => readings.includes(name)))
      expect(standingsOf(walk, reading).at(-1)?.violates).toContain(id);
  }
});

test('a history of a Wine run tells the counterexamples that check tells, and then its cases', async () => {
  const file = join(import.meta.dirname, '../testing/golden/wine-8.0.jsonl');
  const { stdout } = await msiconform('.', 'check', file, '--json');
  const due = (JSON.parse(stdout) as Result).clauses.flatMap(({ divergences }) => divergences);
  const { opened, notes } = openText('wine.jsonl', await readFile(file, 'utf8'));
  const counterexamples = opened.filter(({ kind }) => kind === 'counterexample');
  expect(due.length).toBeGreaterThan(5);
  expect(counterexamples.map(({ title, walk }) => [title, walk.events.length]).toSorted()).toEqual(
    due.map(({ signature, operations }) => [signature, operations]).toSorted(),
  );
  expect(opened.length).toBeGreaterThan(counterexamples.length);
  expect(notes).toEqual([]);
});

test('a long walk has an address too, and its graph takes each step once', () => {
  const walk = longWalk(500);
  expect(walkInFragment(fragmentOf(walk))).toEqual(walk);
  expect(graphOf(treeOf(walk), DEFAULT_READING).edges.length).toBeGreaterThan(0);
});

test('what nobody could walk through is left out, and told', () => {
  expect(() => openText('long.jsonl', historyOf(longWalk(600)))).toThrow(/1 case left out.* 1000 steps/);
});

/** One installation after the other, each in two steps. */
const longWalk = (installations: number): Walk => ({
  processes: 1,
  windowsInstaller: '5.0',
  events: Array.from({ length: installations }, (): readonly Observed[] => [
    {
      process: 1,
      operation: { op: 'start', action: 'INSTALL', ui: 'none' },
      response: { type: 'held', table: 'InstallExecuteSequence' },
    },
    { process: 1, operation: { op: 'advance' }, response: { type: 'returned', code: 0 } },
  ]).flat(),
});

test('the last line of a run that was cut off is passed over', () => {
  const text = historyOf(longWalk(2)).trimEnd();
  expect(openText('cut.jsonl', text.slice(0, -5)).opened).toHaveLength(1);
});

test.each([
  ['a history of a later release', '{"format":"msiconform-history","version":2}', /version 2.*release/],
  ['a result of a later release', '{"format":"msiconform-result","version":7,"clauses":[]}', /version 7/],
  ['a result without a divergence', '{"format":"msiconform-result","clauses":[]}', /no counterexample/],
  ['nothing', '', /nothing in it/],
  ['no JSON', 'hello', /this is no JSON/],
  ['another format', '{"format":"msiconform-evidence"}', /was expected/],
  ['an event without a case', '{"seq":1,"kind":"invoke"}', /before the first case/],
  [
    'a process that is not there',
    historyOf({
      processes: 1,
      windowsInstaller: '5.0',
      events: [{ process: 2, operation: { op: 'advance' }, response: { type: 'gone' } }],
    }),
    /is of process 2/,
  ],
  [
    'a cut event',
    '{"case":1,"phase":"replay","processes":1}\n{"seq":1,"at":1,"process":1,"kind":"invoke","op":"fly"}',
    /not of the history format/,
  ],
])('%s is refused in one sentence', (_, text, reason) => {
  expect(() => openText('a file', text)).toThrow(reason);
});

test('an empty walk stands at the beginning', () => {
  const walk = walkTo(newTree(3, '5.0'));
  for (const reading of READINGS) expect(standingsOf(walk, reading)).toHaveLength(1);
});
