/** Whether the tests run whole: MSICONFORM_NIGHT=1, as the scheduled workflow sets it. */
export const NIGHT = process.env['MSICONFORM_NIGHT'] === '1';

/** How much a test goes through: a part by day, so that `npm test` stays short, and all of it at night. */
export const byNight = <T>(day: T, night: T): T => (NIGHT ? night : day);

/**
 * The most processes for which a test goes through every state: MSICONFORM_PROCESSES where it is set, else
 * what the test can afford.
 */
export const mostProcesses = (affordable: number): number =>
  Number(process.env['MSICONFORM_PROCESSES'] ?? affordable);
