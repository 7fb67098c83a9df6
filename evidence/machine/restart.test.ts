import { describe, expect, it } from 'vitest';
import { answersOf } from '../answer/answers.ts';
import type { Answer } from '../answer/answers.ts';
import { explainFiles, memorySource, readSource, readSources } from '../index.ts';
import type { MergeOptions } from '../index.ts';
import { COLLECTED } from '../testing/collected.ts';
import { WINDOWS_EXPORTS } from '../testing/exports.ts';
import { hung, refused } from '../testing/small-logs.ts';

type Files = Readonly<Record<string, string>>;

const told = async (files: Files, options: MergeOptions = {}): Promise<Answer> => {
  const sources = Object.entries(files).map(([name, text]) => memorySource(name, Buffer.from(text)));
  const { machines, clauses } = explainFiles(await readSources(sources), options);
  for (const { readings } of clauses)
    for (const { reading, departures } of readings) if (reading === 'lenient') expect(departures).toEqual([]);
  const [answer, ...more] = answersOf(machines);
  expect(more).toEqual([]);
  if (answer === undefined) throw new Error('there is no answer');
  return answer;
};

const ALPHA = 'C:\\p\\alpha.msi';
const began = '2025-10-18T14:30:00Z,1040,MsiInstaller,PC01,C:\\p\\alpha.msi,5120';
const busy = '2025-10-18T14:35:00Z,1033,MsiInstaller,PC01,Beta,1.0,1033,1618,Made';
const events = (...rows: readonly string[]): string =>
  ['TimeCreated,EventID,Source,Computer,Data1,Data2,Data3,Data4,Data5', ...rows, ''].join('\n');
const system = (id: number, source: string, time = '14:33:00', more = 'PC01'): string =>
  `2025-10-18T${time}Z,${id},${source},${more}`;

const alpha = { path: ALPHA, processId: 5120, from: '14:30:00', to: '14:38:00' };
const beta = { path: 'C:\\p\\beta.msi', processId: 77, from: '14:35:00', to: '14:35:03' };

const SIGNS = [
  [6005, 'EventLog'],
  [6006, 'EventLog'],
  [6008, 'EventLog'],
  [6009, 'EventLog'],
  [12, 'Microsoft-Windows-Kernel-General'],
  [13, 'Microsoft-Windows-Kernel-General'],
  [41, 'Microsoft-Windows-Kernel-Power'],
  [12, 'Kernel-General'],
  [6005, 'eventlog'],
] as const;

describe('a machine that was restarted after an installation whose end is not shown', () => {
  it.each(SIGNS)('had ended it, as %i of %s shows', async (id, source) => {
    const answer = await told({ 'e.csv': events(began, system(id, source), busy) });
    expect(answer).toMatchObject({ retry: 'unknown', blockedBy: { status: 'none-overlaps', package: null } });
    expect(answer.blockedBy.why).toMatch(
      /alpha\.msi \(client process 5120\) had begun at 2025-10-18 14:30:00.000, and its end is not shown \(e\.csv:2\), but the machine was (?:restarted|shut down) at 2025-10-18 14:33:00\.000 \(e\.csv:3\), as .* shows, so that installation had ended/,
    );
    expect(answer.advice.join(' ')).not.toContain('hang');
  });

  it('had ended one whose log stops, too', async () => {
    const local = `TimeCreated,Id,ProviderName,MachineName\n10/18/2025 2:33:00 PM,6005,EventLog,PC01\n`;
    const answer = await told({ 'a.log': hung(alpha), 'b.log': refused(beta), 's.csv': local });
    expect(answer.blockedBy).toMatchObject({ status: 'none-overlaps' });
    expect(answer.blockedBy.why).toContain('the machine was restarted at 2025-10-18 14:33:00.000 (s.csv:2)');
  });

  it('had ended it where the refusal and the start stand in another export of the machine', async () => {
    const answer = await told({
      'a.csv': events(began, busy),
      's.csv': events(system(6005, 'EventLog', '14:33:00', 'pc01.example.org')),
    });
    expect(answer.blockedBy).toMatchObject({ status: 'none-overlaps' });
  });

  it('is known by its uptime, also afterwards', async () => {
    const up = (seconds: number, time: string): string =>
      system(6013, 'EventLog', time, `PC01,,,,,${seconds},60,0 UTC`);
    const status = async (...rows: readonly string[]): Promise<string> => {
      const text = events(...rows).replace('Data5', 'Data5,Data6,Data7');
      return (await told({ 'e.csv': text })).blockedBy.status;
    };
    expect(await status(began, up(25, '14:33:00'), busy)).toBe('none-overlaps');
    expect(await status(began, up(3_600, '14:33:00'), busy)).toBe('open-end');
    // Since 14:33, but the clock may have been set meanwhile.
    expect(await status(began, busy, up(3_600, '15:33:00'))).toBe('open-end');
    const late = busy.replace('14:35', '23:35');
    expect(await status(began, late, system(6013, 'EventLog', '23:50:00', 'PC01,,,,,19000,60,0 UTC'))).toBe(
      'none-overlaps',
    );
  });
});

