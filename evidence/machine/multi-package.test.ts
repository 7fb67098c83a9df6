import { describe, expect, it } from 'vitest';
import { answersOf } from '../answer/answers.ts';
import type { Answer } from '../answer/answers.ts';
import { explainFiles, memorySource, readSources } from '../index.ts';
import { installed, refused } from '../testing/small-logs.ts';

const told = async (files: Readonly<Record<string, string>>): Promise<Answer> => {
  const sources = Object.entries(files).map(([name, text]) => memorySource(name, Buffer.from(text)));
  const { machines } = explainFiles(await readSources(sources));
  const [answer] = answersOf(machines);
  if (answer === undefined) throw new Error('there is no answer');
  return answer;
};

const alpha = { path: 'C:\\p\\alpha.msi', processId: 5120, from: '14:30:00', to: '14:33:00' };
const gamma = { path: 'C:\\p\\gamma.msi', processId: 5120, from: '14:37:00', to: '14:39:00' };
const delta = { path: 'C:\\p\\delta.msi', processId: 9120, from: '14:34:00', to: '14:34:20' };
const beta = { path: 'C:\\p\\beta.msi', processId: 77, from: '14:35:00', to: '14:35:03' };

/** As the service writes it for a package of MsiBeginTransaction. */
const inChain = (log: string): string =>
  log.replace(/(multi-package transaction) .*/, '$1 WixBundleTransaction_0001');

describe('a refusal between two packages of one MsiBeginTransaction', () => {
  it('may be for the transaction, which is not known to be open, and the packages keep their names', async () => {
    const answer = await told({
      'a.log': inChain(installed(alpha)),
      'c.log': inChain(installed(gamma)),
      'b.log': refused(beta),
    });
    expect(answer).toMatchObject({ retry: 'unknown', blockedBy: { status: 'none-overlaps' } });
    expect(answer.blockedBy.why).toMatch(
      /^not known for certain: .*C:\\p\\alpha\.msi \(client process 5120\) \(a\.log:1\) and C:\\p\\gamma\.msi \(client process 5120\) \(c\.log:1\) ran in the multi-package transaction "WixBundleTransaction_0001", which these files do not show to begin or to end/,
    );
    expect(answer.blockedBy.why).not.toContain('nothing in them was installing');
  });

  it('may be so where only one of them has a log, too', async () => {
    for (const files of [{ 'a.log': inChain(installed(alpha)) }, { 'c.log': inChain(installed(gamma)) }])
      expect((await told({ ...files, 'b.log': refused(beta) })).blockedBy.why).toContain(
        'multi-package transaction',
      );
  });

  it.each([
    ['another installation came in between', { 'd.log': installed(delta) }],
    [
      'the machine was restarted in between',
      { 's.csv': 'TimeCreated,Id,ProviderName\n2025-10-18 14:34:00,6005,EventLog\n' },
    ],
  ])('is not, where %s', async (_, files) => {
    const answer = await told({ 'a.log': inChain(installed(alpha)), 'b.log': refused(beta), ...files });
    expect(answer.blockedBy.why).not.toContain('multi-package');
  });

  it('is not said of packages that are each in a transaction of their own', async () => {
    const answer = await told({
      'a.log': installed(alpha),
      'c.log': installed(gamma),
      'b.log': refused(beta),
    });
    expect(answer.blockedBy.why).toContain('nothing in them was installing at that time');
  });

  it('is left open by an event log in which one client installs before and after', async () => {
    const rows = [
      'TimeCreated,EventID,Source,Data1,Data2,Data3,Data4,Data5',
      '2025-10-18T14:30:00Z,1040,MsiInstaller,C:\\p\\alpha.msi,5120',
      '2025-10-18T14:33:00Z,1042,MsiInstaller,C:\\p\\alpha.msi,5120',
      '2025-10-18T14:35:00Z,1033,MsiInstaller,Beta,1.0,1033,1618,Made',
      '2025-10-18T14:37:00Z,1040,MsiInstaller,C:\\p\\gamma.msi,5120',
      '2025-10-18T14:39:00Z,1042,MsiInstaller,C:\\p\\gamma.msi,5120',
      '',
    ].join('\n');
    const open =
      'client process 5120 installed C:\\p\\alpha.msi before it (e.csv:2) and C:\\p\\gamma.msi after it (e.csv:5), and these files do not show whether';
    expect((await told({ 'e.csv': rows })).blockedBy.why).toContain(open);
    const other = await told({ 'e.csv': rows.replaceAll('gamma.msi,5120', 'gamma.msi,7000') });
    expect(other.blockedBy.why).not.toContain('client process');
  });
});
