#!/usr/bin/env node
// Compares histories of one draw, operation by operation: node scripts/same-answers.mjs FIRST.jsonl OTHER.jsonl...
// Drawn cases alone are compared: what is run again, or shrunk, depends on what was found. Ends with 1 where an answer differs.
import { readFileSync } from 'node:fs';

/** The drawn cases by their places in the draw: what each client was asked, and what it answered. */
const casesOf = (file) => {
  const cases = new Map();
  let current;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const entry = JSON.parse(line);
    if (entry.case !== undefined) {
      current = entry.phase === 'random' ? [] : undefined;
      if (current !== undefined) cases.set(entry.path, current);
    } else if (entry.kind !== undefined) {
      const { process, kind, op, args, value } = entry;
      current?.push(JSON.stringify({ process, kind, op, args, value }));
    }
  }
  return cases;
};

const [first, ...others] = process.argv.slice(2);
if (first === undefined || others.length === 0) {
  console.error('name two or more histories of one draw');
  process.exit(254);
}
const expected = casesOf(first);
for (const file of others) {
  const cases = casesOf(file);
  const both = [...cases].filter(([path]) => expected.has(path));
  const differing = both.filter(([path, events]) => events.join('\n') !== expected.get(path).join('\n'));
  const operations = both.reduce((sum, [, events]) => sum + events.length / 2, 0);
  console.log(
    `${file}: ${both.length} interleavings with ${operations} operations as in ${first}, ${differing.length} differ`,
  );
  for (const [path, events] of differing.slice(0, 5)) {
    const there = expected.get(path);
    // One that is a part of the other differs behind its end.
    const at = [...there, undefined].findIndex((event, index) => event !== events[index]);
    console.log(
      `  interleaving ${path}, event ${at + 1}:\n    ${there[at] ?? 'no more'}\n    ${events[at] ?? 'no more'}`,
    );
  }
  if (differing.length > 0 || both.length === 0) process.exitCode = 1;
}
