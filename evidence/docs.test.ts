import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseMoment } from './events/moment.ts';
import { explainFiles, memorySource, readSource } from './index.ts';
import { COLLECTED } from './testing/collected.ts';
import { PATH, RECORDS, WINDOWS_EXPORTS } from './testing/exports.ts';
import { FOREIGN, REFUSED_PACKAGE, WRAPPINGS } from './testing/wrappings.ts';

const page = readFileSync(new URL('../docs/explain.md', import.meta.url), 'utf8');

/** The rows of the table below a heading, without the table's head. */
const tableUnder = (heading: string): readonly (readonly string[])[] =>
  (page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) =>
      line
        .slice(2, -2)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );

const codeIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

const readAs = async (input: string | Uint8Array) => {
  const evidence = await readSource(
    memorySource('input', typeof input === 'string' ? Buffer.from(input) : input),
  );
  const { machines, clauses } = explainFiles([evidence]);
  return { evidence, machines, clauses };
};

const expectRefused = async (input: string | Uint8Array, cell: string): Promise<void> => {
  const { evidence } = await readAs(input);
  if (evidence.kind !== 'refused') throw new Error('it was read');
  for (const words of codeIn(cell)) expect(evidence.reason).toContain(words);
};

describe('docs/explain.md says how a log may be wrapped', () => {
  const rows = tableUnder('Logs and what they are wrapped in');
  const inputs: Readonly<Record<string, string | Uint8Array>> = { ...WRAPPINGS, ...FOREIGN };

  it('in a row for each input that is tried, twenty at least', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(inputs));
    expect(rows.length).toBeGreaterThanOrEqual(20);
  });

  it.each(rows)('%s: %s', async (name = '', cell = '') => {
    const input = inputs[name] ?? '';
    if (cell.startsWith('refused')) return expectRefused(input, cell);
    const { evidence, machines } = await readAs(input);
    expect(evidence).toMatchObject({
      kind: 'log',
      log: {
        sessions: [
          {
            package: REFUSED_PACKAGE,
            closed: true,
            refusals: [{ systemError: 258, waited: 3_141 }],
            returned: [{ code: 1618 }],
          },
        ],
      },
    });
    expect(machines.flatMap(({ busy }) => busy)).toMatchObject([
      { at: Date.UTC(2025, 9, 18, 14, 35, 3, 151), status: 'none-overlaps' },
    ]);
  });
});

describe('docs/explain.md says which exports of the event log are read', () => {
  const rows = tableUnder('Exports of the event log');
  const inputs: Readonly<Record<string, string>> = { ...WINDOWS_EXPORTS, ...COLLECTED };
  const at = Date.UTC(2024, 5, 13, 10, 0);

  it('in a row for each export that is tried, twenty at least', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(inputs));
    expect(rows.length).toBeGreaterThanOrEqual(20);
  });

  it.each(rows)('%s: %s, %s', async (name = '', cell = '', clock = '', lacks = '') => {
    const input = inputs[name] ?? '';
    if (cell.startsWith('refused')) return expectRefused(input, cell);
    const { evidence, machines, clauses } = await readAs(input);
    if (evidence.kind !== 'events') throw new Error('it was not read as events');
    const { records, others, unread, notes } = evidence.events;
    expect({ others, unread: unread.record }).toEqual({ others: 0, unread: 0 });
    expect(records.map(({ id }) => id).toSorted()).toEqual(RECORDS.map(({ id }) => id).toSorted());
    for (const { readings } of clauses) expect(readings.flatMap(({ departures }) => departures)).toEqual([]);
    expect(machines.map(({ machine }) => machine.clock)).toEqual([clock.split(',')[0]]);
    const [transaction, ...more] = machines.flatMap(({ machine }) => machine.transactions);
    expect(more).toEqual([]);
    const busy = machines.flatMap((each) => each.busy);
    if (cell === 'in part') {
      // Whose the outcomes are is not known, where the statuses are cut.
      expect(transaction?.transaction).toMatchObject({ package: '', product: null, status: null });
      expect(busy.filter(({ holder }) => holder !== null)).toEqual([]);
      expect(notes.join(' ')).toContain('Format-List');
      return;
    }
    // The refused installation's records name nothing of the one that was under way.
    expect(transaction?.transaction).toMatchObject({
      package: PATH,
      processId: 100,
      product: 'First',
      status: 0,
    });
    const seconds = lacks.includes('seconds') && !lacks.includes('fractions') ? 0 : 1_000;
    expect(Math.floor((transaction?.span.from ?? 0) / 1_000) * 1_000).toBe(at);
    expect(busy).toMatchObject([
      { product: 'Second', status: 'named', holder: { package: PATH, processId: 100, shownBy: 'event' } },
    ]);
    expect(Math.floor((busy[0]?.at ?? 0) / 1_000) * 1_000).toBe(at + 3 * seconds);
  });
});

const two = (value: number): string => String(value).padStart(2, '0');
const clockText = (clock: number): string => {
  const [hour, minute, second] = [clock / 3_600_000, (clock / 60_000) % 60, (clock / 1_000) % 60];
  const fraction = clock % 1_000 === 0 ? '' : `.${String(clock % 1_000).padStart(3, '0')}`;
  return `${[hour, minute, second].map((each) => two(Math.floor(each))).join(':')}${fraction}`;
};

/** A time in the words of the page. */
const momentText = (written: string): string => {
  const moment = parseMoment(written);
  if (moment === null) return 'not read';
  if (moment.zone === 'utc')
    return `${new Date(moment.at)
      .toISOString()
      .replace('T', ' ')
      .replace(/(?:\.000)?Z$/, '')} UTC`;
  if (moment.date.isCalendarOpen === true) return `${clockText(moment.clock)}, the calendar is not known`;
  const readings = moment.date.readings.map(({ day }) => {
    const date = new Date(day * 86_400_000).toISOString().slice(moment.year === 'missing' ? 5 : 0, 10);
    return `${date} ${clockText(moment.clock)}`;
  });
  return `${readings.join(' or ')}${moment.precision === 60_000 ? ' (to the minute)' : ''}`;
};

describe('docs/explain.md says how dates and times are read', () => {
  const rows = tableUnder('Dates and times');

  it('in twenty rows at least', () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
  });

  it.each(rows)('%s is %s', (written = '', read = '') => {
    expect(momentText(codeIn(written)[0] ?? '')).toBe(read);
  });
});
