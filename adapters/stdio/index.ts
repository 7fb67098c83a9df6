/** Any program, in any language, that speaks JSON Lines on stdin and stdout. See docs/implementers.md. */
export { parseCommandLine } from './command-line.ts';
export { openStdio } from './open.ts';
export type { StdioOptions } from './open.ts';
export { PROTOCOL_VERSION } from './protocol.ts';
export type { ProgramRequest, ProgramResponse } from './protocol.ts';
export { serve } from './serve.ts';
