import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { DEFAULT_READING, READINGS } from '../../../spec/index.ts';
import type { Observed, Reading } from '../../../spec/index.ts';
import { fragmentOf, walkInFragment } from '../../rules/export.ts';
import { openText } from '../../rules/open.ts';
import type { Opened } from '../../rules/open.ts';
import { childrenOf, goBack, goOn, goTo, newTree, treeOf, walkTo } from '../../rules/tree.ts';
import type { Tree } from '../../rules/tree.ts';
import { standingsOf } from '../../rules/walk.ts';
import type { Walk } from '../../rules/walk.ts';
import { loadedFiles } from '../loaded.ts';
import { Documentation } from './documentation.tsx';
import { Graph } from './graph.tsx';
import { Next } from './next.tsx';
import { OpenFiles } from './open-files.tsx';
import { Path } from './path.tsx';
import { Share } from './share.tsx';
import { StateTable } from './state-table.tsx';
import { Setup } from './setup.tsx';
import { Why } from './why.tsx';

const BEGIN = newTree(2, '5.0');

/** What the address says, or nothing; and what was wrong with it. */
const begin = (): { readonly tree: Tree; readonly problem: string } => {
  try {
    const walk = walkInFragment(location.hash);
    return { tree: walk === undefined ? BEGIN : treeOf(walk), problem: '' };
  } catch {
    return { tree: BEGIN, problem: 'The address holds no walk that can be read: it may have been cut.' };
  }
};

export const RulesPage = (): VNode => {
  const [begun] = useState(begin);
  const [tree, setTree] = useState(begun.tree);
  const [problem, setProblem] = useState(begun.problem);
  const [reading, setReading] = useState<Reading>(DEFAULT_READING);
  const [opened, setOpened] = useState<readonly Opened[]>([]);
  const walk = walkTo(tree);
  const standings = READINGS.map((each) => standingsOf(walk, each));
  const last = standings.flatMap((each) => each.at(-1) ?? []);

  useEffect(() => {
    const onHash = (): void => setTree(begin().tree);
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  useEffect(() => {
    if (walk.events.length > 0) history.replaceState(null, '', fragmentOf(walk));
    else if (location.hash.startsWith('#walk=')) history.replaceState(null, '', '#');
  });

  const show = (next: Walk): void => setTree(treeOf(next));
  const open = (name: string, text: string): void => {
    try {
      const found = openText(name, text);
      setProblem('');
      setOpened(found);
      const [first] = found;
      if (first !== undefined) show(first.walk);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const openLoaded = async (): Promise<void> => {
    for (const { name, blob } of await loadedFiles()) open(name, await blob.text());
  };
  useEffect(() => void openLoaded(), []);
  const choose = (event: Observed): void => setTree((from) => goOn(from, event));
  const [next] = childrenOf(tree, tree.current);

  return (
    <>
      <Setup
        tree={tree}
        reading={reading}
        onReading={setReading}
        onBegin={(processes, version) => setTree(newTree(processes, version))}
        onWitness={show}
      />
      <OpenFiles opened={opened} walk={walk} onOpen={open} onWalk={show} />
      {problem !== '' && (
        <p class="failed" role="alert">
          {problem}
        </p>
      )}
      <div class="walk">
        <div class="walk-main">
          <Path
            tree={tree}
            walk={walk}
            standings={standings}
            onGo={(place) => setTree(goTo(tree, place))}
            onBack={() => setTree(goBack(tree))}
            onForward={next === undefined ? undefined : () => setTree(goTo(tree, next))}
          />
          <Why walk={walk} standings={standings} />
          <StateTable walk={walk} last={last} />
          <Next walk={walk} onChoose={choose} />
        </div>
        <Documentation last={last} />
      </div>
      <Graph tree={tree} reading={reading} onGo={(place) => setTree(goTo(tree, place))} />
      <Share walk={walk} reading={reading} />
    </>
  );
};
