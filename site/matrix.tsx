import type { VNode } from 'preact';
import { CLAUSES, DEFAULT_READING } from '../spec/index.ts';
import type { ClauseId } from '../spec/index.ts';
import { oneLine } from '../reports/text.ts';
import { cellId, hasDivergences, sectionId } from './model.ts';
import type { Result } from '../reports/schema/result.ts';
import type { Cell, Row, Site } from './model.ts';
import { Verdict } from './verdict.tsx';

/** Implementations by clauses, three readings each. Roles are spelled out: on a narrow screen it is no grid. */
export const Matrix = ({ site }: { site: Site }): VNode => (
  <table class="matrix" role="table" aria-describedby="matrix-hint">
    <caption class="hidden">Implementations by clauses and readings</caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">
          implementation
        </th>
        <th role="columnheader" scope="col">
          system, installer
        </th>
        <th role="columnheader" scope="col">
          reading
        </th>
        {CLAUSES.map(({ id, label }) => (
          <th role="columnheader" scope="col">
            <a href={`#clause--${id}`}>{id}</a>
            <span class="gloss">{label}</span>
          </th>
        ))}
      </tr>
    </thead>
    {site.rows.map((row) =>
      row.kind === 'never-run' ? <NeverRun row={row} /> : <Readings site={site} row={row} />,
    )}
  </table>
);

const Readings = ({ site, row }: { site: Site; row: Row }): VNode => (
  <tbody role="rowgroup">
    {site.readings.map((reading, index) => (
      <tr role="row">
        {index === 0 && (
          <th role="rowheader" scope="rowgroup" rowSpan={site.readings.length} class="who">
            <Who row={row} />
          </th>
        )}
        {index === 0 && (
          <td role="cell" rowSpan={site.readings.length} class="system">
            <System row={row} />
          </td>
        )}
        <th role="rowheader" scope="row" class="reading">
          <ReadingName row={row} reading={reading} />
        </th>
        {row.cells.map((cell) => (
          <td role="cell">
            <span class="clause-name" aria-hidden="true">
              {cell.clause}
            </span>
            <Entry row={row} cell={cell} reading={reading} />
          </td>
        ))}
      </tr>
    ))}
  </tbody>
);

/** One cell says it for all clauses and readings. */
const NeverRun = ({ row }: { row: Row }): VNode => (
  <tbody role="rowgroup">
    <tr role="row">
      <th role="rowheader" scope="row" class="who">
        <Who row={row} />
      </th>
      <td role="cell" colSpan={2 + row.cells.length} aria-colspan={2 + row.cells.length} class="never">
        <Verdict verdict="never-run" /> <span class="soft">no result, so no verdict</span>
      </td>
    </tr>
  </tbody>
);

const Entry = ({ row, cell, reading }: { row: Row; cell: Cell; reading: string }): VNode => {
  const verdict = cell.readings.get(reading) ?? 'unknown';
  const chip = <Verdict verdict={verdict} />;
  if ((verdict !== 'diverges' && verdict !== 'flaky') || !hasDivergences(row, cell.clause)) return chip;
  return (
    <a
      class="entry"
      id={cellId(row, cell.clause, reading)}
      href={`#${sectionId(row, cell.clause)}`}
      aria-label={`${verdict}: ${cell.clause} on ${oneLine(row.title, 80)}, reading ${oneLine(reading, 40)}: counterexample`}
    >
      {chip}
    </a>
  );
};

const Who = ({ row }: { row: Row }): VNode => (
  <>
    <a class="name" href={`#${row.anchor}`}>
      <bdi>{oneLine(row.title, 60)}</bdi>
    </a>
    <span class="date">{dateOf(row)}</span>
    {row.kind === 'run' && <Standing result={row.result} />}
  </>
);

/** On what it was tested: the system, as it says itself, and the Windows Installer that it claims to be. */
const System = ({ row }: { row: Row }): VNode => (
  <>
    {systemOf(row).map((line) => (
      <bdi class="version">{oneLine(line, 90)}</bdi>
    ))}
  </>
);

