import { Ajv } from 'ajv';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { explainFiles, memorySource, readSource } from '../index.ts';
import type { Explanation } from '../index.ts';
import {
  evidenceReport,
  EvidenceSchema,
  PublishedEvidenceSchema,
  renderExplanation,
  renderSummary,
} from './index.ts';
import { markdownCell, shown } from './text.ts';

const COLORS = pc.createColors(false);

const explained = async (files: Readonly<Record<string, string>>): Promise<Explanation> =>
  explainFiles(
    await Promise.all(
      Object.entries(files).map(([name, text]) => readSource(memorySource(name, Buffer.from(text)))),
    ),
  );

/** An installation that holds the mutex from :01 to :09. */
const HOLDER = [
  '=== Verbose logging started: 24/03/2026  05:15:00  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\setup.exe ===',
  'MSI (c) (11:01) [05:15:01:000]: Client-side and UI is none or basic: Running entire install on the server.',
  'MSI (c) (11:01) [05:15:01:001]: Grabbed execution mutex.',
  'MSI (s) (22:01) [05:15:01:020]: Running installation inside multi-package transaction C:\\holder.msi',
  'MSI (s) (22:01) [05:15:01:020]: Grabbed execution mutex.',
  "MSI (s) (22:02) [05:15:02:000]: PROPERTY CHANGE: Adding CLIENTPROCESSID property. Its value is '17'.",
  'MSI (s) (22:02) [05:15:02:000]: Doing action: INSTALL',
  'MSI (s) (22:02) [05:15:02:000]: Running ExecuteSequence',
  'Action ended 05:15:08: INSTALL. Return value 1.',
  'MSI (s) (22:02) [05:15:08:500]: MainEngineThread is returning 0',
  'MSI (c) (11:01) [05:15:09:000]: MainEngineThread is returning 0',
  '=== Verbose logging stopped: 24/03/2026  05:15:09 ===',
].join('\r\n');

const REFUSED = [
  '=== Verbose logging started: 24/03/2026  05:15:03  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\other.exe ===',
  'MSI (c) (33:01) [05:15:03:000]: Client-side and UI is none or basic: Running entire install on the server.',
  'MSI (c) (33:01) [05:15:06:100]: Failed to grab execution mutex. System error 258.',
  'MSI (c) (33:01) [05:15:06:200]: MainEngineThread is returning 1618',
  '=== Verbose logging stopped: 24/03/2026  05:15:06 ===',
].join('\r\n');

