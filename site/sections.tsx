import type { ComponentChildren, VNode } from 'preact';
import { clauseOf } from '../spec/index.ts';
import type { ClauseId } from '../spec/index.ts';
import { findingsOf } from '../reports/findings.ts';
import type { Finding } from '../reports/findings.ts';
import { counted, oneLine, visible } from '../reports/text.ts';
import { describeUnsupported } from '../reports/unsupported.ts';
import type { DivergenceReport } from '../reports/schema/result.ts';
import { Counterexample } from './counterexample.tsx';
import { dateOf, firstCell, ReadingName, versionOf } from './matrix.tsx';
import { counterexampleId, sectionId } from './model.ts';
import type { Row, Site } from './model.ts';
import { Verdict } from './verdict.tsx';

/** What a click in the matrix leads to; shown while the address names it. */
export const Sections = ({ site }: { site: Site }): VNode => (
  <>
    {site.rows.map((row) => (
      <>
        <About row={row} />
        {row.kind === 'run' &&
          row.result.clauses
            .filter((clause) => clause.divergences.length > 0)
            .map((clause) => (
              <Section site={site} row={row} clause={clause.id}>
                <Contents row={row} clause={clause.id} divergences={clause.divergences} />
                {findingsOf({ ...row.result, clauses: [clause] }).map((finding) => (
                  <FindingKinds row={row} finding={finding} all={clause.divergences} />
                ))}
              </Section>
            ))}
        {row.kind === 'evidence' &&
          row.report.clauses
            .filter((clause) => clause.divergences.length > 0)
            .map((clause) => (
              <Section site={site} row={row} clause={clause.id}>
                {clause.divergences.map(({ signature, readings, seen, explanation, places }) => (
                  <article class="counterexample">
                    <h2>{visible(signature)}</h2>
                    <p class="reason">{visible(explanation)}</p>
                    <p class="soft">{`seen ${counted(seen, 'time')}; departs from ${readings.join(', ')}`}</p>
                    <ul class="places">
                      {places.slice(0, 20).map(({ file, line }) => (
                        <li>
                          <bdi>{oneLine(file, 200)}</bdi>:{line}
                        </li>
                      ))}
                    </ul>
                    {places.length > 20 && (
                      <p class="soft">{`and ${counted(places.length - 20, 'place')} more`}</p>
                    )}
                  </article>
                ))}
              </Section>
            ))}
      </>
    ))}
  </>
);

/** The one shortest counterexample; the others of the finding are there, folded. */
const FindingKinds = ({
  row,
  finding: { clause, what, scope, shortest, kinds },
  all,
}: {
  row: Row;
  finding: Finding;
  /** In the order of the result, which numbers their pictures and addresses. */
  all: readonly DivergenceReport[];
}): VNode => {
  const article = (kind: DivergenceReport): VNode => (
    <Counterexample
      id={counterexampleId(row, clause, all.indexOf(kind) + 1)}
      divergence={kind}
      clause={clause}
    />
  );
  const others = kinds.filter((kind) => kind !== shortest);
  return (
    <div class="finding">
      {(kinds.length > 1 || scope !== '') && (
        <p class="reason">
          {kinds.length > 1 && (
            <strong>
              <bdi>{`${visible(what)}: `}</bdi>
            </strong>
          )}
          <bdi>{visible(scope)}</bdi>
        </p>
      )}
      {article(shortest)}
      {others.length > 0 && (
        <details class="others">
          <summary>{`${counted(others.length, 'more kind')} of it`}</summary>
          {others.map((kind) => article(kind))}
        </details>
      )}
    </div>
  );
};

