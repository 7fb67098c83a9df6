/**
 * Faulty implementations, each the conforming one with a point replaced, and quirks that the page allows.
 * What the suite makes of them is its proof of power (`msiconform power`).
 */
import { openReference, REFERENCE_CAPABILITIES } from '../index.ts';
import type { Implementation } from '../../implementation.ts';
import { countedFaults } from './counted.ts';
import { endingFaults } from './endings.ts';
import { eventLogFaults } from './event-log.ts';
import type { Fault } from './fault.ts';
import { mutexFaults } from './mutex.ts';
import { ownerFaults } from './owners.ts';
import { quirks } from './quirks.ts';
import { rareFaults } from './rare.ts';
import { refusalFaults } from './refusals.ts';
import { serviceFaults } from './service.ts';
import { uiFaults } from './ui.ts';

export type { Fault } from './fault.ts';

export const FAULTS: readonly Fault[] = [
  ...mutexFaults,
  ...ownerFaults,
  ...refusalFaults,
  ...uiFaults,
  ...eventLogFaults,
  ...serviceFaults,
  ...endingFaults,
  ...countedFaults,
  ...rareFaults,
];

/** Variants that break nothing. */
export const QUIRKS: readonly Fault[] = quirks;

/** A machine with this fault. */
export const openFault = ({ id, summary, behaviour, versions }: Fault): Implementation =>
  openReference({
    behaviour,
    identity: { id, name: summary },
    ...(versions === undefined ? {} : { capabilities: { ...REFERENCE_CAPABILITIES, versions } }),
  });