describe('the report on evidence', () => {
  it('names the holder with package, process and line, and lets the refusal bear witness', async () => {
    const explanation = await explained({ 'holder.log': HOLDER, 'refused.log': REFUSED });
    const text = renderExplanation(explanation, {
      reading: 'lenient',
      timelines: true,
      clauses: true,
      colors: COLORS,
    });
    expect(text).toContain(
      'held by: C:\\holder.msi, client process 17 (its grab of the mutex: holder.log:5)',
    );
    const report = evidenceReport(explanation, 'lenient');
    expect(report.busy).toMatchObject([
      { file: 'refused.log', line: 3, waitedMs: 3100, holder: { file: 'holder.log', line: 5 } },
    ]);
    const verdicts = Object.fromEntries(report.clauses.map(({ id, readings }) => [id, readings]));
    expect(verdicts['mutex-held']).toEqual({
      literal: 'conforms',
      intended: 'conforms',
      lenient: 'conforms',
    });
    expect(verdicts['1618-mutex']).toEqual({
      literal: 'conforms',
      intended: 'conforms',
      lenient: 'conforms',
    });
    // The grabs before the table depart from the page's words.
    expect(verdicts['mutex-scope']).toEqual({
      literal: 'diverges',
      intended: 'diverges',
      lenient: 'not-in-evidence',
    });
  });

  it('takes a log without engine lines and the transaction around it for one installation', async () => {
    const quiet = [
      '=== Logging started: 24/03/2026  05:15:01 ===',
      'Action start 5:15:02: INSTALL.',
      'Action start 5:15:02: InstallInitialize.',
      'Action ended 5:15:08: INSTALL. Return value 1.',
      '=== Logging stopped: 24/03/2026  05:15:09 ===',
    ].join('\n');
    const event = (id: number, time: string): string =>
      `2026-03-24T${time},${id},MsiInstaller,C:\\holder.msi,17`;
    const csv = [
      'TimeCreated,EventID,Source,Data1,Data2',
      event(1040, '05:15:01'),
      event(1042, '05:15:09'),
    ].join('\n');
    const alone = evidenceReport(await explained({ 'quiet.log': quiet, 'refused.log': REFUSED }), 'lenient');
    expect(alone.busy).toMatchObject([
      { holder: { file: 'quiet.log', line: 2, shownBy: 'sequence', package: null } },
    ]);
    const both = evidenceReport(
      await explained({ 'quiet.log': quiet, 'refused.log': REFUSED, 'e.csv': csv }),
      'lenient',
    );
    expect(both.busy).toMatchObject([
      { holder: { file: 'e.csv', line: 2, shownBy: 'event', package: 'C:\\holder.msi', processId: 17 } },
    ]);
  });

  it('never names a holder that is not in the files', async () => {
    const { busy } = evidenceReport(await explained({ 'refused.log': REFUSED }), 'lenient');
    expect(busy).toMatchObject([
      { holder: null, why: expect.stringContaining('not in these files: nothing in them was installing') },
    ]);
  });

  it('calls two installations at once a divergence from every reading', async () => {
    const second = HOLDER.replaceAll('holder.msi', 'second.msi')
      .replaceAll('(11:', '(44:')
      .replaceAll('05:15:0', '05:15:0');
    const shifted = second.replaceAll(
      /05:15:0(\d)/g,
      (_, digit: string) => `05:15:${String(Number(digit) + 3).padStart(2, '0')}`,
    );
    const { clauses } = evidenceReport(await explained({ 'one.log': HOLDER, 'two.log': shifted }), 'lenient');
    const clause = clauses.find(({ id }) => id === '1618-mutex');
    expect(clause?.readings).toEqual({ literal: 'diverges', intended: 'diverges', lenient: 'diverges' });
  });

  /** After a change of the schema: `npx vitest run evidence/report -u`. */
  it('has a published schema, which is what the sources say', async () => {
    await expect(`${JSON.stringify(PublishedEvidenceSchema, null, 2)}\n`).toMatchFileSnapshot(
      '../../schemas/evidence.json',
    );
  });

  it('gives JSON that its schema accepts', async () => {
    const events =
      '<Event><System><Provider Name="MsiInstaller"/><EventID>1040</EventID><TimeCreated SystemTime="9999-12-31T23:59:59Z"/></System><EventData><Data>=cmd|x</Data><Data>4</Data></EventData></Event>';
    const explanation = await explained({
      'holder.log': HOLDER,
      'refused.log': REFUSED,
      'events.xml': events,
      'bad.bin': '\0\u0001\u0002',
    });
    const report = evidenceReport(explanation, 'lenient');
    const validate = new Ajv({ strict: false }).compile(EvidenceSchema);
    expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).toBe(true);
    expect(report.files.find(({ file }) => file === 'events.xml')?.events).toMatchObject([
      { package: '=cmd|x', at: '9999-12-31T23:59:59.000Z' },
    ]);
  });

  it('says of an excerpt of the end only what it shows', async () => {
    const end = [
      'MSI (s) (50:84) [16:28:12:036]: MainEngineThread is returning 0',
      'MSI (c) (54:BC) [16:28:12:046]: Back from server. Return value: 0',
      'Action ended 16:28:12: INSTALL. Return value 1.',
      'MSI (c) (54:BC) [16:28:12:085]: Grabbed execution mutex.',
      'MSI (c) (54:BC) [16:28:12:085]: Cleaning up uninstalled install packages, if any exist',
      'MSI (c) (54:BC) [16:28:12:086]: MainEngineThread is returning 0',
    ].join('\n');
    const cancelled = `MSI (c) (54:BC) [16:20:00:000]: Running UISequence\nAction ended 16:28:12: INSTALL. Return value 2.\n${end.split('\n').slice(3).join('\n')}`;
    const seen = async (text: string): Promise<readonly string[]> =>
      evidenceReport(await explained({ 'a.log': text }), 'lenient').observations.map(({ what }) => what);
    expect(await seen(end)).toEqual([]);
    expect(await seen(cancelled)).toEqual([expect.stringContaining('processed a UI sequence only')]);
  });

  it('says where to look for a holder that is not here, and only then', async () => {
    const text = async (files: Readonly<Record<string, string>>): Promise<string> =>
      renderExplanation(await explained(files), {
        reading: 'lenient',
        timelines: true,
        clauses: true,
        colors: COLORS,
      });
    expect(await text({ 'refused.log': REFUSED })).toContain('To find a holder, give the other logs');
    expect(await text({ 'refused.log': REFUSED, 'holder.log': HOLDER })).not.toContain('To find a holder');
  });

  it('keeps names out of the summary', async () => {
    const summary = renderSummary(await explained({ 'holder.log': HOLDER, 'refused.log': REFUSED }));
    expect(summary).toContain('| `mutex-scope` | diverges');
    expect(summary).not.toMatch(/holder\.msi|setup\.exe|refused\.log/);
  });

  it('lets no text of a log give commands to a build server, steer a terminal or turn the line around', async () => {
    const nasty = 'C:\\##[error]x\u061c\u001b]0;x\u0007.msi';
    const text = renderExplanation(
      await explained({
        '::error::.log': REFUSED.replaceAll('C:\\other.exe', nasty),
        'holder.log': HOLDER.replaceAll('C:\\holder.msi', nasty),
      }),
      { reading: 'lenient', timelines: true, clauses: true, colors: COLORS },
    );
    expect(text).toContain('## [error]x⟨U+061C⟩␛]0;x␇.msi');
    expect(text).not.toMatch(/##\[|^\s*::|\p{Cf}|(?!\n)\p{Cc}/mu);
  });

  it('lets no text of a log move the cursor or break a table', () => {
    expect(shown('a\u001b[2Jb\rc\u202ed\ne')).toBe('a␛[2Jb␍c⟨U+202E⟩d e');
    expect(markdownCell('a|b<script>*')).toBe('a\\|b&lt;script>\\*');
  });
});
