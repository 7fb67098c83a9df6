import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { visible } from '../../../reports/text.ts';
import { DEFAULT_READING, READINGS } from '../../../spec/index.ts';
import type { Observed, Reading } from '../../../spec/index.ts';
import { fragmentOf, walkInFragment } from '../../rules/export.ts';
import type { GivenOpening } from '../../rules/open-given.ts';
import type { Opened } from '../../rules/opened.ts';
import { childrenOf, goBack, goOn, goTo, newTree, treeOf, walkTo } from '../../rules/tree.ts';
import type { Tree } from '../../rules/tree.ts';
import { standingsOf } from '../../rules/walk.ts';
import type { Walk } from '../../rules/walk.ts';
import type { GivenFile } from '../../log/given-file.ts';
import { loadedFiles } from '../loaded.ts';
import { startOwnWorker } from '../own-worker.ts';
import { Documentation } from './documentation.tsx';
import { Graph } from './graph.tsx';
import { Next } from './next.tsx';
import { OpenFiles } from './open-files.tsx';
import { Path } from './path.tsx';
import { Share } from './share.tsx';
import { StateTable } from './state-table.tsx';
import { Setup } from './setup.tsx';
import { Why } from './why.tsx';
import { failed } from './worker.ts';

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

/** Whether it goes the way of the other, as far as it goes. */
const isPart = (walk: Walk, of: Walk | undefined): boolean =>
  of !== undefined &&
  walk.processes === of.processes &&
  walk.windowsInstaller === of.windowsInstaller &&
  walk.events.every((event, index) => JSON.stringify(event) === JSON.stringify(of.events[index]));

export const RulesPage = (): VNode => {
  const [begun] = useState(begin);
  const [tree, setTree] = useState(begun.tree);
  const [problems, setProblems] = useState<readonly string[]>(begun.problem === '' ? [] : [begun.problem]);
  const [reading, setReading] = useState<Reading>(DEFAULT_READING);
  const [opened, setOpened] = useState<readonly Opened[]>([]);
  const [chosen, setChosen] = useState(-1);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [isOpening, setOpening] = useState(false);
  const opener = useRef<((files: readonly GivenFile[]) => void) | undefined>(undefined);
  const walk = walkTo(tree);
  const standings = READINGS.map((each) => standingsOf(walk, each));
  const last = standings.flatMap((each) => each.at(-1) ?? []);

  useEffect(() => {
    const onHash = (): void => {
      const { tree: asked, problem } = begin();
      setTree(asked);
      setProblems(problem === '' ? [] : [problem]);
    };
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  useEffect(() => {
    if (walk.events.length > 0) history.replaceState(null, '', fragmentOf(walk));
    else if (location.hash.startsWith('#walk=')) history.replaceState(null, '', '#');
  }, [tree]);

  const show = (whole: Walk): void => setTree(treeOf(whole));
  const onOpening = (opening: GivenOpening): void => {
    setOpening(false);
    setProblems(opening.problems);
    const [first] = opening.opened;
    if (first === undefined) return;
    setNotes(opening.notes);
    setOpened(opening.opened);
    setChosen(0);
    show(first.walk);
  };
  const open = (files: readonly GivenFile[]): void => {
    if (files.length === 0) return;
    setOpening(true);
    opener.current ??= startOwnWorker<readonly GivenFile[], GivenOpening>(onOpening, (message) =>
      onOpening(failed(message)),
    );
    opener.current(files);
  };
  useEffect(() => void loadedFiles().then(open), []);
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
      <OpenFiles
        opened={opened}
        current={isPart(walk, opened[chosen]?.walk) ? chosen : -1}
        isOpening={isOpening}
        notes={notes}
        onFiles={open}
        onChoose={(index) => {
          const wanted = opened[index];
          if (wanted === undefined) return;
          setChosen(index);
          show(wanted.walk);
        }}
      />
      {problems.length > 0 && (
        <div class="failed" role="alert">
          {problems.map((problem) => (
            <p>{visible(problem)}</p>
          ))}
        </div>
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
