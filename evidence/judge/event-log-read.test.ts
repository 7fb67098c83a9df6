import { expect, test } from 'vitest';
import { explainFiles, memorySource, readSources } from '../index.ts';

const event = (
  id: number,
  number: number,
  time: string,
  [name, process]: readonly [string, string],
): string =>
  `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="MsiInstaller"/><EventID>${id}</EventID><TimeCreated SystemTime="2025-10-18T${time}Z"/><EventRecordID>${number}</EventRecordID><Computer>PC01</Computer></System><EventData><Data>${name}</Data><Data>${process}</Data></EventData></Event>`;

const ALPHA = ['C:\\p\\alpha.msi', '5120'] as const;
const BETA = ['C:\\p\\beta.msi', '6120'] as const;

/** Which clauses the files break, under each reading. */
const broken = async (...events: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> => {
  const source = memorySource('events.xml', Buffer.from(`<Events>${events.join('\n')}</Events>`));
  const { clauses } = explainFiles(await readSources([source]));
  return Object.fromEntries(
    clauses
      .map(
        ({ clause, readings }) =>
          [
            clause,
            readings.filter(({ verdict }) => verdict === 'diverges').map(({ reading }) => reading),
          ] as const,
      )
      .filter(([, readings]) => readings.length > 0),
  );
};

test.each([
  ['one in another', '14:30:03.000', '14:30:05.000', '14:30:06.000', '14:30:21.000'],
  ['in the same second', '14:30:03.000', '14:30:03.000', '14:30:04.000', '14:30:04.000'],
])(
  'of two installations at once (%s) the event log names both, and only the refusal is missed',
  async (_, alpha, beta, betaEnd, alphaEnd) => {
    const clauses = await broken(
      event(1040, 1, alpha, ALPHA),
      event(1040, 2, beta, BETA),
      event(1042, 3, betaEnd, BETA),
      event(1042, 4, alphaEnd, ALPHA),
    );
    expect(Object.keys(clauses)).not.toContain('event-log');
  },
);

test('and where they overlap', async () => {
  const clauses = await broken(
    event(1040, 1, '14:30:03.000', ALPHA),
    event(1040, 2, '14:30:05.000', BETA),
    event(1042, 3, '14:30:06.000', ALPHA),
    event(1042, 4, '14:30:21.000', BETA),
  );
  expect(Object.keys(clauses)).toEqual(['1618-mutex']);
});
