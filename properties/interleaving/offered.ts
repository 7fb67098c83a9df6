import type { Capabilities, Operation } from '../../spec/index.ts';
import type { Interleaving } from './interleaving.ts';

/** What decides whether an interleaving can be asked. */
export type Offer = Pick<Capabilities, 'actions' | 'uiLevels' | 'apis' | 'observations' | 'versions'>;

/** Whether nothing in it is outside of what the implementation offers. */
export const isOffered = ({ steps, windowsInstaller }: Interleaving, offer: Offer): boolean =>
  (windowsInstaller === undefined || offer.versions.includes(windowsInstaller)) &&
  steps.every(({ operation }) => offers(offer, operation));

/** A `switch`, for it is asked of each step of everything that shrinking may try. */
const offers = ({ actions, uiLevels, apis, observations }: Offer, operation: Operation): boolean => {
  switch (operation.op) {
    case 'start':
      return actions.includes(operation.action) && uiLevels.includes(operation.ui);
    case 'call':
      return apis.includes(operation.api);
    case 'probe':
    case 'service':
    case 'events':
      return observations.includes(operation.op);
    case 'advance':
    case 'cancel':
    case 'kill':
      return true;
  }
};
