import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../driver/worker/event-log.ts';
import { packageRoot } from '../package-root.ts';
import { AGENT_BITS, agentFolder, agentProgram, hasAgent } from './programs.ts';
import { AGENT_REVISION } from '../announcement.ts';
import { readProgram } from './testing/pe.ts';
import { byNight, IN_CI, NIGHT } from '../../testing/bounds.ts';

const sources = join(packageRoot(), 'agent');
const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const hasCompilers = has('i686-w64-mingw32-gcc') && has('x86_64-w64-mingw32-gcc');
if (!hasAgent())
  process.stderr.write('skipped: what is in the agent (npm run build:agent did not build it)\n');

const DYNAMIC_BASE_AND_NX = 0x0040 | 0x0100;

describe.skipIf(!hasAgent())('the programs', () => {
  const known = readFileSync(join(sources, 'nt5-exports.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' ').slice(0, 2).join(' '));

  it.each([
    ['x86', 32, 4, 0],
    ['x64', 64, 5, 2],
  ] as const)('%s says that it starts on the oldest Windows of its kind', (name, bits, major, minor) => {
    const program = readProgram(agentProgram(name));
    expect(program).toMatchObject({
      bits,
      subsystem: [major, minor],
      system: [major, minor],
      hasRelocations: true,
    });
    expect(program.characteristics & DYNAMIC_BASE_AND_NX).toBe(DYNAMIC_BASE_AND_NX);
  });

  it.each(AGENT_BITS)('%s imports nothing that NT 5.0 lacks, and no C runtime', (bits) => {
    const { imports } = readProgram(agentProgram(bits));
    expect(imports.length).toBeGreaterThan(10);
    expect(imports.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('are chosen under Wine by MSICONFORM_AGENT_BITS, and another word there is refused in a sentence', () => {
    for (const [wanted, bits] of [
      ['x86', 'x86'],
      ['x64', 'x64'],
      ['', 'x64'],
    ] as const) {
      vi.stubEnv('MSICONFORM_AGENT_BITS', wanted);
      expect(agentProgram()).toBe(agentProgram(bits));
    }
    vi.stubEnv('MSICONFORM_AGENT_BITS', '32');
    expect(() => agentProgram()).toThrow('MSICONFORM_AGENT_BITS is "32", and there is no such agent');
    vi.unstubAllEnvs();
  });

  it('are those that the sums beside them name', () => {
    const sums = readFileSync(join(agentFolder(), 'SHA256SUMS'), 'utf8').trim().split('\n');
    expect(sums).toHaveLength(AGENT_BITS.length);
    for (const line of sums) {
      const [sum, file = ''] = line.split(/\s+/);
      expect(
        createHash('sha256')
          .update(readFileSync(join(agentFolder(), file)))
          .digest('hex'),
      ).toBe(sum);
    }
  });
});

it('the revision is the same on both sides', () => {
  const header = readFileSync(join(sources, 'source', 'system.h'), 'utf8');
  expect(header).toContain(`#define PROTOCOL_REVISION ${AGENT_REVISION}\n`);
});

it('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  const header = readFileSync(join(sources, 'source', 'system.h'), 'utf8');
  expect(header).toContain(`#define AGENT_VERSION "${version}"\n`);
});

describe('the sources', { timeout: 300_000 }, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'msiconform-agent-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.skipIf(!hasCompilers || !hasAgent() || !IN_CI)(
    'give the same bytes again in another folder, without a warning',
    () => {
      const copy = join(folder, 'another folder');
      cpSync(sources, copy, { recursive: true });
      const ended = spawnSync(join(copy, 'build.sh'), [join(copy, 'out')], { encoding: 'utf8' });
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      const [again, before] = [join(copy, 'out'), agentFolder()].map((built) =>
        readFileSync(join(built, 'SHA256SUMS'), 'utf8'),
      );
      expect(again, 'dist/agent is built from other sources: npm run build:agent').toBe(before);
    },
  );

  it.skipIf(!has('cppcheck') || !IN_CI)('have nothing that cppcheck finds', () => {
    const args = ['--enable=warning,style,performance,portability', '--inline-suppr', '--std=c99', '-q'];
    const ended = spawnSync('cppcheck', [...args, '--error-exitcode=1', join(sources, 'source')], {
      encoding: 'utf8',
    });
    expect(ended).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it.runIf(NIGHT && has('clang') && hasCompilers)(
    'have nothing that the analysis of a second compiler finds',
    () => {
      const flags =
        '--target=x86_64-w64-mingw32 --analyze -std=c99 -DUNICODE -DWIN32_LEAN_AND_MEAN -DWINVER=0x0500 -D_WIN32_WINNT=0x0500';
      for (const file of readdirSync(join(sources, 'source')).filter((name) => name.endsWith('.c'))) {
        const args = [...flags.split(' '), join(sources, 'source', file), '-o', '/dev/null'];
        expect(spawnSync('clang', args, { encoding: 'utf8' }), file).toMatchObject({ status: 0, stderr: '' });
      }
    },
  );

  describe.skipIf(!has('gcc'))('of the readers, built here with sanitizers', () => {
    let program = '';
    beforeAll(() => {
      program = join(folder, 'json');
      const files = [
        'testing/json.c',
        'testing/memory.c',
        'source/json.c',
        'source/eventxml.c',
        'source/text.c',
      ];
      const flags = '-D_GNU_SOURCE -std=c99 -Wall -Wextra -Werror -O1 -fsanitize=address,undefined';
      execFileSync('gcc', [
        ...flags.split(' '),
        '-fno-sanitize-recover=all',
        '-o',
        program,
        ...files.map((file) => join(sources, file)),
      ]);
    });

    it('survive lines that are nearly JSON', () => {
      const [seed, count] = [
        process.env['MSICONFORM_TEST_SEED'] ?? '1618',
        process.env['MSICONFORM_FUZZ'] ?? byNight('50000', '10000000'),
      ];
      const ended = spawnSync(program, ['fuzz', seed, count], { encoding: 'utf8' });
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      expect(Number(/(\d+) of them JSON/.exec(ended.stdout)?.[1])).toBeGreaterThan(Number(count) / 100);
    });

    it('read an event of the event log as the koffi worker does', () => {
      const text = fc
        .string({ unit: 'binary' })
        .map((value) => value.replaceAll(/[\0\n\r\uD800-\uDFFF]/g, ''));
      const escaped = text.map((value) =>
        value.replaceAll(/[<>"'&]/g, (sign) => ENTITIES[sign] ?? '').replaceAll('&amp;#', '&#'),
      );
      const event = fc
        .tuple(fc.nat(65_535), fc.nat(), fc.array(escaped, { maxLength: 5 }))
        .map(
          ([id, record, data]) =>
            `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='MsiInstaller'/>` +
            `<EventID Qualifiers='0'>${id}</EventID><EventRecordID>${record}</EventRecordID></System><EventData>` +
            `${data.map((value) => `<Data>${value}</Data>`).join('')}<Data/><Binary>00</Binary></EventData></Event>`,
        );
      const lines = [...fc.sample(event, 300), '', '<EventID>', '<Data', 'x<EventRecordID>7<'];
      const ended = spawnSync(program, ['events'], { encoding: 'utf8', input: `${lines.join('\n')}\n` });
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      const answers = ended.stdout.split('\n');
      for (const [index, line] of lines.entries()) {
        expect(JSON.parse(answers[index] ?? ''), line).toEqual(parseEvent(line));
      }
    });

    it('take and refuse what JSON.parse takes and refuses, and lose nothing', () => {
      const lines = jsonLines(1_000);
      const ended = spawnSync(program, ['read'], { encoding: 'utf8', input: `${lines.join('\n')}\n` });
      const answers = ended.stdout.split('\n');
      for (const [index, line] of lines.entries()) {
        const expected = parsed(line);
        const answer = answers[index] ?? '';
        if (expected === undefined) expect(answer, line).toBe('no');
        else expect(JSON.parse(answer), line).toEqual(expected.value);
      }
    });
  });
});

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '&': '&amp;',
};

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** JSON, and JSON with one place changed; one a line. */
const jsonLines = (count: number): readonly string[] => {
  const whole = fc.json({ stringUnit: 'binary', depthSize: 'small' });
  const change = fc.record({
    at: fc.nat(),
    by: fc.constantFrom('', '"', '{', ']', ',', ':', '\\', '\\u12', '0', '-', '.', 'e'),
  });
  const changed = fc.tuple(whole, change).map(([text, { at, by }]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + by + text.slice(place + 1);
  });
  // What is no UTF-8 when written cannot be compared; a line has no end in its middle.
  const wellFormed = (text: string): boolean => Buffer.from(text).toString() === text && !text.includes('\n');
  return fc.sample(fc.oneof(whole, changed).filter(wellFormed), count);
};
