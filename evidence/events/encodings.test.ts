import { describe, expect, it } from 'vitest';
import { answersOf } from '../answer/answers.ts';
import { explainFiles, memorySource, readSource } from '../index.ts';

/** Bytes of some letters in code pages that Node does not write: `Пакет` in windows-1251, `更新` in cp932. */
const PLACES = {
  'windows-1251': Buffer.from('cfe0eae5f2', 'hex'),
  shift_jis: Buffer.from('8d589056', 'hex'),
} as const;
const NAMES = { 'windows-1251': 'Пакет', shift_jis: '更新' } as const;
const ENCODINGS = ['windows-1251', 'shift_jis'] as const;

/** `Q` stands for the name. */
const bytes = (text: string, encoding: (typeof ENCODINGS)[number]): Buffer =>
  Buffer.concat(
    text.split('Q').flatMap((part, index) => [...(index === 0 ? [] : [PLACES[encoding]]), Buffer.from(part)]),
  );

const event = (id: number, second: number, data: readonly string[]): string =>
  `<Event><System><Provider Name="MsiInstaller"/><EventID>${id}</EventID><TimeCreated SystemTime="2025-10-18T14:30:0${second}.000Z"/><Computer>PC01</Computer></System><EventData>${data.map((each) => `<Data>${each}</Data>`).join('')}</EventData></Event>`;
const EVENTS = `<Events>${[
  event(1040, 1, ['C:\\Q\\a.msi', '5120']),
  event(1033, 3, ['Q', '1.0', '1033', '1618', 'Made']),
  event(1042, 5, ['C:\\Q\\a.msi', '5120']),
].join('\n')}</Events>`;

const told = async (text: Buffer) => {
  const evidence = await readSource(memorySource('e.xml', text));
  if (evidence.kind !== 'events') throw new Error(evidence.kind === 'refused' ? evidence.reason : 'a log');
  const { machines } = explainFiles([evidence]);
  return { events: evidence.events, answers: answersOf(machines) };
};

describe('events in a code page', () => {
  it.each(ENCODINGS)('that the XML declares have their names (%s)', async (encoding) => {
    const { events, answers } = await told(
      bytes(`<?xml version="1.0" encoding="${encoding}"?>${EVENTS}`, encoding),
    );
    expect(events.encoding).toBe(encoding.toUpperCase());
    expect(answers).toMatchObject([
      {
        refused: { product: NAMES[encoding] },
        blockedBy: { status: 'named', package: `C:\\${NAMES[encoding]}\\a.msi` },
      },
    ]);
  });

  it.each(ENCODINGS)('that nothing tells have no names, rather than wrong ones (%s)', async (encoding) => {
    const { events, answers } = await told(bytes(EVENTS, encoding));
    expect(events.notes.join()).toContain('3 records have names in an encoding that is not known');
    expect(events.records).toMatchObject([
      { package: null, processId: 5120, unreadable: ['package'] },
      { product: null, status: 1618, unreadable: ['product'] },
      { package: null, processId: 5120 },
    ]);
    expect(JSON.stringify([events, answers])).not.toContain('\ufffd');
    expect(answers).toMatchObject([{ blockedBy: { status: 'named', process: 5120, package: null } }]);
  });
});
