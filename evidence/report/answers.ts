import type pc from 'picocolors';
import { counted } from '../../reports/text.ts';
import { answersOf } from '../answer/answers.ts';
import type { Answer, Party } from '../answer/answers.ts';
import type { BlamedMachine, BusyCall, Explanation } from '../index.ts';
import { describeHolder } from '../machine/holder.ts';
import { lanesOf } from './lanes.ts';
import { shown } from './text.ts';
import { busyText } from './words.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** With more refusals than this, the pictures would hide the answers. */
const PICTURES = 5;
const ANSWERS_SHOWN = 50;

/** Each refusal: what was refused, by whom it was blocked, and what to do. */
export const renderAnswers = ({ machines }: Explanation, colors: Colors): readonly string[] => {
  const all = machines.flatMap(({ machine, busy }: BlamedMachine) =>
    busy
      .toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity))
      .map((each) => ({ busy: each, answer: answersOf([{ machine, busy: [each] }])[0] })),
  );
  if (all.length === 0) return [];
  const told = all
    .slice(0, ANSWERS_SHOWN)
    .flatMap(({ busy, answer }) =>
      answer === undefined
        ? []
        : [
            ...renderAnswer(busy, answer, colors),
            ...(all.length > PICTURES ? [] : lanesOf(busy, answer)),
            '',
          ],
    );
  const more =
    all.length > ANSWERS_SHOWN ? [`and ${all.length - ANSWERS_SHOWN} more (--json has them all)`, ''] : [];
  return [
    colors.bold(`${counted(all.length, 'refusal')} (1618, ERROR_INSTALL_ALREADY_RUNNING)`),
    '',
    ...told,
    ...more,
  ];
};

const renderAnswer = (busy: BusyCall, answer: Answer, colors: Colors): readonly string[] => {
  const { at, file, line, refused, blockedBy, advice } = answer;
  const when = at === null ? '' : `${atText(at)}  `;
  const process = refused.process === null ? '' : `, client process ${refused.process}`;
  return [
    `${when}${colors.bold(nameOf(refused))}${process}: ${busyText(busy)}  ${colors.dim(`${shown(file)}:${line}`)}`,
    `  held by: ${heldBy(busy, blockedBy, colors)}`,
    ...advice.map((each, index) => `  ${index === 0 ? 'what to do: ' : '            '}${shown(each)}`),
  ];
};

const heldBy = (busy: BusyCall, blockedBy: Answer['blockedBy'], colors: Colors): string => {
  if (busy.holder === null)
    return shown(`${busy.status === 'none-overlaps' ? '' : 'not known for certain: '}${busy.why ?? ''}`);
  const product =
    busy.holder.product === null || busy.holder.product === busy.holder.package
      ? ''
      : `${busy.holder.product}, `;
  return `${colors.yellow(shown(`${product}${describeHolder(busy.holder)}`))}${spanText(blockedBy)}`;
};

const spanText = ({ since, until }: Pick<Party, 'since' | 'until'>): string => {
  if (since === null && until === null) return '';
  const from = since === null ? '' : ` since ${atText(since)}`;
  return `,${from} ${until === null ? 'until a time that these files do not show' : `until ${atText(until)}`}`;
};

/** `2026-03-24 05:17:50.574`. */
const atText = (at: string): string => at.replace('T', ' ').replace(/Z$/, ' UTC');

export const nameOf = ({ product, package: path }: Pick<Party, 'product' | 'package'>): string => {
  if (product === null || path === null || product === path)
    return shown(product ?? path ?? 'an installation whose package is not named');
  return shown(`${product} (${path})`);
};
