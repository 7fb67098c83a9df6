import { describe, expect, it } from 'vitest';
import { answersOf } from '../answer/answers.ts';
import type { Answer } from '../answer/answers.ts';
import { explainFiles, memorySource, readSources } from '../index.ts';
import { hung, installed, refused } from '../testing/small-logs.ts';

const told = async (files: Readonly<Record<string, string>>): Promise<Answer> => {
  const sources = Object.entries(files).map(([name, text]) => memorySource(name, Buffer.from(text)));
  const { machines } = explainFiles(await readSources(sources));
  const [answer, ...more] = answersOf(machines);
  expect(more).toEqual([]);
  if (answer === undefined) throw new Error('there is no answer');
  return answer;
};

const alpha = { path: 'C:\\p\\alpha.msi', processId: 5120, from: '14:30:00', to: '14:38:00' };
const beta = { path: 'C:\\p\\beta.msi', processId: 77, from: '14:35:00', to: '14:35:03' };
/** The begin and the end of an installation in an export of a locale that writes both alike. */
const events = (date: string, second = true): string =>
  [
    'TimeCreated,Id,ProviderName,Message',
    `${date} 14:30:00,1040,MsiInstaller,"Beginning a Windows Installer transaction: C:\\p\\alpha.msi. Client Process Id: 5120."`,
    ...(second
      ? [
          `${date} 14:38:00,1042,MsiInstaller,"Ending a Windows Installer transaction: C:\\p\\alpha.msi. Client Process Id: 5120."`,
        ]
      : []),
    '',
  ].join('\n');

const UNKNOWN = 'the order of day and month in these dates is not known, and the answer depends on it';

describe('an answer that depends on the order of day and month', () => {
  it.each([
    ['4/5/2025', '5/4/2025'],
    ['5/4/2025', '4/5/2025'],
    ['2025-05-04', '5/4/2025'],
  ])('is not that nobody was installing (%s, %s)', async (holder, late) => {
    for (const computer of [undefined, 'PC01']) {
      const { at, blockedBy } = await told({
        'a.log': installed({ ...alpha, date: holder, ...(computer === undefined ? {} : { computer }) }),
        'b.log': refused({ ...beta, date: late }),
      });
      expect(blockedBy).toMatchObject({ status: 'no-date', package: null });
      expect(blockedBy.why).toMatch(
        /the order of day and month .* not known, and the answer depends on it|can be read in two ways, and the answer depends on it/,
      );
      expect(at).toBe('14:35:03.146');
    }
  });

  it('is told where it is the same in all orders', async () => {
    for (const late of ['4/28/2025', '4/6/2025', '6/5/2025'])
      expect(
        await told({
          'a.log': installed({ ...alpha, date: '4/5/2025' }),
          'b.log': refused({ ...beta, date: late }),
        }),
      ).toMatchObject({ blockedBy: { status: 'none-overlaps' } });
  });

  it('is told where one of the two assignments is impossible', async () => {
    const files = {
      'a.log': installed({ ...alpha, date: '5/4/2025' }).replace(
        /(stopped: )5\/4/,
        (_, words: string) => `${words}4/5`,
      ),
      'b.log': refused({ ...beta, date: '5/4/2025' }),
    };
    expect((await told(files)).blockedBy.status).toBe('no-date');
    const one = { ...files, 'b.log': refused({ ...beta, date: '2025-04-05' }) };
    expect((await told(one)).blockedBy).toMatchObject({ status: 'named', package: alpha.path });
  });

  it('is not told of a log that hangs, where it began afterwards in another order', async () => {
    const hangs = { 'a.log': hung({ ...alpha, date: '4/5/2025' }) };
    const { blockedBy } = await told({ ...hangs, 'b.log': refused({ ...beta, date: '2025-04-20' }) });
    expect(blockedBy).toMatchObject({ status: 'no-date' });
    expect(blockedBy.why).toContain(
      `${UNKNOWN}: in one order C:\\p\\alpha.msi (client process 5120) had begun before`,
    );
    const both = await told({ ...hangs, 'b.log': refused({ ...beta, date: '4/5/2025' }) });
    expect(both.blockedBy).toMatchObject({ status: 'open-end' });
  });

  it.each([
    ['4/5/2025', '2025-05-04'],
    ['4/5/2025', '2025-04-05'],
    ['2025-05-04', '4/5/2025'],
  ])('is not told from records that may be of another day (%s, %s)', async (written, late) => {
    const answer = await told({ 'e.csv': events(written), 'b.log': refused({ ...beta, date: late }) });
    expect(answer.blockedBy).toMatchObject({ status: 'no-date' });
    const hangs = await told({ 'e.csv': events(written, false), 'b.log': refused({ ...beta, date: late }) });
    expect(hangs.blockedBy.status).toMatch(/^(?:no-date|open-end)$/);
  });
});
