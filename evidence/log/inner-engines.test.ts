import { describe, expect, it } from 'vitest';
import { answersOf } from '../answer/answers.ts';
import { explainFiles, memorySource, readSources } from '../index.ts';
import { withDialogs } from '../testing/small-logs.ts';

const gamma = { path: 'C:\\p\\gamma.msi', processId: 77, from: '14:35:00', to: '14:36:00' };

const inner = (prefix: string, code = 1618): readonly string[] => [
  `${prefix} [14:35:10:000]: ******* RunEngine:`,
  '           ******* Product: C:\\p\\runtime.msi',
  `${prefix} [14:35:10:010]: Client-side and UI is none or basic: Running entire install on the server.`,
  ...(code === 1618 ? [`${prefix} [14:35:13:150]: Failed to grab execution mutex. System error 258.`] : []),
  `${prefix} [14:35:13:160]: MainEngineThread is returning ${code}`,
];
const END = [
  'Action ended 14:35:40: INSTALL. Return value 1.',
  'MSI (c) (4D:10) [14:35:40:300]: MainEngineThread is returning 0',
  '=== Verbose logging stopped: 18.10.2025  14:35:40 ===',
];
const BY_ACTION =
  'CustomAction InstallRuntime returned actual error code 1618 (note this may not be 100% accurate if translation happened inside sandbox)';

const told = async (middle: readonly string[]) => {
  const text = withDialogs({ ...gamma, middle });
  const [evidence, ...more] = await readSources([memorySource('u.log', Buffer.from(text))]);
  if (evidence?.kind !== 'log' || more.length > 0) throw new Error('no log');
  const { machines } = explainFiles([evidence]);
  return { sessions: evidence.log.sessions, answers: answersOf(machines) };
};

describe('a second engine while a client is in its dialogs', () => {
  it.each([[[]], [[BY_ACTION]]])(
    'on another thread of its process is not the client itself',
    async (more) => {
      const { sessions, answers } = await told([...inner('MSI (c) (4D:22)'), ...more, ...END]);
      expect(sessions).toMatchObject([
        {
          package: 'C:\\p\\gamma.msi',
          returned: [{ code: 0 }],
          refusals: [],
          busy: [{ shape: 'custom-action' }],
          closed: true,
        },
      ]);
      expect(answers).toMatchObject([
        { at: '2025-10-18T14:35:13.150', blockedBy: { status: 'none-overlaps' } },
      ]);
      expect(answers[0]?.blockedBy.why).toContain('while its own installation was in its UI sequence');
    },
  );

  it('that succeeds is no end of the client', async () => {
    const { sessions, answers } = await told([...inner('MSI (c) (4D:22)', 0), ...END]);
    expect(answers).toEqual([]);
    expect(sessions).toMatchObject([{ returned: [{ code: 0, line: 12 }] }]);
  });

  it('of another process, without a header of its own, is another call', async () => {
    const { sessions, answers } = await told([...inner('MSI (c) (5E:22)'), ...END]);
    expect(sessions).toMatchObject([
      { package: 'C:\\p\\gamma.msi', returned: [{ code: 0 }], busy: [] },
      { package: 'C:\\p\\runtime.msi', returned: [{ code: 1618 }], busy: [{ shape: 'could-not-grab' }] },
    ]);
    expect(answers).toMatchObject([{ refused: { package: 'C:\\p\\runtime.msi' } }]);
  });
});
