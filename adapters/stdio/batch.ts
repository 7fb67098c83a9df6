/** A program as Windows can start it: a batch file is no program, and needs the command interpreter. */
export interface Spawned {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are quoted already, as the interpreter wants it. */
  readonly windowsVerbatimArguments: boolean;
}

export const asSpawned = (
  [file, ...args]: readonly [string, ...string[]],
  platform: NodeJS.Platform = process.platform,
  interpreter: string = process.env['ComSpec'] ?? 'cmd.exe',
): Spawned => {
  if (platform !== 'win32' || !/\.(?:cmd|bat)$/i.test(file)) {
    return { file, args, windowsVerbatimArguments: false };
  }
  const line = [file, ...args].map(quoted).join(' ');
  // With /s the interpreter takes off the outer quotes, and nothing else.
  return { file: interpreter, args: ['/d', '/s', '/c', `"${line}"`], windowsVerbatimArguments: true };
};

/** Within quotes the interpreter's own characters mean nothing; what it cannot keep is a percent sign. */
const quoted = (word: string): string =>
  word === '' || /[\s"&|<>^()!,;=]/.test(word) ? `"${word.replaceAll('"', '""')}"` : word;
