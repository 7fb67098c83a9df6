import { describe, expect, it } from 'vitest';
import { answersOf } from '../answer/answers.ts';
import { explainFiles, memorySource, readSources } from '../index.ts';

const event = (id: number, number: number, time: string, data: readonly string[]): string =>
  `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="MsiInstaller"/><EventID>${id}</EventID><TimeCreated SystemTime="2025-10-18T${time}.000Z"/><EventRecordID>${number}</EventRecordID><Computer>PC01</Computer></System><EventData>${data.map((each) => `<Data>${each}</Data>`).join('')}</EventData></Event>`;

const ALPHA = ['C:\\p\\alpha.msi', '5120'];
const REFUSED = ['Beta', '1.0', '1033', '1618', 'Made'];

const told = async (began: string, refused: string, ended: string) => {
  const text = `<Events>${event(1040, 10, began, ALPHA)}\n${event(1033, 11, refused, REFUSED)}\n${event(1042, 12, ended, ALPHA)}</Events>`;
  const { machines } = explainFiles(await readSources([memorySource('events.xml', Buffer.from(text))]));
  return answersOf(machines)[0];
};

describe('a clock that was put back between the records of one log', () => {
  it.each([
    ['14:30:00', '14:20:00', '14:10:00'],
    ['14:30:00', '14:20:00', '14:40:00'],
    ['14:30:00', '14:20:00', '14:25:00'],
  ])('does not make it that nothing was installing (%s, %s, %s)', async (began, refused, ended) => {
    const answer = await told(began, refused, ended);
    expect(answer?.retry).toBe('unknown');
    expect(answer?.blockedBy.why).toMatch(/^not known for certain: .*the clock was put back.*alpha\.msi/);
    expect(answer?.blockedBy.candidates).toMatchObject([{ package: ALPHA[0] }]);
  });
});
