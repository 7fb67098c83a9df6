import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { parseExpectations } from '../reports/index.ts';
import { CLAUSE_IDS } from '../spec/index.ts';

const guide = readFileSync(join(import.meta.dirname, 'implementers.md'), 'utf8');
const lines = guide.split('\n');
const example = join(import.meta.dirname, '..', 'examples', 'python', 'my_installer.py');

test('the conversation in the guide is one that the Python example has', async () => {
  const program = spawn('python3', [example], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const conversation = lines.filter((line) => /^[<>] \{/.test(line));
  expect(conversation.length).toBe(28);
  for (const line of conversation) {
    if (line.startsWith('>')) {
      program.stdin.write(`${line.slice(2)}\n`);
    } else {
      const { value } = (await answers.next()) as { readonly value: string };
      expect(JSON.parse(value)).toEqual(JSON.parse(line.slice(2)));
    }
  }
  expect(await new Promise((resolve) => program.once('exit', resolve))).toBe(0);
});

test('the guide names every clause', () => {
  const named = lines.flatMap((line) => /^\| `([\w-]+)` \|/.exec(line)?.[1] ?? []);
  expect(CLAUSE_IDS.filter((clause) => !named.includes(clause))).toEqual([]);
});

test('the files that the guide links to are there', () => {
  const links = [...guide.matchAll(/\]\((\.\.\/[^)]+)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) expect(() => readFileSync(join(import.meta.dirname, link))).not.toThrow();
});

test('the file of known divergences in the guide is one', () => {
  const [, text = ''] = /```yaml\n(.*?)```/s.exec(guide) ?? [];
  expect(parseExpectations(text, 'known.yaml').expectations).toMatchObject([
    { clause: '1618-ui', implementation: 'my-installer', readings: ['literal', 'intended'] },
  ]);
});
