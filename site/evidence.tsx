import type { VNode } from 'preact';
import type { EvidenceReport } from '../evidence/report/index.ts';
import { oneLine } from '../reports/text.ts';
import { Table } from './table.tsx';

/** What `explain --json` told: who got a 1618 and because of whom, and what was read. */
export const EvidenceTables = ({ report }: { report: EvidenceReport }): VNode => (
  <>
    <Table
      label="Refusals"
      caption={<caption>{`Refusals (${report.busy.length})`}</caption>}
      head={['when', 'where', 'how', 'waited', 'held by']}
    >
      {report.busy.map(({ at, file, line, shape, waitedMs, holder, why }) => (
        <tr>
          <td>{at ?? 'not dated'}</td>
          <th scope="row">
            <Place file={file} line={line} />
          </th>
          <td>{oneLine(shape, 80)}</td>
          <td class="number">{waitedMs === null ? '' : `${waitedMs} ms`}</td>
          <td>
            {holder === null ? (
              <span class="soft">{oneLine(why ?? 'not known', 120)}</span>
            ) : (
              <>
                <bdi>{oneLine(holder.package ?? 'an unnamed package', 120)}</bdi>
                {holder.processId === null ? '' : `, process ${holder.processId}`} (
                <Place file={holder.file} line={holder.line} />)
              </>
            )}
          </td>
        </tr>
      ))}
    </Table>
    <Table
      label="Observations"
      caption={<caption>What Windows did and the page does not speak of</caption>}
      head={['clause', 'what', 'seen']}
    >
      {report.observations.map(({ clause, what, places }) => (
        <tr>
          <td>{clause}</td>
          <th scope="row">{oneLine(what, 300)}</th>
          <td class="number">{places.length}</td>
        </tr>
      ))}
    </Table>
    <Table
      label="Files"
      caption={<caption>{`Files (${report.files.length})`}</caption>}
      head={['file', 'encoding', 'lines', 'build', 'calls', '1618', 'events']}
    >
      {report.files.map(({ file, kind, reason, encoding, lines, build, sessions, events }) => (
        <tr>
          <th scope="row">
            <bdi>{oneLine(file, 160)}</bdi>
          </th>
          <td>{kind === 'refused' ? oneLine(`not read: ${reason ?? 'no reason given'}`, 120) : encoding}</td>
          <td class="number">{lines}</td>
          <td>{build === null ? '' : oneLine(build, 60)}</td>
          <td class="number">{sessions.length}</td>
          <td class="number">
            {sessions.filter((each) => each.returned.some(({ code }) => code === 1618)).length}
          </td>
          <td class="number">{events.length}</td>
        </tr>
      ))}
    </Table>
  </>
);

const Place = ({ file, line }: { file: string; line: number }): VNode => (
  <>
    <bdi>{oneLine(file, 160)}</bdi>:{line}
  </>
);
