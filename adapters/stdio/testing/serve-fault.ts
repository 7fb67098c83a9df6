/** A fault of the catalogue behind the protocol, bundled by `faultProgram`: serve-fault ID. It answers after a millisecond. */
import { setTimeout } from 'node:timers/promises';
import { FAULTS, openFault } from '../../reference/faults/index.ts';
import { serve } from '../index.ts';

const id = process.argv[2];
const fault = FAULTS.find((each) => each.id === id);
if (fault === undefined) throw new Error(`no fault is called ${id}`);
const implementation = openFault(fault);
const perform = implementation.perform.bind(implementation);
implementation.perform = async (...asked) => {
  await setTimeout(1);
  return perform(...asked);
};
await serve(implementation);
