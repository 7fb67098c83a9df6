import type { VNode } from 'preact';
import { CLAUSES, PAGE_ID } from '../../../spec/index.ts';
import { BLOCK_WORDS } from '../../rules/blocks.ts';
import type { Standing } from '../../rules/walk.ts';

type Shown = keyof typeof BLOCK_WORDS;
const BLOCKS = Object.keys(BLOCK_WORDS) as readonly Shown[];

/** What the page says, block by block; what bears on the last step lights up. */
export const Documentation = ({ last }: { readonly last: readonly Standing[] }): VNode => (
  <aside class="documentation" aria-labelledby="documentation">
    <h2 id="documentation">What the page says</h2>
    <p class="soft">
      In our words: the page itself is Microsoft’s (<code>{PAGE_ID.slice(0, 8)}…</code>).
    </p>
    <dl>
      {BLOCKS.map((block) => {
        const clauses = CLAUSES.filter(({ source }) => source.includes(block)).map(({ id }) => id);
        const broken = last.filter(({ violates }) => clauses.some((id) => violates.includes(id)));
        const applied = clauses.filter((id) => last.some(({ applies }) => applies.includes(id)));
        const tone = broken.length > 0 ? 'broken' : applied.length > 0 ? 'applies' : '';
        return (
          <div class={`block ${tone}`}>
            <dt>
              {block}
              {tone !== '' && (
                <span class="tone">
                  {tone === 'broken'
                    ? `✗ broken under ${broken.map(({ reading }) => reading.name).join(', ')}`
                    : `✓ kept: ${applied.join(', ')}`}
                </span>
              )}
            </dt>
            <dd>{BLOCK_WORDS[block]}</dd>
          </div>
        );
      })}
    </dl>
  </aside>
);
