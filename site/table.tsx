import type { ComponentChildren, VNode } from 'preact';

interface TableProps {
  /** What it is called where it is not seen. */
  readonly label: string;
  /** The names of its columns. The first has none where it names the rows. */
  readonly head: readonly string[];
  readonly caption?: VNode;
  readonly role?: 'group' | 'region';
  /** How it looks, beside what all tables look like. */
  readonly look?: string;
  /** Its rows. */
  readonly children: ComponentChildren;
}

/** A table that is scrolled by itself, with the keyboard too, where the screen is too narrow for it. */
export const Table = ({
  label,
  head,
  caption,
  role = 'group',
  look = 'wide',
  children,
}: TableProps): VNode => (
  <div class="scroll" tabIndex={0} role={role} aria-label={label}>
    <table class={`plain ${look}`}>
      {caption}
      <thead>
        <tr>{head.map((name) => (name === '' ? <td /> : <th scope="col">{name}</th>))}</tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
