import { afterEach, expect, test, vi } from 'vitest';
import { createOutput } from './output.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('off a terminal progress is a line a minute on stderr, whatever goes to stdout', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const said: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(process.stdout, 'write').mockImplementation(() => expect.unreachable());
  const isTTY = process.stderr.isTTY;
  process.stderr.isTTY = false;
  try {
    const bar = createOutput().progress();
    for (let second = 0; second < 150; second++) {
      bar.update('random', second, 1000);
      vi.advanceTimersByTime(1000);
    }
    bar.stop();
  } finally {
    process.stderr.isTTY = isTTY;
  }
  expect(said).toEqual(['random 60/1000 after 1 min\n', 'random 120/1000 after 2 min\n']);
});
