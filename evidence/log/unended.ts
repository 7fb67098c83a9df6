import type { EngineText } from './engine-text.ts';

/** Codes have four digits or are 0; what has fewer, at a cut, may be the first ones of them. */
export const isWholeNumber = (code: number): boolean => code === 0 || Math.abs(code) >= 1_000;

/** How the names of packages and product codes end. */
const WHOLE_NAME = /(?:\.\w{3}|\})$/;

/** What the last line of a file says that has no line end: a number or a name at its end may have been cut. */
export const ofUnended = (said: EngineText): EngineText | undefined => {
  if (said.type === 'returning') return isWholeNumber(said.code) ? said : undefined;
  if (said.type === 'back')
    return said.code === null || isWholeNumber(said.code) ? said : { ...said, code: null };
  if (said.type === 'status-record') return isWholeNumber(said.status) ? said : undefined;
  if (said.type === 'custom-action-code') return isWholeNumber(said.code) ? said : undefined;
  if (said.type === 'server-transaction' || said.type === 'package-opened')
    return WHOLE_NAME.test(said.package) ? said : undefined;
  return said.type === 'property' || said.type === 'doing-action' ? undefined : said;
};
