import type { VNode } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { exploreSymmetric } from '../../../oracle/explore/index.ts';
import { counted, oneLine } from '../../../reports/text.ts';
import type { Reading } from '../../../spec/index.ts';
import { graphOf } from '../../rules/graph.ts';
import type { GraphNode } from '../../rules/graph.ts';
import type { Tree } from '../../rules/tree.ts';
import { download } from '../download.ts';

const [WIDTH, HEIGHT, GAP, ROW] = [210, 62, 176, 34] as const;

/** The states that this walk reached, as a picture; and how many there are. */
export const Graph = ({
  tree,
  reading,
  onGo,
}: {
  readonly tree: Tree;
  readonly reading: Reading;
  readonly onGo: (place: number) => void;
}): VNode => {
  const svg = useRef<HTMLDivElement>(null);
  const [counts, setCounts] = useState('');
  const { nodes, edges } = useMemo(() => graphOf(tree, reading), [tree, reading]);
  const x = ({ depth }: GraphNode): number => 10 + depth * (WIDTH + GAP);
  const y = ({ row }: GraphNode): number => 10 + row * (HEIGHT + ROW);
  const width = Math.max(...nodes.map((node) => x(node))) + WIDTH + 10;
  const height = Math.max(...nodes.map((node) => y(node))) + HEIGHT + 24;
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const count = (): void => {
    const { states, transitions } = exploreSymmetric(tree.processes, {
      reading,
      windowsInstaller: tree.windowsInstaller,
    });
    setCounts(
      `${counted(tree.processes, 'process').replace('processs', 'processes')} under ${reading.name}: ${states} reachable states, ${transitions} allowed answers and silent ends.`,
    );
  };
  return (
    <section aria-labelledby="graph">
      <h2 id="graph">The states of this walk</h2>
      <p class="soft">{`Under the reading ${reading.name}: ${counted(nodes.length, 'set')} of states, ${counted(edges.length, 'way')} between them.`}</p>
      <div ref={svg} class="scroll" tabIndex={0} role="group" aria-label="Graph of the states">
        <svg
          xmlns="http://www.w3.org/2000/svg"
          class="graph"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${edges.map(({ done, answer }) => `${done} → ${answer}`).join('; ') || 'Nothing has happened yet'}`}
        >
          {edges.map(({ from, to, done, answer, breaks }) => {
            const [a, b] = [byKey.get(from), byKey.get(to)];
            if (a === undefined || b === undefined) return null;
            const [x1, y1, x2, y2] = [x(a) + WIDTH, y(a) + HEIGHT / 2, x(b), y(b) + HEIGHT / 2];
            const bend = Math.max(30, Math.abs(x2 - x1) / 2);
            const isBack = x2 < x1;
            const [tx, ty] = [(x1 + x2) / 2, (y1 + y2) / 2 + (isBack ? HEIGHT / 2 + 12 : -5)];
            return (
              <g class={breaks ? 'edge breaks' : 'edge'}>
                <path
                  d={
                    isBack
                      ? `M${x1 - 30} ${y1 + HEIGHT / 2}C${x1 - 30} ${y1 + HEIGHT / 2 + 24} ${x2 + 30} ${y2 + HEIGHT / 2 + 24} ${x2 + 30} ${y2 + HEIGHT / 2}`
                      : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
                  }
                />
                <text x={tx} y={ty} text-anchor="middle">
                  {oneLine(done, 29)}
                  <title>{`${done} → ${answer}`}</title>
                </text>
                <text x={tx} y={ty + 17} text-anchor="middle">
                  {`→ ${oneLine(answer, 27)}`}
                </text>
              </g>
            );
          })}
          {nodes.map((node) => (
            <g class={`node${node.isCurrent ? ' current' : ''}`} onClick={() => onGo(node.place)}>
              <rect x={x(node)} y={y(node)} width={WIDTH} height={HEIGHT} rx={8} />
              {linesOf(node).map((line, index) => (
                <text x={x(node) + 8} y={y(node) + 18 + index * 15}>
                  {oneLine(line, 32)}
                </text>
              ))}
              <title>{node.text.join('\n')}</title>
            </g>
          ))}
        </svg>
      </div>
      <p class="actions">
        <button
          type="button"
          onClick={() => {
            const picture = svg.current?.querySelector('svg');
            if (picture != null) download('walk.svg', standing(picture), 'image/svg+xml');
          }}
        >
          Save the picture
        </button>
        <button type="button" onClick={count}>
          Count all states
        </button>
      </p>
      <p role="status" class="counts">
        {counts}
      </p>
    </section>
  );
};

/** Each process on a line of its own, as far as there is room. */
const linesOf = ({ text }: GraphNode): readonly string[] => {
  const [first = ''] = text;
  const parts = first.split(', ');
  const lines = parts.length > 3 ? [...parts.slice(0, 2), `${parts.slice(2).join(', ')}`] : parts;
  return text.length > 1 ? [...lines.slice(0, 2), `(or ${counted(text.length - 1, 'other state')})`] : lines;
};

/** With colours of its own. */
const standing = (picture: SVGSVGElement): string => {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent =
    'rect{fill:#f6f8fa;stroke:#57606a}.current rect{stroke:#0a58a8;stroke-width:3}path{fill:none;stroke:#57606a}.breaks path{stroke:#a4161a;stroke-width:2}text{font:12px sans-serif;fill:#1b1f24}';
  copy.prepend(style);
  return `${copy.outerHTML}\n`;
};
