import { match } from 'ts-pattern';
import type { BusyCall } from '../machine/busy-call.ts';

/** Whether asking again can help. */
export type Retry =
  /** Once the holder has ended. */
  | 'after-holder'
  /** What was in the way had ended already. */
  | 'now'
  /** It was asked from inside the installation that has the mutex. */
  | 'never'
  | 'unknown';

const MORE_LOGS =
  'To find a holder, give the other logs of that time too: %TEMP%\\MSI*.log of the user, C:\\Windows\\Temp\\MSI*.log of SYSTEM, the MsiInstaller records of the Application event log; next time install with "msiexec /l*v FILE.log", or set the Windows Installer logging policy';
const RETURN_CODE =
  'a deployment tool should take return value 1618 for "try again soon" (fast retry in Intune and Configuration Manager), not for a failure';
const HANGS =
  'if it does not end: see what it waits for (its log grows no more, a dialog or a child process is open). Ending its msiexec leaves that installation half done, and it may have to be repaired';

/** What to do about a refusal, the most useful first. */
export const adviceFor = (busy: BusyCall, retry: Retry): readonly string[] =>
  match(busy.status)
    .with('named', () =>
      retry === 'never'
        ? OWN
        : [afterHolder(busy), ...(busy.holder?.until === null ? [HANGS] : []), RETURN_CODE],
    )
    .with('open-end', () => [
      'look whether that installation still runs (its msiexec.exe): it may hang. Try again when it has ended',
      HANGS,
      RETURN_CODE,
    ])
    .with('clock-not-joined', () => [
      'give --utc-offset, the difference of local time and UTC on that machine then, like +02:00',
      RETURN_CODE,
    ])
    .with('machine-unknown', () => [
      'say of which machine the files are: --machine NAME=FOLDER, or --one-machine if all are of one',
      RETURN_CODE,
    ])
    .with('no-date', () => [dated(busy), MORE_LOGS, RETURN_CODE])
    .with('none-overlaps', () => [
      ...(retry === 'now' ? ['try again: what had been installing ended just before'] : []),
      ...(busy.busy.shape === 'custom-action'
        ? [
            'a custom action asked: if it calls the installer from the process that shows the dialogs, it is refused for as long as they run, and no retry helps',
          ]
        : []),
      MORE_LOGS,
      RETURN_CODE,
    ])
    .exhaustive();

/** What would make the time known. */
const dated = ({ at, busy }: BusyCall): string => {
  if (at !== null)
    return 'give one more log of that machine whose date can be read in one way only, like 23/08/2015, or its event log as XML';
  return busy.shape === 'record'
    ? 'export the records with "wevtutil qe Application /f:xml", which gives their times'
    : 'give the whole log, from its "=== Verbose logging started" line on, so that its date is known';
};

const OWN = [
  'no retry can help: it was asked from inside of the installation that has the mutex. Start the second installation after the first one, from a bootstrapper, not from a custom action',
];

const afterHolder = ({ holder }: BusyCall): string =>
  holder?.until === null
    ? 'try again when that installation has ended; these files do not show its end'
    : 'try again after the end of that installation, which these files show';
