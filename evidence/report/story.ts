import type pc from 'picocolors';
import type { FileReading, Session } from '../index.ts';
import { counted } from '../../reports/text.ts';
import { codeText } from '../answer/codes.ts';
import { callText, shown, timeText } from './text.ts';
import { timelineOf } from './timeline.ts';
import type { TimelineRow } from './timeline.ts';
import { unreadText } from './unread.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** What one file tells, for a terminal. */
export const renderStory = (evidence: FileReading, timelines: boolean, colors: Colors): readonly string[] => {
  const name = colors.bold(shown(evidence.file));
  if (evidence.kind === 'refused') return [`${name}  not read: ${shown(evidence.reason)}`, ''];
  if (evidence.kind === 'events') {
    const { form, encoding, records, restarts, others, unread, notes } = evidence.events;
    const kinds = new Map<number, number>();
    for (const { id } of records) kinds.set(id, (kinds.get(id) ?? 0) + 1);
    const counts = [...kinds].toSorted(([a], [b]) => a - b).map(([id, count]) => `${count} x ${id}`);
    return [
      `${name}  events (${form}, ${encoding}): ${counted(records.length, 'record')}${counts.length === 0 ? '' : ` (${counts.join(', ')})`}${restarts.length === 0 ? '' : `, ${restarts.length} of starts and shutdowns`}, ${others} others`,
      `  not read: ${unreadText({ ...unread })}`,
      ...notes.map((note) => `  note: ${shown(note)}`),
      '',
    ];
  }
  const { encoding, lines, sessions, unread, callsDropped } = evidence.log;
  return [
    `${name}  log (${encoding}): ${counted(lines, 'line')}, ${counted(sessions.length, 'call')}`,
    `  not read: ${unreadText({ ...unread })}`,
    ...(callsDropped === 0 ? [] : [`  note: ${callsDropped} more calls were only counted`]),
    ...sessions.flatMap((session) => renderSession(session, timelines || session.busy.length > 0, colors)),
    '',
  ];
};

const renderSession = (session: Session, timeline: boolean, colors: Colors): readonly string[] => [
  `  ${colors.cyan(callText(session))}${session.date === null ? '' : `, ${shown(session.date.text)}`}${session.build === null ? '' : `, Windows Installer ${session.windowsInstaller ?? '?'} (${shown(session.build)})`}`,
  ...(timeline ? timelineOf(session).map((row) => renderRow(row, colors)) : []),
  `    ${resultText(session)}`,
  ...session.notes.map((note) => `    note: ${note}`),
  ...(session.closed ? [] : ['    note: the log was not closed, or is an excerpt']),
];

const renderRow = ({ clock, side, text, line, weight }: TimelineRow, colors: Colors): string => {
  const painted =
    weight === 'mutex'
      ? colors.yellow(text)
      : weight === 'refused'
        ? colors.red(text)
        : weight === 'sequence'
          ? colors.bold(text)
          : text;
  return `    ${timeText(clock)}  ${(side ?? '').padEnd(6)}  ${painted}  ${colors.dim(`line ${line}`)}`;
};

/** The code, and where it came from. */
const resultText = ({ returned, answer, record, cause }: Session): string => {
  const last = returned.findLast(({ side }) => side === 'client') ?? returned.at(-1);
  const why = cause === null ? '' : `; first trouble: ${shown(cause.text)} (line ${cause.line})`;
  if (last === undefined) {
    const said =
      answer !== null
        ? `the service answered ${codeText(answer.code)} (line ${answer.line}); the client's own end is not shown`
        : record !== null
          ? `ended with ${codeText(record.status)}, as the record of ${shown(record.product)} says (line ${record.line})`
          : 'the log does not show a return code';
    return `${said}${why}`;
  }
  const server = returned.findLast(({ side }) => side === 'server');
  const from =
    last.side === 'client' && server?.code === last.code
      ? ', the answer of the service'
      : last.side === 'client'
        ? ", the client's own answer"
        : ', from the service; the client is not shown';
  return `returned ${codeText(last.code)} (line ${last.line})${from}${why}`;
};