const systemOf = (row: Row): readonly string[] => {
  if (row.kind !== 'run') return [versionOf(row)];
  const { implementation, mode } = row.result;
  const { name, version, windowsInstaller, system = name } = implementation;
  return [
    system.includes(version) ? system : `${system} ${version}`,
    `Windows Installer ${windowsInstaller}`,
    ...(mode === 'lockstep' ? [] : [mode]),
  ];
};

/** What the run comes to under the reading that decides, and what it lacks. */
const Standing = ({ result: { verdict, clauses, problems, shard } }: { result: Result }): VNode => {
  const count = (...verdicts: readonly string[]): string =>
    `${clauses.filter((clause) => verdicts.includes(clause.verdict)).length} of ${clauses.length}`;
  const [lack] = [
    ...(shard === undefined ? [] : [`only shard ${shard.index}/${shard.count} of a run`]),
    ...problems,
  ];
  return (
    <>
      <span class="standing">
        {verdict === 'diverges'
          ? `breaks ${count('diverges', 'flaky')} clauses`
          : verdict === 'conforms'
            ? `keeps ${count('conforms')} clauses`
            : 'proves nothing yet'}
      </span>
      {lack !== undefined && <span class="lack">{`! ${oneLine(lack, 100)}`}</span>}
    </>
  );
};

/** The reading that decides a row's verdict stands out, and says so to those who do not see it. */
export const ReadingName = ({ row, reading }: { row: Row; reading: string }): VNode => {
  const decides = reading === (row.kind === 'run' ? row.result.reading : DEFAULT_READING.name);
  return decides ? (
    <strong>
      {oneLine(reading, 40)}
      <span class="hidden"> (decides)</span>
    </strong>
  ) : (
    <span>{oneLine(reading, 40)}</span>
  );
};

export const versionOf = (row: Row): string => {
  if (row.kind === 'never-run') return '';
  if (row.kind === 'evidence')
    return `${row.report.files.length} file${row.report.files.length === 1 ? '' : 's'}`;
  const { mode, implementation } = row.result;
  const { version, windowsInstaller } = implementation;
  return `${version}, Windows Installer ${windowsInstaller}${mode === 'lockstep' ? '' : `, ${mode}`}`;
};

/** A run on a logical clock has no date. */
export const dateOf = (row: Row): string => {
  if (row.kind === 'never-run') return 'no result yet';
  if (row.kind === 'evidence') return 'nothing was run';
  const date = new Date(row.result.startedAt);
  if (Number.isNaN(date.getTime())) return 'no valid date';
  return date.getTime() === 0 ? 'any day: deterministic' : date.toISOString().slice(0, 10);
};

/** The clauses in words, below the matrix. */
export const Clauses = ({ back }: { back: string }): VNode => (
  <section aria-labelledby="clauses">
    <h2 id="clauses">The clauses</h2>
    <dl class="clauses">
      {CLAUSES.map(({ id, statement, strength, source }) => (
        <div id={`clause--${id}`} tabIndex={-1}>
          <dt>
            <code>{id}</code>
          </dt>
          <dd>
            {statement} <span class="soft">{`${strength} in ${source.join(', ')}`}</span>
          </dd>
        </div>
      ))}
    </dl>
    <p>
      Decides where nothing else is said: the reading <em>{DEFAULT_READING.name}</em>.{' '}
      <a href={back}>Back to the matrix</a>
    </p>
  </section>
);

/** The first cell of a clause that has a counterexample under some reading. */
export const firstCell = (site: Site, row: Row, clause: ClauseId): string => {
  const cell = row.cells.find((each) => each.clause === clause);
  const reading = site.readings.find((name) => {
    const verdict = cell?.readings.get(name);
    return verdict === 'diverges' || verdict === 'flaky';
  });
  return reading === undefined ? 'matrix' : cellId(row, clause, reading);
};
