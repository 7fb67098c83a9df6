/** The clause service-version over the versions of Windows Installer: which of them were asked, and what came of it. */
import type { VNode } from 'preact';
import { compareVersions } from '../spec/index.ts';
import type { ClauseId } from '../spec/index.ts';
import { oneLine } from '../reports/text.ts';
import { hasDivergences, sectionId } from './model.ts';
import type { Row, Site } from './model.ts';
import { Verdict } from './verdict.tsx';
import { Table } from './table.tsx';

const CLAUSE: ClauseId = 'service-version';

/** All that the page can mean, from the first that it names to the last that there is. */
const VERSIONS = ['2.0', '3.0', '3.1', '4.0', '4.5', '5.0'] as const;

type RunRow = Extract<Row, { readonly kind: 'run' }>;

const versionOf = ({ result }: RunRow): string => result.implementation.windowsInstaller;

export const ServiceVersions = ({ site }: { site: Site }): VNode => {
  const runs = site.rows.filter((row) => row.kind === 'run');
  const versions = [...new Set([...VERSIONS, ...runs.map(versionOf)])].toSorted(compareVersions);
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">The service query, by version of Windows Installer</h2>
      <p class="lead">
        The page promises the query from 3.0 on, and says that 2.0 has none. A version that nobody asked says
        so. What stands here is under the reading that decides each run.
      </p>
      <Table label="The table by version" role="region" look="versions" head={['clause', ...versions]}>
        <tr>
          <th scope="row">{CLAUSE}</th>
          {versions.map((version) => (
            <td>
              <Asked rows={runs.filter((row) => versionOf(row) === version)} />
            </td>
          ))}
        </tr>
      </Table>
    </section>
  );
};

const Asked = ({ rows }: { rows: readonly RunRow[] }): VNode =>
  rows.length === 0 ? (
    <Verdict verdict="never-run" />
  ) : (
    <ul>
      {rows.map((row) => (
        <li>
          <Verdict verdict={row.result.clauses.find(({ id }) => id === CLAUSE)?.verdict ?? 'unknown'} />{' '}
          <a href={`#${hasDivergences(row, CLAUSE) ? sectionId(row, CLAUSE) : row.anchor}`}>
            <bdi>{oneLine(row.title, 40)}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
