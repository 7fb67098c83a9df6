/** Whether the tests run whole: MSICONFORM_NIGHT=1, as the scheduled workflow sets it. */
export const NIGHT = process.env['MSICONFORM_NIGHT'] === '1';

/**
 * Whether the tests run that CI runs beside those of the day: MSICONFORM_CI=1, as `.ci/run` sets it. Each takes
 * long, or is one more of a kind of which the day runs some.
 */
export const IN_CI = NIGHT || process.env['MSICONFORM_CI'] === '1';

/** All of a kind in CI, and by day the first `most` of them. */
export const firstByDay = <T>(most: number, all: readonly T[]): readonly T[] =>
  IN_CI ? all : all.slice(0, most);

/** How much a test goes through in each grade: least by day, more in CI, all of it at night. */
export const byGrade = <T>(day: T, ci: T, night: T): T => (NIGHT ? night : IN_CI ? ci : day);

/** How much a test goes through: a part by day, so that `npm test` stays short, and all of it at night. */
export const byNight = <T>(day: T, night: T): T => (NIGHT ? night : day);

/**
 * The most processes for which a test goes through every state: MSICONFORM_PROCESSES where it is set, else
 * what the test can afford.
 */
export const mostProcesses = (affordable: number): number =>
  Number(process.env['MSICONFORM_PROCESSES'] ?? affordable);
