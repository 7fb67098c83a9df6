import { beginsWithUi, isInstallingApi } from '../../spec/index.ts';
import type { ClauseProperty } from '../clause-property.ts';

/** Only the process in the UI sequence is refused: another may install meanwhile. */
export const refusedInUiSequence: ClauseProperty = {
  clause: '1618-ui',
  title: 'every call of the API from inside a UI sequence of the same process returns 1618',
  profile: {
    start: 8,
    advance: 1,
    call: 4,
    cancel: 1.5,
    kill: 0.2,
    probe: 0.3,
    service: 0.2,
    events: 0.2,
  },
  reachable: ({ actions, uiLevels, apis }) =>
    apis.some(isInstallingApi) && actions.some((action) => uiLevels.some((ui) => beginsWithUi(action, ui))),
};
