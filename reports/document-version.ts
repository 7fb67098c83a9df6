import { Type } from 'typebox';
import type { TLiteral } from 'typebox';

/** How the `version` of a document in JSON changes; docs/documentation-drift.md says it to readers. */
const RULE =
  'Raised when a field goes, gets another name or type, or means something else. Within a version fields that are optional, and further kinds and statuses, may be added: what is not known is to be passed over. Documents of an earlier state of the version stay valid.';

/** The `version` of a document in JSON. */
export const documentVersion = <Version extends number>(version: Version): TLiteral<Version> =>
  Type.Literal(version, { description: RULE });