/** A way to each of several counterexamples. */
const Contents = ({
  row,
  clause,
  divergences,
}: {
  row: Row;
  clause: ClauseId;
  divergences: readonly DivergenceReport[];
}): VNode | null =>
  divergences.length < 2 ? null : (
    <nav aria-label="Counterexamples">
      <ol class="contents">
        {divergences.map(({ signature, seen }, index) => (
          <li>
            <a href={`#${counterexampleId(row, clause, index + 1)}`}>
              <bdi>{oneLine(signature, 120)}</bdi>
            </a>
            {seen > 0 && <span class="soft">{` ${seen}×`}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );

const Section = ({
  site,
  row,
  clause,
  children,
}: {
  site: Site;
  row: Row;
  clause: ClauseId;
  children: ComponentChildren;
}): VNode => {
  const id = sectionId(row, clause);
  const cell = row.cells.find((each) => each.clause === clause);
  return (
    <section class="page" id={id} tabIndex={-1} aria-labelledby={`${id}--title`}>
      <Back to={`#${firstCell(site, row, clause)}`} />
      <h1 id={`${id}--title`}>
        <code>{clause}</code> on <bdi>{oneLine(row.title, 80)}</bdi>
      </h1>
      <p class="lead">{clauseOf(clause).statement}</p>
      <ul class="verdicts">
        {site.readings
          .flatMap((reading) => {
            const verdict = cell?.readings.get(reading);
            return verdict === undefined ? [] : [{ reading, verdict }];
          })
          .map(({ reading, verdict }) => (
            <li>
              <ReadingName row={row} reading={reading} /> <Verdict verdict={verdict} />
            </li>
          ))}
      </ul>
      {children}
      <Back to={`#${firstCell(site, row, clause)}`} />
    </section>
  );
};

const Back = ({ to }: { to: string }): VNode => (
  <p class="back">
    <a href={to}>← Back to the matrix</a>
  </p>
);

/** Who was tested, with what, and what stands beside the verdict. */
const About = ({ row }: { row: Row }): VNode => (
  <section class="page" id={row.anchor} tabIndex={-1} aria-labelledby={`${row.anchor}--title`}>
    <Back to="#matrix" />
    <h1 id={`${row.anchor}--title`}>
      <bdi>{oneLine(row.title, 80)}</bdi>
    </h1>
    {row.kind === 'never-run' && (
      <p class="lead">
        Never run. No verdict on it is claimed; the row is here because the suite is made to run there.
      </p>
    )}
    {row.kind === 'evidence' && (
      <p class="lead">
        Read from logs and events of real Windows; nothing was run.{' '}
        <a href="evidence.html">The evidence table</a>
      </p>
    )}
    {row.kind === 'run' && <Facts row={row} />}
  </section>
);

const Facts = ({ row }: { row: Row & { kind: 'run' } }): VNode => {
  const { result } = row;
  const facts: readonly (readonly [string, string])[] = [
    ['implementation', result.implementation.name],
    ...(result.implementation.system === undefined
      ? []
      : [['system', result.implementation.system] as const]),
    ['version', versionOf(row)],
    ['date', dateOf(row)],
    ['verdict', `${result.verdict}, decided by the reading ${result.reading}`],
    ['mode', result.mode],
    ['seed', String(result.seed)],
    ['interleavings', String(result.interleavings)],
    ['operations', String(result.operations)],
    [
      'reached',
      result.tables.map(({ table, held, routes }) => `${table} ${held}× ${routes.join(', ')}`).join('; '),
    ],
    ['not offered', result.unsupported.map(describeUnsupported).join(', ')],
    ['notes', result.problems.join('; ')],
  ];
  return (
    <>
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>
                <bdi>{visible(value)}</bdi>
              </dd>
            </div>
          ))}
      </dl>
      <table class="plain">
        <caption>How often each clause was exercised</caption>
        <thead>
          <tr>
            <th scope="col">clause</th>
            <th scope="col">times</th>
          </tr>
        </thead>
        <tbody>
          {row.cells.map(({ clause, exercised }) => (
            <tr>
              <th scope="row">{clause}</th>
              <td class="number">{exercised}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
