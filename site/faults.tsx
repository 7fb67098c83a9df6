import type { VNode } from 'preact';
import type { FaultResult, PowerResult } from '../reports/power/index.ts';
import { oneLine } from '../reports/text.ts';
import { Table } from './table.tsx';

/** What `power --json` told: which faulty implementations the suite finds, and how soon. */
export const FaultTable = ({ report }: { report: PowerResult }): VNode => {
  const faults = report.faults.filter((fault) => fault.clause !== null);
  const quirks = report.faults.length - faults.length;
  const found = faults.filter((fault) => !fault.survived).length;
  return (
    <>
      <p class="lead">
        {`${faults.length} faulty implementations, ${found} found, ${faults.length - found} survived; ` +
          `${quirks} quirks that no reading forbids; ${report.falseAlarms} false alarms in ` +
          `${report.reference.interleavings} interleavings of the conforming one.`}
      </p>
      <Table
        label="Faults"
        caption={<caption class="hidden">Faults</caption>}
        head={['fault', 'clause', 'reading', 'found', 'by', 'interleavings, median', 'worst', 'operations']}
      >
        {report.faults.map((fault) => (
          <tr>
            <th scope="row">
              {oneLine(fault.id, 80)}
              <div class="soft">{oneLine(fault.summary, 200)}</div>
            </th>
            <td>{fault.clause ?? 'none'}</td>
            <td>{oneLine(fault.reading, 60)}</td>
            <td>
              <Fate fault={fault} />
            </td>
            <td>{fault.killedBy.join(', ')}</td>
            <td class="number">{fault.interleavings?.median ?? ''}</td>
            <td class="number">{fault.interleavings?.worst ?? ''}</td>
            <td class="number">{fault.operations ?? ''}</td>
          </tr>
        ))}
      </Table>
    </>
  );
};

/** A quirk must not be found; a fault must. */
const Fate = ({ fault: { clause, survived, killedBy } }: { fault: FaultResult }): VNode => {
  if (clause === null && killedBy.length === 0) return <span class="chip">– rightly silent</span>;
  const good = clause !== null && !survived;
  return (
    <span class={`chip ${good ? 'conforms' : 'diverges'}`}>
      {good ? '✓ found' : clause === null ? '✗ false alarm' : '✗ survived'}
    </span>
  );
};
