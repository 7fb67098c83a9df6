import { check } from '../../oracle/check.ts';
import { eventLines } from '../../reports/history/event-lines.ts';
import { describeStep } from '../../properties/interleaving/interleaving.ts';
import { ACTIONS, APIS, BadInputError, OBSERVATION_NAMES, UI_LEVELS } from '../../spec/index.ts';
import type { Reading } from '../../spec/index.ts';
import { openLines, shown } from './opened.ts';
import { contextOf, standingsOf } from './walk.ts';
import type { Walk } from './walk.ts';

/** The line of a case, and two lines for each event: invocation and response. */
const caseLines = ({ processes, windowsInstaller, events }: Walk): readonly unknown[] => [
  { case: 1, phase: 'replay', processes, windowsInstaller },
  ...eventLines(events),
];

/** A history file, which `msiconform check` judges and `msiconform replay --on` runs. */
export const historyOf = (walk: Walk): string =>
  [
    {
      format: 'msiconform-history',
      version: 1,
      implementation: {
        id: 'walk',
        name: 'a walk through the rules',
        version: '1',
        windowsInstaller: walk.windowsInstaller,
      },
      capabilities: {
        processes: walk.processes,
        actions: ACTIONS,
        uiLevels: UI_LEVELS,
        apis: APIS,
        observations: OBSERVATION_NAMES,
        versions: [walk.windowsInstaller],
        concurrent: false,
      },
      mode: 'lockstep',
      seed: 0,
      startedAt: '1970-01-01T00:00:00.000Z',
    },
    ...caseLines(walk),
    { end: 'complete', failures: [], durationMs: 0 },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

/** Runs the same on an implementation, once the history was saved under this name. */
export const replayCommandOf = (file: string): string => `msiconform replay ${file} --on wine`;

/** A test of the project's users: the same verdict, from the library. */
export const vitestOf = (walk: Walk, reading: Reading): string => {
  const broken = [
    ...new Set(
      check(walk.events, walk.processes, contextOf(walk, reading)).findings.map(({ clause }) => clause),
    ),
  ];
  const title = walk.events.map(describeStep).join('; ') || 'nothing happens';
  return [
    "import { check, parseReading } from 'msiconform';",
    "import { expect, test } from 'vitest';",
    '',
    `test(${JSON.stringify(title)}, () => {`,
    `  const reading = parseReading(${JSON.stringify(reading.name)});`,
    '  const history = [',
    ...walk.events.map((event) => `    ${JSON.stringify(event)},`),
    '  ] as const;',
    `  const { findings } = check(history, ${walk.processes}, { reading, windowsInstaller: ${JSON.stringify(walk.windowsInstaller)} });`,
    `  expect([...new Set(findings.map(({ clause }) => clause))]).toEqual(${JSON.stringify(broken)});`,
    '});',
    '',
  ].join('\n');
};

/** The trace in Apalache's format (ADR 015), which Quint reads: one of the states that are possible at each step. */
export const itfOf = (walk: Walk, reading: Reading): string =>
  `${JSON.stringify({
    '#meta': {
      format: 'ITF',
      'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
      source: 'msiconform',
      description: `${walk.processes} processes under the reading ${reading.name}`,
    },
    params: [],
    vars: ['clients', 'residue', 'process', 'operation', 'answer'],
    states: standingsOf(walk, reading).map(({ states }, index) => {
      const event = walk.events[index - 1];
      const [state] = states;
      return {
        '#meta': { index },
        clients: (state?.clients ?? []).map((client) => ({
          at: client.at,
          table: 'table' in client ? client.table : '',
          within: ('within' in client ? client.within : null) ?? '',
        })),
        residue: state?.residue ?? false,
        process: { '#bigint': String(event?.process ?? 0) },
        operation: event === undefined ? 'init' : describeStep(event),
        answer: event === undefined ? '' : JSON.stringify(event.response),
      };
    }),
  })}\n`;

/** The walk as the fragment of an address. */
export const fragmentOf = (walk: Walk): string => {
  const bytes = new TextEncoder().encode(JSON.stringify(caseLines(walk)));
  let text = '';
  // One by one: a long walk has more bytes than a function takes arguments.
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `#walk=${btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
};

/** @returns `undefined` for a fragment without a walk. @throws {BadInputError} for one with something else in it */
export const walkInFragment = (fragment: string): Walk | undefined => {
  const [, code] = /^#walk=([\w-]+)$/.exec(fragment) ?? [];
  if (code === undefined) return undefined;
  const bytes = Uint8Array.from(atob(code.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
    each.charCodeAt(0),
  );
  const lines = JSON.parse(new TextDecoder().decode(bytes)) as readonly unknown[];
  const { opened, notes } = shown('the address', [openLines('', lines, '5.0', 'the address')]);
  if (opened[0] === undefined)
    throw new BadInputError(notes.join(' ') || 'there is no step in it', 'the address');
  return opened[0].walk;
};
