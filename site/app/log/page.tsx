import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Told } from '../../log/desk.ts';
import type { GivenFile } from '../../log/given-file.ts';
import type { Reply, Settings } from '../../log/messages.ts';
import { loadedFiles } from '../loaded.ts';
import { Answers } from './answers.tsx';
import { Drop } from './drop.tsx';
import { Files, WhereToFind } from './files.tsx';
import { startReader } from './reader.ts';
import type { Reader } from './reader.ts';
import { Rules } from './rules.tsx';
import { Save } from './save.tsx';
import { SettingsForm } from './settings.tsx';
import type { Shown } from './shown.ts';
import { Timelines } from './timelines.tsx';

type Phase =
  | { readonly at: 'empty' }
  | { readonly at: 'reading'; readonly file: string; readonly share: number }
  | { readonly at: 'told'; readonly told: Told }
  | { readonly at: 'failed'; readonly message: string };

/** How many lines are shown before and behind the one that was asked for. */
const AROUND = 8;
const NOTHING_SAID: Settings = { oneMachine: false, utcOffset: '' };

export const LogPage = (): VNode => {
  const [phase, setPhase] = useState<Phase>({ at: 'empty' });
  const [shown, setShown] = useState<Shown>();
  const [settings, setSettings] = useState<Settings>(NOTHING_SAID);
  const reader = useRef<Reader | undefined>(undefined);
  const answer = useRef<HTMLDivElement>(null);
  const isReading = phase.at === 'reading';

  const onReply = (reply: Reply): void => {
    switch (reply.type) {
      case 'progress':
        setPhase({
          at: 'reading',
          file: reply.file,
          share: Math.min(1, reply.bytes / Math.max(1, reply.total)),
        });
        return;
      case 'told':
        setPhase({ at: 'told', told: reply.told });
        return;
      case 'excerpt':
        setShown((asked) =>
          asked?.file === reply.file && asked.line === reply.line ? { ...asked, lines: reply.lines } : asked,
        );
        return;
      case 'failed':
        setPhase({ at: 'failed', message: reply.message });
    }
  };

  const ask = (request: Parameters<Reader['ask']>[0]): void => {
    reader.current ??= startReader(onReply);
    reader.current.ask(request);
  };
  const add = (files: readonly GivenFile[]): void => {
    if (files.length === 0) return;
    setPhase({ at: 'reading', file: files[0]?.name ?? '', share: 0 });
    setShown(undefined);
    ask({ type: 'add', files, settings });
  };
  /** The log is shown below what it was asked from. */
  const looking = (
    origin: string,
  ): { shown: Shown | undefined; onShow: (file: string, line: number) => void } => ({
    shown: shown?.origin === origin ? shown : undefined,
    onShow: (file, line) => {
      setShown({ origin, file, line, lines: undefined });
      ask({ type: 'excerpt', file, line, around: AROUND });
    },
  });
  const change = (next: Settings): void => {
    setSettings(next);
    ask({ type: 'explain', settings: next });
  };
  const clear = (): void => {
    ask({ type: 'clear' });
    setPhase({ at: 'empty' });
    setShown(undefined);
    setSettings(NOTHING_SAID);
  };

  useEffect(() => void loadedFiles().then(add), []);
  // Before anybody can have gone on from there.
  useLayoutEffect(() => {
    if (phase.at === 'told') answer.current?.focus();
  }, [phase.at]);

  return (
    <>
      <Drop isReading={isReading} isMore={phase.at === 'told'} onFiles={add} />
      {phase.at === 'reading' && (
        <p class="progress">
          <label>
            Reading <bdi>{phase.file}</bdi> <progress max={1} value={phase.share} />
          </label>
        </p>
      )}
      <p class="hidden" role="status">
        {isReading ? 'Reading the files' : phase.at === 'told' ? 'The answer is there' : ''}
      </p>
      {phase.at === 'failed' && (
        <p class="failed" role="alert">
          The files could not be read: {phase.message}
        </p>
      )}
      {phase.at === 'told' && (
        <div id="answer" ref={answer} tabIndex={-1}>
          <Answers report={phase.told.report} {...looking('answers')} />
          <SettingsForm report={phase.told.report} settings={settings} onChange={change} />
          <Timelines machines={phase.told.machines} {...looking('timelines')} />
          <Files report={phase.told.report} />
          <Rules report={phase.told.report} {...looking('rules')} />
          <Save report={phase.told.report} onClear={clear} />
        </div>
      )}
      <WhereToFind isOpen={phase.at === 'empty'} />
    </>
  );
};
