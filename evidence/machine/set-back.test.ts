import { describe, expect, it } from 'vitest';
import { answersOf } from '../answer/answers.ts';
import { explainFiles, memorySource, readSources } from '../index.ts';
import { installed, refused } from '../testing/small-logs.ts';

const event = (id: number, number: number, time: string, data: readonly string[]): string =>
  `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="MsiInstaller"/><EventID>${id}</EventID><TimeCreated SystemTime="2025-10-18T${time}.000Z"/><EventRecordID>${number}</EventRecordID><Computer>PC01</Computer></System><EventData>${data.map((each) => `<Data>${each}</Data>`).join('')}</EventData></Event>`;

const ALPHA = ['C:\\p\\alpha.msi', '5120'];
const REFUSED = ['Beta', '1.0', '1033', '1618', 'Made'];

const told = async (began: string, busy: string, ended: string) => {
  const text = `<Events>${event(1040, 10, began, ALPHA)}\n${event(1033, 11, busy, REFUSED)}\n${event(1042, 12, ended, ALPHA)}</Events>`;
  const { machines } = explainFiles(await readSources([memorySource('events.xml', Buffer.from(text))]));
  return answersOf(machines)[0];
};

describe('a clock that was put back between the records of one log', () => {
  it.each([
    ['14:30:00', '14:20:00', '14:10:00'],
    ['14:30:00', '14:20:00', '14:40:00'],
    ['14:30:00', '14:20:00', '14:25:00'],
  ])('does not make it that nothing was installing (%s, %s, %s)', async (began, busy, ended) => {
    const answer = await told(began, busy, ended);
    expect(answer?.retry).toBe('unknown');
    expect(answer?.blockedBy.why).toMatch(/^not known for certain: .*the clock was put back.*alpha\.msi/);
    expect(answer?.blockedBy.candidates).toMatchObject([{ package: ALPHA[0] }]);
  });

  const toldOf = async (files: Readonly<Record<string, string>>) => {
    const sources = Object.entries(files).map(([name, text]) => memorySource(name, Buffer.from(text)));
    const { machines, clauses } = explainFiles(await readSources(sources));
    for (const { readings } of clauses)
      for (const { reading, departures } of readings)
        if (reading === 'lenient') expect(departures).toEqual([]);
    return answersOf(machines)[0];
  };
  const GAMMA = ['C:\\p\\gamma.msi', '6120'];
  const xml = (...events: readonly string[]): string => `<Events>${events.join('\n')}</Events>`;

  /** Alpha begins at 14:30:00; its end and a refusal have these numbers and times. */
  const toldOfEnd = (end: number, ended: string, refusal: number, at: string) =>
    toldOf({
      'e.xml': xml(
        event(1040, 10, '14:30:00', ALPHA),
        event(1042, end, ended, ALPHA),
        event(1033, refusal, at, REFUSED),
      ),
    });

  it.each([
    ['after the refusal', 11, '14:35:00', 12, '14:10:00', /^not known for certain: .*by number the records/],
    ['before the refusal', 12, '14:35:00', 11, '14:10:00', /^not in these files/],
    ['before the refusal, which came soon', 12, '14:22:00', 11, '14:20:00', /^not in these files/],
  ])('does not make it that an end was not written, %s', async (_, refusal, at, end, ended, why) => {
    const answer = await toldOfEnd(end, ended, refusal, at);
    expect(answer?.blockedBy).toMatchObject({ status: 'none-overlaps' });
    expect(answer?.blockedBy.why).toMatch(why);
  });

  it('does not make an installation that had ended by number the holder', async () => {
    const answer = await toldOfEnd(11, '14:40:00', 12, '14:35:00');
    expect(answer?.blockedBy).toMatchObject({ status: 'none-overlaps', package: null });
  });

  it('breaks no rule: what came first of the times that came twice is not known', async () => {
    const answer = await toldOf({
      'e.xml': xml(
        event(1040, 10, '14:30:00', ALPHA),
        event(1042, 11, '14:10:00', ALPHA),
        event(1040, 12, '14:29:00', GAMMA),
        event(1042, 13, '14:35:00', GAMMA),
      ),
      'b.log': refused({
        path: 'C:\\p\\beta.msi',
        processId: 77,
        from: '14:20:00',
        to: '14:20:03',
        date: '2025-10-18',
      }),
      'c.log': installed({
        path: 'C:\\p\\delta.msi',
        processId: 8120,
        from: '14:36:00',
        to: '14:37:00',
        date: '2025-10-18',
        computer: 'PC01',
      }),
    });
    expect(answer?.blockedBy.package ?? null).toBeNull();
  });
});
