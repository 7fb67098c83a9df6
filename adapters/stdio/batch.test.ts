import { expect, test } from 'vitest';
import { asSpawned } from './batch.ts';

test('a batch file on Windows is run by the command interpreter, its words kept together', () => {
  expect(asSpawned(['C:\\My tools\\run.CMD', 'a b', 'plain', 'x&y', 'say "hi"'], 'win32', 'cmd.exe')).toEqual(
    {
      file: 'cmd.exe',
      args: ['/d', '/s', '/c', '""C:\\My tools\\run.CMD" "a b" plain "x&y" "say ""hi""""'],
      windowsVerbatimArguments: true,
    },
  );
  expect(asSpawned(['detect.bat'], 'win32', 'cmd.exe').args.at(-1)).toBe('"detect.bat"');
});

test.each([
  ['a program on Windows', ['node.exe', 'x.cmd'], 'win32'],
  ['a batch file elsewhere, which somebody made a program', ['./run.cmd', 'a b'], 'linux'],
] as const)('%s is started as it is', (_, argv, platform) => {
  const [file, ...args] = argv;
  expect(asSpawned(argv, platform)).toEqual({ file, args, windowsVerbatimArguments: false });
});
