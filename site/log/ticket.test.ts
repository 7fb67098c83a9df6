import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainFiles, memorySource, readSource } from '../../evidence/index.ts';
import { evidenceReport } from '../../evidence/report/index.ts';
import type { EvidenceReport } from '../../evidence/report/index.ts';
import { sharedFolder } from '../../evidence/testing/shared-folder.ts';
import { ticketOf } from './ticket.ts';

const reportOf = async (name: string, bytes: Uint8Array): Promise<EvidenceReport> =>
  evidenceReport(explainFiles([await readSource(memorySource(name, bytes))]), 'lenient');

const LOG = (path: string): string =>
  [
    '=== Verbose logging started: 24/03/2026  05:15:03  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\x.exe ===',
    'MSI (c) (33:01) [05:15:03:010]: ******* RunEngine:',
    `           ******* Product: ${path}`,
    'MSI (c) (33:01) [05:15:06:100]: Failed to grab execution mutex. System error 258.',
    'MSI (c) (33:01) [05:15:06:200]: MainEngineThread is returning 1618',
  ].join('\r\n');

test('a ticket names everything, and on request nothing: the same thing has the same letter', async () => {
  const path = 'C:\\Users\\jane.doe\\Secret Project.msi';
  const report = await reportOf('from-jane.log', Buffer.from(LOG(path)));
  expect(ticketOf(report, false)).toContain(path);
  const blanked = ticketOf(report, true);
  for (const name of [path, 'jane', 'Secret', 'from-jane']) expect(blanked).not.toContain(name);
  expect(blanked).toContain('[package A]');
  expect(blanked).toContain('[file A]:4');
  // What can be said without names is still there.
  expect(blanked).toContain('1618');
});

test('a name that looks like a pattern, or like the text around it, is left out too', async () => {
  for (const path of ['C:\\(a+)+$[x].msi', 'C:\\package.msi', '\\\\server\\share\\pro duct.msi']) {
    const blanked = ticketOf(await reportOf('when.log', Buffer.from(LOG(path))), true);
    expect(blanked).not.toContain(path);
    expect(blanked).not.toContain(path.split('\\').at(-1));
  }
});

const corpus = ['evidence/msi', 'evidence/events', 'cases/evidence'].flatMap(
  (name) => sharedFolder(name) ?? [],
);

test.skipIf(corpus.length === 0)('no name of a file of the corpus is left in its ticket', async () => {
  for (const folder of corpus)
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const report = await reportOf(entry.name, await readFile(join(entry.parentPath, entry.name)));
      const blanked = ticketOf(report, true);
      const paths = report.files.flatMap(({ sessions, events }) =>
        [...sessions, ...events].flatMap(({ package: path }) => path ?? []),
      );
      for (const path of [entry.name, ...paths]) expect(blanked).not.toContain(path);
    }
});
