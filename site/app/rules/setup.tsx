import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { KNOWN_VERSIONS, READINGS } from '../../../spec/index.ts';
import type { Reading } from '../../../spec/index.ts';
import type { Tree } from '../../rules/tree.ts';
import type { Walk } from '../../rules/walk.ts';
import { GOALS, witnessOf } from '../../rules/witnesses.ts';

interface SetupProps {
  readonly tree: Tree;
  readonly reading: Reading;
  readonly onReading: (reading: Reading) => void;
  readonly onBegin: (processes: number, windowsInstaller: string) => void;
  readonly onWitness: (walk: Walk) => void;
}

/** How many processes, which version, and where a search may lead at once. */
export const Setup = ({ tree, reading, onReading, onBegin, onWitness }: SetupProps): VNode => {
  const [goal, setGoal] = useState(GOALS[0]?.id ?? '');
  const [said, setSaid] = useState('');
  const { processes, windowsInstaller } = tree;
  const search = (): void => {
    const wanted = GOALS.find(({ id }) => id === goal);
    if (wanted === undefined) return;
    const walk = witnessOf(wanted, { processes, windowsInstaller }, reading);
    setSaid(
      walk === undefined
        ? `No way of up to 8 steps leads to ${wanted.title}, with ${processes === 1 ? 'one process' : `${processes} processes`} under the reading ${reading.name}.`
        : `A shortest way to ${wanted.title}: ${walk.events.length === 1 ? 'one step' : `${walk.events.length} steps`}.`,
    );
    if (walk !== undefined) onWitness(walk);
  };
  return (
    <section class="setup" aria-label="How to begin">
      <p class="actions">
        <label>
          Processes{' '}
          <select
            value={String(processes)}
            onChange={({ currentTarget }) => onBegin(Number(currentTarget.value), windowsInstaller)}
          >
            {[1, 2, 3, 4].map((count) => (
              <option value={String(count)}>{count}</option>
            ))}
          </select>
        </label>
        <label>
          Windows Installer{' '}
          <select
            value={windowsInstaller}
            onChange={({ currentTarget }) => onBegin(processes, currentTarget.value)}
          >
            {[...new Set([...KNOWN_VERSIONS, windowsInstaller])].map((version) => (
              <option value={version}>{version}</option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => onBegin(processes, windowsInstaller)}>
          Begin anew
        </button>
      </p>
      <p class="actions">
        <label>
          A way to{' '}
          <select value={goal} onChange={({ currentTarget }) => setGoal(currentTarget.value)}>
            {GOALS.map(({ id, title }) => (
              <option value={id}>{title}</option>
            ))}
          </select>
        </label>
        <label>
          under{' '}
          <select
            value={reading.name}
            onChange={({ currentTarget }) =>
              onReading(READINGS.find(({ name }) => name === currentTarget.value) ?? reading)
            }
          >
            {READINGS.map(({ name }) => (
              <option value={name}>{name}</option>
            ))}
          </select>
        </label>
        <button type="button" onClick={search}>
          Find it
        </button>
      </p>
      <p role="status" class="soft said">
        {said}
      </p>
    </section>
  );
};
