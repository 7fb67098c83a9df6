/** What the suite made of the faulty implementations, for people and for programs. */
export { powerHtml } from './html.ts';
export { powerMarkdown } from './markdown.ts';
export { isPowerful, powerResult, PowerResultSchema } from './power-result.ts';
export type { FaultResult, PowerResult } from './power-result.ts';
export { renderPower } from './terminal.ts';
