import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import pc from 'picocolors';
import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../oracle/index.ts';
import { layOut, renderTimeline, timelineSvg } from './index.ts';
import { timelineOf } from '../history/counterexample.ts';
import { run } from '../testing/runs.ts';

const event = (seq: number, process: number, rest: object): HistoryEvent =>
  ({ seq, at: seq, process, ...rest }) as HistoryEvent;

const START = { kind: 'invoke', op: 'start', args: { action: 'INSTALL', ui: 'full' } };
const ADVANCE = { kind: 'invoke', op: 'advance', args: {} };
const held = (op: string, table: string): object => ({ kind: 'ok', op, value: { type: 'held', table } });
const returned = (op: string, code: number): object => ({
  kind: code === 0 ? 'ok' : 'fail',
  op,
  value: { type: 'returned', code },
});

const EVENTS = [
  event(1, 1, START),
  event(2, 1, held('start', 'InstallUISequence')),
  event(3, 1, ADVANCE),
  event(4, 1, held('advance', 'InstallExecuteSequence')),
  event(5, 3, { ...START, args: { action: 'INSTALL', ui: 'none' } }),
  event(6, 3, returned('start', 1618)),
  event(7, 1, ADVANCE),
  event(8, 1, returned('advance', 0)),
];

test('an execute table runs inside the UI sequence that led to it, and both end together', () => {
  const { lanes, bars, slots } = layOut(EVENTS, 3);
  expect(lanes.map(({ title }) => title)).toEqual(['process 1', 'process 3', 'mutex']);
  expect(slots).toBe(4);
  expect(bars).toEqual([
    { lane: 0, from: 0, to: 3, kind: 'ui', label: 'InstallUISequence' },
    { lane: 0, from: 1, to: 3, kind: 'execute', label: 'InstallExecuteSequence' },
    { lane: 2, from: 1, to: 3, kind: 'due', label: 'process 1 executes' },
  ]);
});

test('the offending step is the last one unless another is named', () => {
  expect(layOut(EVENTS, 3).marks.map(({ offending }) => offending)).toEqual([false, false, false, true]);
  expect(layOut(EVENTS, 3, 3).marks.map(({ offending }) => offending)).toEqual([false, false, true, false]);
});

test('concurrent calls overlap, in the order of their events', () => {
  const call = { kind: 'invoke', op: 'call', args: { api: 'MsiInstallProduct' } };
  const events = [
    event(1, 1, call),
    event(2, 2, call),
    event(3, 1, returned('call', 0)),
    event(4, 2, returned('call', 1618)),
  ];
  const { marks, slots } = layOut(events, 2);
  expect(marks.map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [1, 3],
  ]);
  expect(slots).toBe(4);
});

test('every counterexample of a run can be drawn: well-formed, with each step and one fault', async () => {
  const result = await run({ behaviour: 'no mutex', seed: 5, numRuns: 300 });
  const divergences = result.clauses.flatMap((clause) => clause.divergences);
  expect(divergences.length).toBeGreaterThan(3);
  for (const divergence of divergences) {
    const timeline = timelineOf(divergence);
    if (timeline === undefined) throw new Error('no timeline');
    const svg = timelineSvg(timeline, 'breaks it');
    let faults = 0;
    let marks = 0;
    const parser = new SaxesParser({ xmlns: true });
    parser.on('opentag', ({ attributes }) => {
      const name = String(attributes['class']?.value ?? '');
      if (name === 'fault') faults++;
      if (name.startsWith('mark ')) marks++;
    });
    parser.write(svg).close();
    expect([faults, marks]).toEqual([1, divergence.operations]);
    const text = renderTimeline(timeline, pc.createColors(false), 'breaks it');
    expect(text.split('\n')).toHaveLength(divergence.operations + 1);
    expect(text.split('\n').at(-1)).toContain('◀ breaks it');
  }
});

test('whatever a history holds, it is drawn or refused, and never thrown at', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (history) => {
      expect(timelineOf({ history })).toBeUndefined();
    }),
  );
});

test('the name of a bar stands clear of the marks on it, and the picture tells itself in words', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean()), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(steps, (drawn) => {
      const events: HistoryEvent[] = [];
      const push = (process: number, rest: object): void => {
        events.push(event(events.length + 1, process, rest));
      };
      for (const [process, calls] of [...[1, 2, 3].map((each) => [each, false] as const), ...drawn]) {
        push(process, calls ? { kind: 'invoke', op: 'call', args: { api: 'MsiInstallProduct' } } : START);
        push(process, calls ? returned('call', 1618) : held('start', 'InstallUISequence'));
      }
      const circles: { x: number; y: number }[] = [];
      const names: { x: number; y: number; width: number }[] = [];
      const kinds: string[] = [];
      let stave = 0;
      const parser = new SaxesParser();
      parser.on('opentag', ({ name, attributes }) => {
        kinds.push(name);
        const [, top] = /^translate\(0 (\d+)\)$/.exec(String(attributes['transform'])) ?? [];
        if (top !== undefined) stave = Number(top);
        const kind = String(attributes['class']);
        if (kind.startsWith('mark '))
          circles.push({ x: Number(attributes['cx']), y: stave + Number(attributes['cy']) });
        if (kind.startsWith('bar-label'))
          names.push({ x: Number(attributes['x']), y: stave + Number(attributes['y']) - 4, width: 0 });
        parser.on('text', (text) => {
          const last = names.at(-1);
          if (kind.startsWith('bar-label') && last !== undefined && last.width === 0)
            last.width = 6 * text.length;
        });
      });
      parser.write(timelineSvg(layOut(events, 3), 'breaks it')).close();
      expect(kinds).toContain('desc');
      expect(names.length).toBeGreaterThan(0);
      for (const { x, y, width } of names) {
        const covered = circles.filter((mark) => mark.y === y && mark.x > x - 11 && mark.x < x + width + 11);
        expect(covered).toEqual([]);
      }
    }),
  );
});