describe('a restart that shows nothing of an installation', () => {
  it.each([
    ['came before it', [system(6005, 'EventLog', '14:29:00'), began, busy]],
    ['came after the refusal', [began, busy, system(6005, 'EventLog', '14:36:00')]],
    ['is of another machine', [began, system(6005, 'EventLog', '14:33:00', 'PC02'), busy]],
    ['has no time', [began, ',6005,EventLog,PC01', busy]],
    ['is a record of another source', [began, system(6005, 'Other'), busy]],
    ['is another record of the source', [began, system(6004, 'EventLog'), busy]],
    ['is one that MsiInstaller needs', [began, system(1038, 'MsiInstaller'), busy]],
  ])('%s', async (_, rows) => {
    const answer = await told({ 'e.csv': events(...rows) });
    expect(answer.blockedBy).toMatchObject({ status: 'open-end', package: ALPHA });
    expect(answer.blockedBy.why).not.toContain('restarted');
  });

  it('that was asked for is not one that came', async () => {
    const answer = await told({ 'e.csv': events(began, system(1074, 'USER32'), busy) });
    expect(answer.blockedBy).toMatchObject({ status: 'open-end' });
    expect(answer.blockedBy.why).toContain(
      'a restart or shutdown was asked for at 2025-10-18 14:33:00.000 (e.csv:3), and these files do not show that it came',
    );
  });

  it('on another clock may have come in between', async () => {
    const files = {
      'a.log': hung(alpha),
      'b.log': refused(beta),
      's.csv': events(system(6005, 'EventLog', '12:33:00')),
    };
    const apart = await told(files);
    expect(apart.blockedBy).toMatchObject({ status: 'open-end' });
    expect(apart.blockedBy.why).toMatch(/restarted at 2025-10-18 12:33:00\.000 .*give --utc-offset/);
    const joined = await told(files, { utcOffset: 2 * 3_600_000 });
    expect(joined.blockedBy).toMatchObject({ status: 'none-overlaps' });
    const other = await told(files, { utcOffset: 3_600_000 });
    expect(other.blockedBy).toMatchObject({ status: 'open-end' });
  });
});

/** The forms of an export, with a start of the event log service in the place of the 1040. */
const FORMS = Object.entries({ ...WINDOWS_EXPORTS, ...COLLECTED })
  .filter(([name]) => !/NirSoft FullEventLogView, XML/.test(name))
  .map(
    ([name, text]) =>
      [
        name,
        text
          .replaceAll('MsiInstaller', 'EventLog')
          .replaceAll('Application', 'System')
          .replaceAll('Beginning a Windows Installer transaction', 'Ein Dienst wurde gestartet')
          .replaceAll(/\b1040\b/g, '6005'),
      ] as const,
  );

describe('the start of the event log service', () => {
  it.each(FORMS)('is read in %s', async (name, text) => {
    const evidence = await readSource(memorySource('system', Buffer.from(text)));
    if (evidence.kind !== 'events') throw new Error(evidence.kind === 'refused' ? evidence.reason : 'a log');
    expect(evidence.events.restarts).toMatchObject([{ kind: 'started' }]);
    const [restart] = evidence.events.restarts;
    const { moment } = restart ?? {};
    const clock = moment?.zone === 'utc' ? moment.at % 86_400_000 : moment?.clock;
    expect([name, Math.floor((clock ?? 0) / 1000)]).toEqual([name, 36_000]);
    if (moment?.zone === 'utc') expect(new Date(moment.at).toISOString().slice(0, 10)).toBe('2024-06-13');
  });
});
