/**
 * The most processes for which a test goes through every state: MSICONFORM_PROCESSES where it is set, else
 * what the test can afford.
 */
export const mostProcesses = (affordable: number): number =>
  Number(process.env['MSICONFORM_PROCESSES'] ?? affordable);
