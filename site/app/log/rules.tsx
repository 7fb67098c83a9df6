import type { VNode } from 'preact';
import type { EvidenceReport } from '../../../evidence/report/schema.ts';
import { counted, oneLine, visible } from '../../../reports/text.ts';
import { Verdict } from '../../verdict.tsx';
import { ExcerptOf, Place } from './place.tsx';
import type { PlaceProps } from './place.tsx';
import { Table } from '../../table.tsx';

type Looking = Pick<PlaceProps, 'shown' | 'onShow'>;

/** As many places of one kind as a reader looks up. */
const PLACES = 8;

/** What the files show of the documented rules: the same verdicts as on the command line. */
export const Rules = ({ report, ...looking }: Looking & { readonly report: EvidenceReport }): VNode => {
  const { clauses, reading, verdict, observations } = report;
  const readings = Object.keys(clauses[0]?.readings ?? {});
  const broken = clauses.filter(({ divergences }) => divergences.length > 0);
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">What these files show of the documented rules</h2>
      <p>
        <Verdict verdict={verdict === 'inconclusive' ? 'not-in-evidence' : verdict} /> under the reading{' '}
        <em>{oneLine(reading, 40)}</em>. This is of the rules, not of how an installation ended.
      </p>
      <details>
        <summary>Clause by clause</summary>
        <Table
          label="Clauses by readings"
          head={['clause', ...readings.map((name) => oneLine(name, 40)), 'times']}
        >
          {clauses.map((clause) => (
            <tr>
              <th scope="row">
                <code>{clause.id}</code>
              </th>
              {readings.map((name) => (
                <td>
                  <Verdict verdict={clause.readings[name] ?? 'unknown'} />
                </td>
              ))}
              <td class="number">{clause.exercised}</td>
            </tr>
          ))}
        </Table>
        {broken.map(({ id, divergences }) => (
          <>
            <h3>
              <code>{id}</code>
            </h3>
            <ul>
              {divergences.map(({ explanation, seen, readings: under, places }) => (
                <li>
                  {visible(explanation)}{' '}
                  <span class="soft">{`(${counted(seen, 'time')}; departs from ${under.join(', ')})`}</span>{' '}
                  {places.slice(0, PLACES).map(({ file, line }) => (
                    <Place file={file} line={line} {...looking} />
                  ))}
                  <ExcerptOf places={places} shown={looking.shown} />
                </li>
              ))}
            </ul>
          </>
        ))}
        {observations.length > 0 && (
          <>
            <h3>Seen, and not spoken of by the page</h3>
            <ul>
              {observations.map(({ what, places }) => (
                <li>
                  {visible(what)} <span class="soft">{`(${counted(places.length, 'call')})`}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </details>
    </section>
  );
};
