import type { VNode } from 'preact';
import { oneLine, visible } from '../../../reports/text.ts';
import type { Shown } from './shown.ts';

export interface PlaceProps {
  readonly file: string;
  readonly line: number;
  readonly shown: Shown | undefined;
  readonly onShow: (file: string, line: number) => void;
}

/** A place in a file, to be looked at. */
export const Place = ({ file, line, shown, onShow }: PlaceProps): VNode => {
  const isShown = shown?.file === file && shown.line === line;
  return (
    <button type="button" class="place" aria-expanded={isShown} onClick={() => onShow(file, line)}>
      <bdi>{oneLine(file, 80)}</bdi>:{line}
    </button>
  );
};

/** The log around a place, with the line marked that was asked for. */
export const Excerpt = ({ shown }: { readonly shown: Shown }): VNode => (
  <figure class="excerpt" tabIndex={0} aria-label={`${oneLine(shown.file, 80)}, around line ${shown.line}`}>
    <figcaption>
      <bdi>{oneLine(shown.file, 160)}</bdi>
    </figcaption>
    {shown.lines === undefined ? (
      <p class="soft">…</p>
    ) : shown.lines.length === 0 ? (
      <p class="soft">This line cannot be shown.</p>
    ) : (
      <ol class="lines" start={shown.lines[0]?.line ?? 1}>
        {shown.lines.map(({ line, text }) => (
          <li key={line} value={line} class={line === shown.line ? 'asked' : ''}>
            {line === shown.line ? <mark>{visible(text)}</mark> : <span>{visible(text)}</span>}
          </li>
        ))}
      </ol>
    )}
  </figure>
);

/** The excerpt where it belongs: below what it was asked from. */
export const ExcerptOf = ({
  places,
  shown,
}: {
  readonly places: readonly { readonly file: string; readonly line: number }[];
  readonly shown: Shown | undefined;
}): VNode | null =>
  shown !== undefined && places.some(({ file, line }) => file === shown.file && line === shown.line) ? (
    <Excerpt shown={shown} />
  ) : null;
