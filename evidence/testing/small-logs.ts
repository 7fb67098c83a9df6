/** Small logs of one machine's afternoon, 18 October 2025, for the tests of the answers. */

interface Facts {
  readonly path: string;
  readonly processId: number;
  /** `HH:MM:SS`. */
  readonly from: string;
  readonly to: string;
  readonly computer?: string;
  readonly date?: string;
  readonly code?: number;
  /** Lines between the begin of the sequence and its end. */
  readonly middle?: readonly string[];
}

const header = (word: string, date: string, time: string, rest = ''): string =>
  `=== Verbose logging ${word}: ${date}  ${time}${rest} ===`;
const BUILD = '  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\system32\\msiexec.exe';
const low = (processId: number): string => (processId % 256).toString(16).toUpperCase().padStart(2, '0');
const written = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');

/** Lines of an installation at none or basic UI, up to the middle of its execute sequence. */
const begun = ({ path, processId, from, date = '18.10.2025' }: Facts): readonly string[] => {
  const client = `MSI (c) (${low(processId)}:10)`;
  return [
    header('started', date, from, BUILD),
    `${client} [${from}:000]: ******* RunEngine:`,
    `           ******* Product: ${path}`,
    `${client} [${from}:005]: Client-side and UI is none or basic: Running entire install on the server.`,
    `${client} [${from}:006]: Grabbed execution mutex.`,
    `MSI (s) (F0:30) [${from}:013]: Running installation inside multi-package transaction ${path}`,
    `MSI (s) (F0:30) [${from}:013]: Grabbed execution mutex.`,
    `MSI (s) (F0:44) [${from}:020]: ******* RunEngine:`,
    `           ******* Product: ${path}`,
    `MSI (s) (F0:44) [${from}:030]: PROPERTY CHANGE: Adding CLIENTPROCESSID property. Its value is '${processId}'.`,
    `MSI (s) (F0:44) [${from}:040]: Doing action: INSTALL`,
    `Action start ${from}: INSTALL.`,
    `MSI (s) (F0:44) [${from}:041]: Running ExecuteSequence`,
  ];
};

export const installed = (facts: Facts): string => {
  const { to, processId, computer, code = 0, middle = [], date = '18.10.2025' } = facts;
  const client = `MSI (c) (${low(processId)}:10)`;
  return written([
    ...begun(facts),
    ...middle,
    `Action ended ${to}: INSTALL. Return value ${code === 0 ? 1 : 3}.`,
    ...(computer === undefined ? [] : [`Property(S): ComputerName = ${computer}`]),
    `MSI (s) (F0:44) [${to}:150]: MainEngineThread is returning ${code}`,
    `${client} [${to}:160]: Back from server. Return value: ${code}`,
    `${client} [${to}:170]: MainEngineThread is returning ${code}`,
    header('stopped', date, to),
  ]);
};

/** The log of an installation that hangs. */
export const hung = (facts: Facts): string => written(begun(facts));

export const refused = ({ path, processId, from, to, date = '18.10.2025' }: Facts): string => {
  const client = `MSI (c) (${low(processId)}:10)`;
  return written([
    header('started', date, from, BUILD),
    `${client} [${from}:000]: ******* RunEngine:`,
    `           ******* Product: ${path}`,
    `${client} [${from}:005]: Client-side and UI is none or basic: Running entire install on the server.`,
    `${client} [${to}:146]: Failed to grab execution mutex. System error 258.`,
    `${client} [${to}:147]: MainEngineThread is returning 1618`,
    header('stopped', date, to),
  ]);
};

/** A client that takes the mutex, is refused by the service, and says so in the last line. */
export const refusedByService = ({ path, processId, from, to, date = '18.10.2025' }: Facts): string => {
  const client = `MSI (c) (${low(processId)}:10)`;
  return written([
    header('started', date, from, BUILD),
    `${client} [${from}:000]: ******* RunEngine:`,
    `           ******* Product: ${path}`,
    `${client} [${from}:005]: Client-side and UI is none or basic: Running entire install on the server.`,
    `${client} [${from}:006]: Grabbed execution mutex.`,
    `${client} [${to}:147]: MainEngineThread is returning 1618`,
  ]);
};

/** A call at full UI whose lines after the begin of its dialogs are given. */
export const withDialogs = ({ path, processId, from, middle = [], date = '18.10.2025' }: Facts): string => {
  const client = `MSI (c) (${low(processId)}:10)`;
  return written([
    header('started', date, from, BUILD),
    `${client} [${from}:000]: ******* RunEngine:`,
    `           ******* Product: ${path}`,
    `${client} [${from}:100]: Doing action: INSTALL`,
    `Action start ${from}: INSTALL.`,
    `${client} [${from}:200]: Running UISequence`,
    ...middle,
  ]);
};
