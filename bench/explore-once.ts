/** One cold exploration: `node explore-once.js PROCESSES FORM [READING]`, for the benches. */
import { explorePacked, exploreSymmetric } from '../oracle/explore/index.ts';
import { deriveRows } from '../oracle/explore/rows.ts';
import { DEFAULT_READING, parseReading } from '../spec/index.ts';

const [, , processes = '3', form = 'moves', reading = DEFAULT_READING.name] = process.argv;
const context = { reading: parseReading(reading), windowsInstaller: '5.0' };
const rows = form === 'symmetric, rows at hand' ? deriveRows(context) : undefined;
// With the rows at hand all that are in use are derived before, the observer's too: the search is left.
if (rows !== undefined) exploreSymmetric(2, context, undefined, rows);
const began = process.cpuUsage();
const found = form.startsWith('symmetric')
  ? exploreSymmetric(Number(processes), context, undefined, rows)
  : explorePacked(Number(processes), context, form === 'replies' ? 'replies' : 'moves');
const { user, system } = process.cpuUsage(began);
const milliseconds = (user + system) / 1000;
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({
    states: Number(found.states),
    transitions: Number(found.transitions),
    milliseconds,
    megabytes,
  }),
);
