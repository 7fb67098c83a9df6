import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { explainFiles, memorySource, readSources } from '../index.ts';
import { evidenceReport, renderExplanation } from '../report/index.ts';
import { installed, refused } from '../testing/small-logs.ts';

const told = async (files: Readonly<Record<string, string>>) => {
  const sources = Object.entries(files).map(([name, text]) => memorySource(name, Buffer.from(text)));
  const explanation = explainFiles(await readSources(sources));
  const text = renderExplanation(explanation, {
    reading: 'lenient',
    timelines: true,
    clauses: false,
    colors: pc.createColors(false),
  });
  const report = evidenceReport(explanation, 'lenient');
  return { report, answer: report.answers[0], text: `${text}${JSON.stringify(report)}` };
};

const alpha = { path: 'C:\\p\\alpha.msi', processId: 5120, from: '14:30:00', to: '14:38:00' };
const beta = { path: 'C:\\p\\beta.msi', processId: 77, from: '14:35:00', to: '14:35:03' };

describe('dates of a calendar that is not known', () => {
  it.each(['25/04/47', '25/04/1447'])(
    'are set beside each other, and no year is made of them: %s',
    async (date) => {
      const { answer, text } = await told({
        'a.log': installed({ ...alpha, date }),
        'b.log': refused({ ...beta, date }),
      });
      expect(answer).toMatchObject({
        at: '14:35:03.146',
        blockedBy: { status: 'named', package: alpha.path, since: '14:30:00.006' },
      });
      expect(text).toContain(`the calendar of \\"${date}\\" is not known`);
      expect(text).not.toMatch(/2047|1447-|2025/);
    },
  );

  it('are set beside no others', async () => {
    const { answer, text } = await told({
      'a.log': installed({ ...alpha, date: '2047-04-25' }),
      'b.log': refused({ ...beta, date: '25/04/47' }),
    });
    expect(answer).toMatchObject({ blockedBy: { status: 'no-date', package: null } });
    expect(text).toContain('set beside nothing that bears another');
  });

  it('is one of two digits where the user has another calendar by default', async () => {
    const { answer } = await told({
      'a.log': `${installed({ ...alpha, date: '25/04/36' })}Property(S): UserLanguageID = 1025\r\n`,
      'b.log': refused({ ...beta, date: '2036-04-25' }),
    });
    expect(answer?.blockedBy.status).not.toBe('named');
  });
});

it('a log of Iran is dated', async () => {
  const { answer } = await told({
    'a.log': installed({ ...alpha, date: '1404/07/26' }),
    'b.log': refused({ ...beta, date: '18.10.2025' }),
  });
  expect(answer).toMatchObject({
    at: '2025-10-18T14:35:03.146',
    blockedBy: { status: 'named', since: '2025-10-18T14:30:00.006' },
  });
});
