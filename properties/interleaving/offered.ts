import type { Capabilities, Operation } from '../../spec/index.ts';
import { match } from 'ts-pattern';
import type { Interleaving } from './interleaving.ts';

/** What decides whether an interleaving can be asked. */
export type Offer = Pick<Capabilities, 'actions' | 'uiLevels' | 'apis' | 'observations' | 'versions'>;

/** Whether nothing in it is outside of what the implementation offers. */
export const isOffered = ({ steps, windowsInstaller }: Interleaving, offer: Offer): boolean =>
  (windowsInstaller === undefined || offer.versions.includes(windowsInstaller)) &&
  steps.every(({ operation }) => offers(offer, operation));

const offers = ({ actions, uiLevels, apis, observations }: Offer, operation: Operation): boolean =>
  match(operation)
    .with({ op: 'start' }, ({ action, ui }) => actions.includes(action) && uiLevels.includes(ui))
    .with({ op: 'call' }, ({ api }) => apis.includes(api))
    .with({ op: 'probe' }, { op: 'service' }, { op: 'events' }, ({ op }) => observations.includes(op))
    .with({ op: 'advance' }, { op: 'cancel' }, { op: 'kill' }, () => true)
    .exhaustive();
