import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { EvidenceReport } from '../../../evidence/report/schema.ts';
import { ticketOf } from '../../log/ticket.ts';
import { copy, download } from '../download.ts';
import { standingPage } from './standing-page.ts';

/** Takes the answer away: as a file, or as text for a ticket. */
export const Save = ({
  report,
  onClear,
}: {
  readonly report: EvidenceReport;
  readonly onClear: () => void;
}): VNode => {
  const [isBlanked, setBlanked] = useState(false);
  const [text, setText] = useState<string>();
  const [said, setSaid] = useState('');
  return (
    <section class="save" aria-labelledby="save">
      <h2 id="save">Take it with you</h2>
      <p class="actions">
        <button
          type="button"
          onClick={() => {
            download('msiconform.html', standingPage(), 'text/html');
            setSaid('Saved as a page.');
          }}
        >
          Save as one HTML file
        </button>
        <button
          type="button"
          onClick={() => {
            download('msiconform-evidence.json', `${JSON.stringify(report)}\n`, 'application/json');
            setSaid('Saved as JSON.');
          }}
        >
          Save as JSON
        </button>
        <button
          type="button"
          class="main"
          onClick={() => {
            const ticket = ticketOf(report, isBlanked);
            setText(ticket);
            void copy(ticket).then((done) =>
              setSaid(done ? 'Copied.' : 'Select the text below and copy it.'),
            );
          }}
        >
          Copy as text
        </button>
        <label>
          <input
            type="checkbox"
            checked={isBlanked}
            onChange={({ currentTarget }) => {
              setBlanked(currentTarget.checked);
              if (text !== undefined) setText(ticketOf(report, currentTarget.checked));
            }}
          />{' '}
          without names: products, packages, files, computers and users stand as letters
        </label>
        <button type="button" onClick={onClear}>
          Start anew
        </button>
      </p>
      <p role="status" class="soft">
        {said}
      </p>
      {text !== undefined && (
        <pre class="ticket" tabIndex={0} aria-label="Text for a ticket">
          {text}
        </pre>
      )}
      {isBlanked && (
        <p class="soft">
          Look it over before you send it: a name that only a sentence of the log says cannot be told from a
          word. The two files hold all names.
        </p>
      )}
    </section>
  );
};
