import { expect, it } from 'vitest';
import { APIS, applicationOf } from '../../spec/index.ts';
import type { Response } from '../../spec/index.ts';
import {
  CLIENT_KINDS,
  CLIENT_RESPONSES,
  encode,
  EVENT_COUNT,
  FIRST_EXECUTING,
  kindOfOperation,
  OBSERVATION_KINDS,
  responsesToObservation,
} from './index.ts';

it('gives every class of an answer a column of its own', () => {
  const columns = [
    ...CLIENT_KINDS.flatMap((asked) =>
      CLIENT_RESPONSES.map((given) =>
        encode({ process: 1, operation: asked, response: given }, Uint8Array.of(0)),
      ),
    ),
    ...OBSERVATION_KINDS.flatMap((asked) =>
      responsesToObservation(asked.op, 1).map((given) =>
        encode({ process: 0, operation: asked, response: given }, Uint8Array.of(FIRST_EXECUTING)),
      ),
    ),
  ];
  expect(columns).toEqual(Array.from({ length: EVENT_COUNT }, (_, column) => column));
  expect(CLIENT_KINDS.map(kindOfOperation)).toEqual(CLIENT_KINDS.map((_, kind) => kind));
  expect(OBSERVATION_KINDS.map(kindOfOperation)).toEqual(
    OBSERVATION_KINDS.map((_, kind) => CLIENT_KINDS.length + kind),
  );
});

it('has representatives that could stand in a history', () => {
  const starts = CLIENT_KINDS.filter((each) => each.op === 'start');
  expect(starts.map(({ action, ui }) => `${action} ${ui}`)).toEqual([
    'INSTALL full',
    'INSTALL none',
    'ADMIN full',
    'ADMIN none',
    'ADVERTISE none',
  ]);
  const called = CLIENT_KINDS.flatMap((each) => (each.op === 'call' ? [each.api] : []));
  expect(called.filter((api) => !APIS.includes(api))).toEqual([]);
  expect(responsesToObservation('service', undefined).at(-1)).toEqual({ type: 'open', reason: 'no answer' });
  const [none, unsupported]: Response[] = [{ type: 'events', installing: [] }, { type: 'unsupported' }];
  expect(responsesToObservation('events', undefined)).toEqual([none, none, unsupported]);
  expect(responsesToObservation('events', 2)).toEqual([
    { type: 'events', installing: [applicationOf(2)] },
    none,
    unsupported,
  ]);
});
