import type { VNode } from 'preact';
import type { EvidenceReport } from '../evidence/report/index.ts';
import { oneLine } from '../reports/text.ts';

/** What `explain --json` told: who got a 1618 and because of whom, and what was read. */
export const EvidenceTables = ({ report }: { report: EvidenceReport }): VNode => (
  <>
    <div class="scroll" tabIndex={0} role="group" aria-label="Refusals">
      <table class="plain wide">
        <caption>{`Refusals (${report.busy.length})`}</caption>
        <thead>
          <tr>
            {['when', 'where', 'how', 'waited', 'held by'].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
    <div class="scroll" tabIndex={0} role="group" aria-label="Observations">
      <table class="plain wide">
        <caption>What Windows did and the page does not speak of</caption>
        <thead>
          <tr>
            <th scope="col">clause</th>
            <th scope="col">what</th>
            <th scope="col">seen</th>
          </tr>
        </thead>
        <tbody>
          {report.observations.map(({ clause, what, places }) => (
            <tr>
              <td>{clause}</td>
              <th scope="row">{oneLine(what, 300)}</th>
              <td class="number">{places.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    <div class="scroll" tabIndex={0} role="group" aria-label="Files">
      <table class="plain wide">
        <caption>{`Files (${report.files.length})`}</caption>
        <thead>
          <tr>
            {['file', 'encoding', 'lines', 'build', 'calls', '1618', 'events'].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.files.map(({ file, kind, reason, encoding, lines, build, sessions, events }) => (
            <tr>
              <th scope="row">
                <bdi>{oneLine(file, 160)}</bdi>
              </th>
              <td>
                {kind === 'refused' ? oneLine(`not read: ${reason ?? 'no reason given'}`, 120) : encoding}
              </td>
              <td class="number">{lines}</td>
              <td>{build === null ? '' : oneLine(build, 60)}</td>
              <td class="number">{sessions.length}</td>
              <td class="number">
                {sessions.filter((each) => each.returned.some(({ code }) => code === 1618)).length}
              </td>
              <td class="number">{events.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
);

const Place = ({ file, line }: { file: string; line: number }): VNode => (
  <>
    <bdi>{oneLine(file, 160)}</bdi>:{line}
  </>
);
