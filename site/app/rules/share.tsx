import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Reading } from '../../../spec/index.ts';
import { fragmentOf, historyOf, itfOf, replayCommandOf, vitestOf } from '../../rules/export.ts';
import type { Walk } from '../../rules/walk.ts';
import { copy, download } from '../download.ts';

const FILE = 'walk.jsonl';

/** Takes the walk elsewhere. */
export const Share = ({ walk, reading }: { readonly walk: Walk; readonly reading: Reading }): VNode => {
  const [said, setSaid] = useState('');
  const take = (text: string, what: string): void =>
    void copy(text).then((done) => setSaid(done ? `${what} copied.` : `${what} could not be copied.`));
  const isEmpty = walk.events.length === 0;
  const address = `${location.href.replace(/#.*$/s, '')}${fragmentOf(walk)}`;
  return (
    <section aria-labelledby="share">
      <h2 id="share">Take it with you</h2>
      <p class="actions">
        <button type="button" disabled={isEmpty} onClick={() => take(address, 'The address')}>
          Copy the address
        </button>
        <button
          type="button"
          disabled={isEmpty}
          onClick={() => download(FILE, historyOf(walk), 'application/x-ndjson')}
        >
          Save as a history
        </button>
        <button
          type="button"
          disabled={isEmpty}
          onClick={() => download('walk.test.ts', vitestOf(walk, reading), 'text/typescript')}
        >
          Save as a vitest test
        </button>
        <button
          type="button"
          disabled={isEmpty}
          onClick={() => download('walk.itf.json', itfOf(walk, reading), 'application/json')}
        >
          Save as an ITF trace
        </button>
        <button type="button" disabled={isEmpty} onClick={() => take(replayCommandOf(FILE), 'The command')}>
          Copy the replay command
        </button>
      </p>
      <p role="status" class="soft">
        {said}
      </p>
      {!isEmpty && (
        <p class="soft">
          With the history saved, this runs the same on an installer: <code>{replayCommandOf(FILE)}</code>
        </p>
      )}
    </section>
  );
};
