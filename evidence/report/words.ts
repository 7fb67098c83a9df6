import { match } from 'ts-pattern';
import type { ClauseId } from '../../spec/index.ts';
import type { BusyCall, Occasion } from '../index.ts';

/** What was seen that departs from the page's literal words, and how. */
export const departureText = (clause: ClauseId, occasion: Occasion): string =>
  match(occasion)
    .with(
      'grab client-before-server',
      () =>
        'at none or basic UI the client takes the mutex before it calls the service, when no table is processed yet',
    )
    .with(
      'grab client-at-execute-action',
      () => 'at full UI the client takes the mutex at ExecuteAction, before it calls the service',
    )
    .with(
      'grab server-before-package',
      () => 'the service takes the mutex before it opens the package, so before any table is processed',
    )
    .with(
      'grab client-clean-up',
      () =>
        'the client takes the mutex once more at the end, to clean up packages, also where the user cancelled and no execute table was processed',
    )
    .with('grab elsewhere', () => 'the mutex is taken outside of an execute table')
    .with('refusal', () => 'a client cannot get the mutex while no execute table is processed')
    .with('refused call', () => 'a call is refused with 1618 while the holder processes no execute table')
    .with(
      'custom action refused',
      () => 'an installer started by a custom action is refused while no execute table is processed',
    )
    .with('sequence begins', 'transaction begins', () =>
      clause === '1618-mutex'
        ? 'a second installation begins although another one is in progress'
        : 'a sequence begins',
    )
    .with('call returns', () =>
      clause === '1618-mutex'
        ? 'a call returns something else than 1618 although another installation is in progress'
        : 'a call returns',
    )
    .with('sequence ends', 'transaction ends', () => 'a sequence ends')
    .with('event log read', () => 'the event log does not name an installation that is in progress')
    .exhaustive();

/** How a 1618 came about. */
export const busyText = ({ busy }: BusyCall): string => {
  const waited = busy.waited === null ? '' : ` after ${(busy.waited / 1000).toFixed(3)} s`;
  return match(busy.shape)
    .with('could-not-grab', () => `could not get the mutex${waited}`)
    .with(
      'server-refused-after-grab',
      () => 'was refused by the service after the client had taken the mutex',
    )
    .with('returned', () => 'was refused; no line tells where')
    .with('custom-action', () => 'an installer that a custom action started was refused')
    .with('message-1500', () => 'met another installation at its ExecuteAction (message 1500)')
    .with('record', () => 'ended with status 1618')
    .exhaustive();
};
