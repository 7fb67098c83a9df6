import { beginsWithUi, isInstallingApi } from '../../spec/index.ts';
import type { ClauseProperty } from '../clause-property.ts';
import { EVEN } from '../weights.ts';

/** Only the process in the UI sequence is refused: another may install meanwhile. */
export const refusedInUiSequence: ClauseProperty = {
  clause: '1618-ui',
  title: 'every call of the API from inside a UI sequence of the same process returns 1618',
  profile: { ...EVEN, start: 6, call: 8, advance: 1, cancel: 2.5 },
  reachable: ({ actions, uiLevels, apis }) =>
    apis.some(isInstallingApi) && actions.some((action) => uiLevels.some((ui) => beginsWithUi(action, ui))),
};
