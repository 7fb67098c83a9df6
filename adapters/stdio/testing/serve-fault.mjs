// A fault of the catalogue behind the protocol, from the built package: serve-fault.mjs ID. It answers after a millisecond.
import { setTimeout } from 'node:timers/promises';
import { FAULTS, openFault } from '../../../dist/adapters/reference/faults/index.js';
import { serve } from '../../../dist/adapters/stdio/index.js';

const fault = FAULTS.find(({ id }) => id === process.argv[2]);
const implementation = openFault(fault);
const perform = implementation.perform.bind(implementation);
implementation.perform = async (...asked) => {
  await setTimeout(1);
  return perform(...asked);
};
await serve(implementation);
