import { afterEach, expect, test, vi } from 'vitest';
import { createOutput } from './output.ts';
import type { ProgressBar } from './output.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What a bar off a terminal says, in whichever way it is used. */
const saidBy = (use: (bar: ProgressBar) => void): readonly string[] => {
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
  const said: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(process.stdout, 'write').mockImplementation(() => expect.unreachable());
  const isTTY = process.stderr.isTTY;
  process.stderr.isTTY = false;
  try {
    const bar = createOutput().progress();
    use(bar);
    bar.stop();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    process.stderr.isTTY = isTTY;
  }
  return said;
};

test('off a terminal progress is a line a minute on stderr, whatever goes to stdout', () => {
  const said = saidBy((bar) => {
    for (let second = 0; second < 150; second++) {
      bar.update('random', second, 1000);
      vi.advanceTimersByTime(1000);
    }
  });
  expect(said).toEqual(['random 59/1000 after 1 min\n', 'random 119/1000 after 2 min\n']);
});

test('the line comes where nothing moves too, and where no timer can run', () => {
  const still = saidBy((bar) => {
    bar.update('random', 3, 1000);
    vi.advanceTimersByTime(125_000);
  });
  expect(still).toEqual(['random 3/1000 after 1 min\n', 'random 3/1000 after 2 min\n']);
  vi.useRealTimers();
  const busy = saidBy((bar) => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 61_000);
    bar.update('random', 4, 1000);
    now.mockRestore();
  });
  expect(busy).toEqual(['random 4/1000 after 1 min\n']);
});
