/** Names of the actions that tell, through ACTIONSTART, which table is being processed. */
import { SEQUENCE_TABLES } from '../../../spec/constants.ts';
import type { SequenceTable } from '../../../spec/constants.ts';

export const enterMarker = (table: SequenceTable): string => `Enter${table}`;
export const leaveMarker = (table: SequenceTable): string => `Leave${table}`;
/** Stands where ExecuteAction stands, when the adapter itself runs the execute table from there. */
export const executeMarker = (table: SequenceTable): string => `Execute${table}`;

/** Property that chooses the marker instead of ExecuteAction. */
export const BY_SEQUENCE = 'MSICONFORM_BYSEQUENCE';
export const FEATURE = 'Only';

const entered = new Map(SEQUENCE_TABLES.map((table) => [enterMarker(table), table]));
const left = new Map(SEQUENCE_TABLES.map((table) => [leaveMarker(table), table]));
const executed = new Map(SEQUENCE_TABLES.map((table) => [executeMarker(table), table]));

/** The table that begins, ends, or is at its ExecuteAction, with this action. */
export const tableEntered = (action: string): SequenceTable | undefined => entered.get(action);
export const tableLeft = (action: string): SequenceTable | undefined => left.get(action);
export const tableAtExecute = (action: string): SequenceTable | undefined => executed.get(action);
