import { describe, expect, test } from 'vitest';
import { askDetector } from './external.ts';
import { POLICIES } from './policies.ts';
import type { MachineView } from './view.ts';
import { openReference } from '../adapters/reference/index.ts';
import { judgeAnswer, situationsFor, visit } from './judge.ts';
import type { Judged } from './judge.ts';

const judged = async (id: string): Promise<readonly Judged[]> => {
  const policy = POLICIES.find((each) => each.id === id);
  if (policy === undefined) throw new Error(`no policy ${id}`);
  const machine = openReference();
  const seen = [];
  for (const situation of situationsFor(machine))
    seen.push(await visit(machine, situation, { timeout: 5000 }));
  return seen.map((each) => judgeAnswer(each, policy.answer(each.view)));
};

/** Where each policy is wrong under `intended`, and where it gives no answer: what its description implies. */
const IMPLIED: Readonly<Record<string, { readonly wrong: string; readonly silent?: string }>> = {
  ownership: { wrong: '', silent: 'denied-busy denied-idle' },
  'ownership-denied-busy': { wrong: 'denied-idle' },
  'ownership-denied-idle': { wrong: 'denied-busy' },
  existence: { wrong: 'kept denied-busy' },
  'existence-denied-busy': { wrong: 'kept denied-idle' },
  'bare-name': { wrong: 'install admin advertise install-ui two starting old denied-busy decoy' },
  'global-then-bare': { wrong: 'decoy', silent: 'denied-busy denied-idle' },
  'process-count': { wrong: 'ui-again' },
  'service-controls': { wrong: 'starting', silent: 'old' },
  'service-stop': { wrong: '', silent: 'old' },
  'exit-code': { wrong: '' },
};

test.each(POLICIES.map(({ id }) => id))('%s is wrong where its description implies it', async (id) => {
  const all = await judged(id);
  const where = (holds: (each: Judged) => boolean): string =>
    all
      .filter(holds)
      .map(({ seen }) => seen.situation.id)
      .join(' ');
  expect({
    wrong: where(({ wrongUnder }) => wrongUnder.includes('intended')),
    silent: where(({ answer }) => answer === 'error' || answer === 'unknown'),
  }).toEqual({ silent: '', ...IMPLIED[id] });
});

test('who asks for ownership is wrong under strict where an object is kept, who asks for existence is not', async () => {
  const wrongInKept = async (id: string): Promise<readonly string[]> =>
    (await judged(id)).find(({ seen }) => seen.situation.id === 'kept')?.wrongUnder ?? [];
  expect(await wrongInKept('ownership')).toEqual(['strict']);
  expect(await wrongInKept('existence')).toEqual(['literal', 'intended', 'lenient']);
});

test('a machine with faults makes wrong what trusts it', async () => {
  const reference = openReference();
  const machine = {
    ...reference,
    perform: async (...[process, operation]: Parameters<typeof reference.perform>) =>
      operation.op === 'probe'
        ? ({ type: 'mutex', state: 'absent' } as const)
        : reference.perform(process, operation),
  };
  const [situation] = situationsFor(machine).filter(({ id }) => id === 'install');
  if (situation === undefined) throw new Error('no such situation');
  const seen = await visit(machine, situation, { timeout: 5000 });
  const wrong = POLICIES.filter((policy) =>
    judgeAnswer(seen, policy.answer(seen.view)).wrongUnder.includes('intended'),
  );
  expect(wrong.map(({ id }) => id)).toEqual([
    'ownership',
    'ownership-denied-busy',
    'ownership-denied-idle',
    'existence',
    'existence-denied-busy',
    'bare-name',
    'global-then-bare',
  ]);
});

describe('a detector program', () => {
  const view: MachineView = {
    mutex: { state: 'owned', abandoned: false },
    bareMutex: { state: 'absent', abandoned: false },
    service: { state: 4, controlsAccepted: 4 },
    msiexecProcesses: 2,
    attempt: undefined,
  };
  const ask = (script: string, timeout = 20_000) =>
    askDetector(view, { argv: [process.execPath, '-e', script], timeout });

  test.each([
    ["console.log('busy')", 'busy', 'the word busy'],
    ["console.log('Idle'); process.exitCode = 1", 'idle', 'the word idle'],
    ["console.log('is it busy?')", 'idle', 'exit code 0'],
    ["console.log('busy'); console.log('idle')", 'idle', 'the word idle'],
    ['process.exitCode = 1', 'busy', 'exit code 1'],
    ['process.exitCode = 1618 % 256', 'busy', 'exit code 82'],
    ["console.error('no rights'); process.exitCode = 5", 'error', 'exit code 5: no rights'],
    ["process.kill(process.pid, 'SIGKILL')", 'error', 'ended by SIGKILL'],
    ["console.log(process.env.MSICONFORM_MUTEX === 'owned' ? 'busy' : 'idle')", 'busy', 'the word busy'],
    [
      "console.log(JSON.parse(fs.readFileSync(process.env.MSICONFORM_MACHINE)).msiexecProcesses > 1 ? 'busy' : 'idle')",
      'busy',
      'the word busy',
    ],
  ])('%s: %s', async (script, answer, by) => {
    expect(await ask(script)).toEqual({ answer, by });
  });

  test('that does not end is ended', async () => {
    const answer = await ask('setInterval(() => {}, 1000)', 300);
    expect(answer).toEqual({ answer: 'error', by: 'no answer within 300 ms' });
  });

  test('that does not start is told', async () => {
    const doing = askDetector(view, { argv: ['no-such-detector'], timeout: 1000 });
    await expect(doing).rejects.toThrow(/the detector no-such-detector could not be started/);
  });
});
