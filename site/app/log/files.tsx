import type { VNode } from 'preact';
import type { EvidenceReport } from '../../../evidence/report/schema.ts';
import { unreadText } from '../../../evidence/report/unread.ts';
import { counted, oneLine, visible } from '../../../reports/text.ts';
import { partyText } from '../../log/words.ts';
import { Table } from '../../table.tsx';

/** What was read of each file, what was not, and how its calls ended. */
export const Files = ({ report }: { readonly report: EvidenceReport }): VNode => (
  <section aria-labelledby="files">
    <h2 id="files">What was read</h2>
    <Table label="Files and their calls" head={['file', 'what it is', 'how its calls ended', 'not read']}>
      {report.files.map((file) => (
        <tr class={file.kind === 'refused' ? 'offending' : ''}>
          <th scope="row">
            <bdi>{oneLine(file.file, 120)}</bdi>
          </th>
          <td>{kindText(file)}</td>
          <td>
            {file.sessions.slice(0, 20).map((session) => (
              <div>
                <bdi>{`${partyText(session)}: ${endText(session)}`}</bdi>
              </div>
            ))}
            {file.sessions.length > 20 && <div>{`and ${file.sessions.length - 20} more`}</div>}
          </td>
          <td>
            <bdi>
              {file.kind === 'refused' ? visible(file.reason ?? 'the file') : unreadText(file.unread)}
            </bdi>
          </td>
        </tr>
      ))}
    </Table>
  </section>
);

type FileReport = EvidenceReport['files'][number];

const kindText = ({ kind, encoding, lines, build, events }: FileReport): string => {
  if (kind === 'refused') return 'not read';
  const what = kind === 'log' ? 'MSI log' : `${counted(events.length, 'event record')}`;
  return [what, encoding, counted(lines, 'line'), build === null ? undefined : oneLine(build, 60)]
    .filter((part) => part != null)
    .join(', ');
};

const endText = ({ code, constant, cause, closed }: FileReport['sessions'][number]): string =>
  [
    code === null ? 'no return code is shown' : `returned ${code}${constant === null ? '' : ` ${constant}`}`,
    cause === null ? undefined : `first trouble: ${oneLine(cause.text, 160)} (line ${cause.line})`,
    closed ? undefined : 'the log was not closed, or is an excerpt',
  ]
    .filter((part) => part !== undefined)
    .join('; ');

/** Where such files lie. The paths are those of Windows; which of them this machine has is not known. */
export const WhereToFind = ({ isOpen }: { readonly isOpen: boolean }): VNode => (
  <details class="where" open={isOpen}>
    <summary>Where to find logs and events{isWindows() ? ' on this machine' : ''}</summary>
    {!isWindows() && (
      <p>This machine seems not to be a Windows one: look on the machine that had the 1618.</p>
    )}
    <dl>
      <dt>Logs of the user who installed</dt>
      <dd>
        <code>%TEMP%\MSI*.LOG</code>, and what a setup program writes there (<code>%TEMP%\*.log</code>)
      </dd>
      <dt>Logs of services and deployment tools</dt>
      <dd>
        <code>C:\Windows\Temp\MSI*.LOG</code>, <code>C:\Windows\Logs\Software</code>,{' '}
        <code>C:\Windows\CCM\Logs</code>
      </dd>
      <dt>The event log: who was installing, also where nobody made a log</dt>
      <dd>
        <pre tabIndex={0}>
          {`wevtutil qe Application /q:"*[System[Provider[@Name='MsiInstaller']]]" /f:xml > events.xml`}
        </pre>
      </dd>
      <dt>A log of the next installation</dt>
      <dd>
        <pre tabIndex={0}>msiexec /i PACKAGE.msi /l*v FILE.log</pre>
      </dd>
      <dt>A log of every installation from now on</dt>
      <dd>
        <pre tabIndex={0}>
          {`reg add HKLM\\Software\\Policies\\Microsoft\\Windows\\Installer /v Logging /t REG_SZ /d voicewarmupx`}
        </pre>
      </dd>
    </dl>
  </details>
);

const isWindows = (): boolean => /windows/i.test(navigator.userAgent);
