/** Reads one file as `explain` does and says how much memory that took; a process of its own, for the memory. */
import { explainFiles, fileSource, readSource } from '../evidence/index.ts';

const [path = ''] = process.argv.slice(2);
let bytes = 0;
const evidence = await readSource(fileSource(path, undefined), (count) => {
  bytes += count;
});
const { clauses } = explainFiles([evidence]);
console.log(
  JSON.stringify({
    bytes,
    kind: evidence.kind,
    lines: evidence.kind === 'log' ? evidence.log.lines : 0,
    overlong: evidence.kind === 'log' ? evidence.log.unread.overlong : 0,
    calls: evidence.kind === 'log' ? evidence.log.sessions.length : 0,
    clauses: clauses.length,
    // resourceUsage gives kilobytes.
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1000),
  }),
);
