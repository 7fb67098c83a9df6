import { strToU8 } from 'fflate';

/** HTML, a character that turns the direction of writing, and a colour of a terminal. */
export const HOSTILE =
  '<img src=x onerror=alert(1)>\u202Egnp.exe\u001b[31m<script>document.title="owned"</script>';

/** A call that has the mutex while the one of REFUSED is refused. */
export const HOLDER = (name = 'C:\\Users\\jane.doe\\Downloads\\alpha.msi'): string =>
  [
    '=== Verbose logging started: 24/03/2026  05:15:03  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\x.exe ===',
    'MSI (c) (11:01) [05:15:03:000]: Resetting cached policy values',
    'MSI (c) (11:01) [05:15:03:010]: ******* RunEngine:',
    `           ******* Product: ${name}`,
    'MSI (c) (11:01) [05:15:03:100]: Grabbed execution mutex.',
    'MSI (s) (22:02) [05:15:03:200]: Grabbed execution mutex.',
    'Action start 05:15:04: INSTALL.',
    'Action start 05:15:04: InstallExecuteSequence.',
    'Action ended 05:15:20: InstallExecuteSequence. Return value 1.',
    'Action ended 05:15:20: INSTALL. Return value 1.',
    'MSI (s) (22:02) [05:15:21:000]: MainEngineThread is returning 0',
    'MSI (c) (11:01) [05:15:21:100]: MainEngineThread is returning 0',
    '=== Verbose logging stopped: 24/03/2026  05:15:21 ===',
  ].join('\r\n');
export const REFUSED = (name = 'C:\\Users\\jane.doe\\Downloads\\beta.msi'): string =>
  [
    '=== Verbose logging started: 24/03/2026  05:15:08  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\x.exe ===',
    'MSI (c) (33:01) [05:15:08:000]: Resetting cached policy values',
    'MSI (c) (33:01) [05:15:08:010]: ******* RunEngine:',
    `           ******* Product: ${name}`,
    'MSI (c) (33:01) [05:15:11:100]: Failed to grab execution mutex. System error 258.',
    'MSI (c) (33:01) [05:15:11:200]: MainEngineThread is returning 1618',
    '=== Verbose logging stopped: 24/03/2026  05:15:11 ===',
  ].join('\r\n');
export const PAIR = [
  { name: 'alpha.log', bytes: strToU8(HOLDER()) },
  { name: 'beta.log', bytes: strToU8(REFUSED()) },
];
