/** One cold exploration: `node explore-once.js PROCESSES [rows]`, for the bench of exploring. */
import { exploreSymmetric } from '../oracle/explore/index.ts';
import { deriveRows } from '../oracle/explore/rows.ts';
import { DEFAULT_READING } from '../spec/index.ts';

const [, , processes = '3', form] = process.argv;
const context = { reading: DEFAULT_READING, windowsInstaller: '5.0' };
const rows = form === 'rows' ? deriveRows(context) : undefined;
// With the rows at hand all that are in use are derived before, the observer's too: the search is left.
if (rows !== undefined) exploreSymmetric(2, context, undefined, rows);
const began = process.cpuUsage();
const found = exploreSymmetric(Number(processes), context, undefined, rows);
const { user, system } = process.cpuUsage(began);
console.log(
  JSON.stringify({
    states: Number(found.states),
    transitions: Number(found.transitions),
    milliseconds: (user + system) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
