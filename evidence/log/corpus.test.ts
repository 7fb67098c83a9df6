import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../text/encoding.ts';
import type { LogReading, Session } from './story.ts';
import { sharedFolder } from '../testing/shared-folder.ts';
import { LogReader } from './log-reader.ts';

const folder = sharedFolder('evidence');
const read = (path: string): LogReading => {
  const bytes = readFileSync(path);
  const detected = detectEncoding(bytes.subarray(0, 4096));
  if ('refused' in detected) throw new Error(detected.refused);
  const reader = new LogReader(detected);
  reader.push(bytes);
  return reader.finish();
};

interface FactSheet {
  readonly build: string;
  readonly sequences: string;
  readonly mutex: string;
  readonly x1618: string;
}

/** The story of a file in the words of its fact sheet. */
const inWordsOfTheSheet = (sessions: readonly Session[]): Omit<FactSheet, 'x1618'> => {
  const side = { client: 'c', server: 's' } as const;
  const clock = (at: number | null): string =>
    new Date(at ?? 0).toISOString().slice(11, 23).replace('.', ':');
  const parts: string[] = [];
  const done = (of: 'client' | 'server'): number =>
    sessions.reduce((sum, session) => sum + session.actionsDone[of], 0);
  const executes = sessions.some((session) => session.executeAction);
  if (done('client') > 0 || executes) parts.push(`UI sequence on client (${done('client')} client actions)`);
  if (executes) parts.push('ExecuteAction');
  if (done('server') > 0) parts.push(`execute sequence on server (${done('server')} server actions)`);
  const top = sessions.flatMap((session) => session.topActions);
  if (top.length > 0) parts.push(`top actions ${top.join(',')}`);
  const grabs = sessions
    .flatMap(({ grabs: taken, refusals }) => [
      ...taken.map((grab) => ({ ...grab, failed: '' })),
      ...refusals.map((refusal) => ({
        ...refusal,
        failed: ` FAILED ${refusal.systemError ?? '(number cut off)'}`,
      })),
    ])
    .map((grab) => `(${side[grab.side]}) ${clock(grab.clock)}${grab.failed}`);
  const returns = sessions.flatMap(({ returned }) =>
    returned.map((each) => `(${side[each.side]}) ${each.code}`),
  );
  return {
    build: sessions.find(({ build }) => build !== null)?.build ?? '',
    sequences: parts.length === 0 ? 'none processed' : parts.join('; '),
    mutex: `${grabs.length === 0 ? 'no mutex line' : `grabs: ${grabs.join(', ')}`}; returns: ${returns.join(', ') || 'not logged'}`,
  };
};

describe.skipIf(folder === undefined)('the logs of real Windows', () => {
  const sheets =
    folder === undefined
      ? {}
      : (JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) as Record<string, FactSheet>);
  const logs =
    folder === undefined ? [] : readdirSync(join(folder, 'msi')).filter((name) => name.endsWith('.log'));

  it.each(logs)('%s tells what its fact sheet tells', (name) => {
    const sheet = sheets[basename(name, '.log')];
    if (folder === undefined || sheet === undefined) throw new Error(`${name} has no fact sheet`);
    const { sessions } = read(join(folder, 'msi', name));
    const told = inWordsOfTheSheet(sessions);
    expect(told.mutex).toBe(sheet.mutex);
    expect(told.sequences).toBe(sheet.sequences);
    expect(told.build).toBe(sheet.build.startsWith('(') ? '' : sheet.build);
    expect(sessions.some(({ busy }) => busy.length > 0)).toBe(sheet.x1618 !== 'no 1618');
  });

  it('leaves less than one engine or action line in a thousand unread', () => {
    if (folder === undefined) return;
    const readings = logs.map((name) => read(join(folder, 'msi', name)));
    const sum = (of: (reading: LogReading) => number): number =>
      readings.reduce((total, each) => total + of(each), 0);
    const unread = sum((each) => each.unread.engine + each.unread.action);
    const all = unread + sum((each) => each.read.engine + each.read.action);
    expect(all).toBeGreaterThan(30_000);
    expect(unread / all).toBeLessThan(0.001);
  });

  it('reads a log as Windows wrote it and its UTF-8 copy alike', () => {
    if (folder === undefined) return;
    const raw = read(join(folder, 'msi', 'raw', 'lebronjames06-oc-msi-install.utf16le.log'));
    const copy = read(join(folder, 'msi', 'lebronjames06-oc-msi-install.log'));
    expect(raw.encoding).toBe('UTF-16LE with BOM');
    expect({ ...raw, encoding: '' }).toEqual({ ...copy, encoding: '' });
  });
});
