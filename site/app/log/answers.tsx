import type { VNode } from 'preact';
import type { EvidenceReport } from '../../../evidence/report/schema.ts';
import { counted, oneLine, visible } from '../../../reports/text.ts';
import { CERTAINTY, headlineOf, partyText, RETRY, spanText, timeText } from '../../log/words.ts';
import type { Answer } from '../../log/words.ts';
import { ExcerptOf, Place } from './place.tsx';
import type { PlaceProps } from './place.tsx';

type Looking = Pick<PlaceProps, 'shown' | 'onShow'>;

/** More are told in the JSON: a reader works through the first ones. */
const MOST = 50;

/** Each 1618: who blocked what, until when, what to do, and how sure that is. */
export const Answers = ({ report, ...looking }: Looking & { readonly report: EvidenceReport }): VNode => (
  <section aria-labelledby="answers">
    <h2 id="answers">
      {report.answers.length === 0
        ? report.files.every(({ kind }) => kind === 'refused')
          ? 'Nothing could be read'
          : 'No 1618 in these files'
        : report.answers.length === 1
          ? 'One call was refused with 1618'
          : `${counted(report.answers.length, 'call')} were refused with 1618`}
    </h2>
    {report.answers.length === 0 && report.files.some(({ kind }) => kind !== 'refused') && (
      <p>
        Nothing was refused because of another installation, as far as these files show. How each call ended
        stands below.
      </p>
    )}
    {report.answers.slice(0, MOST).map((answer) => (
      <AnswerCard key={`${answer.file}:${answer.line}`} answer={answer} {...looking} />
    ))}
    {report.answers.length > MOST && (
      <p>{`and ${counted(report.answers.length - MOST, 'more call')}: save the JSON, which has them all`}</p>
    )}
  </section>
);

const AnswerCard = ({ answer, ...looking }: Looking & { readonly answer: Answer }): VNode => {
  const { at, file, line, refused, blockedBy, retry, advice } = answer;
  const certainty = CERTAINTY[blockedBy.status];
  const places = [{ file, line }, ...placesOf(answer)];
  return (
    <article class={`answer ${blockedBy.status}`}>
      <h3>
        <bdi>{headlineOf(answer)}</bdi>
      </h3>
      <dl class="facts">
        <div>
          <dt>refused</dt>
          <dd>
            <bdi>{partyText(refused)}</bdi>
            {refused.process !== null && `, client process ${refused.process}`}, {timeText(at)},{' '}
            <Place file={file} line={line} {...looking} />
          </dd>
        </div>
        {blockedBy.file !== null && blockedBy.line !== null && (
          <div>
            <dt>by</dt>
            <dd>
              <bdi>{partyText(blockedBy)}</bdi>
              {blockedBy.process !== null && `, client process ${blockedBy.process}`}, {spanText(blockedBy)}{' '}
              <Place file={blockedBy.file} line={blockedBy.line} {...looking} />
            </dd>
          </div>
        )}
        <div>
          <dt>how sure</dt>
          <dd>
            <span class={`chip sure-${blockedBy.status}`}>{certainty.word}</span> {certainty.sentence}
            {blockedBy.status !== 'named' && blockedBy.why !== null && (
              <>
                {' '}
                <bdi>{oneLine(sentence(blockedBy.why))}</bdi>
              </>
            )}
          </dd>
        </div>
        {blockedBy.candidates.length > 0 && (
          <div>
            <dt>it could be</dt>
            <dd>
              <ul class="candidates">
                {blockedBy.candidates.slice(0, 10).map((candidate) => (
                  <li>
                    <bdi>{partyText(candidate)}</bdi>, {timeText(candidate.since)}
                    {candidate.computer !== null && (
                      <>
                        , on <bdi>{oneLine(candidate.computer, 60)}</bdi>
                      </>
                    )}
                    {candidate.utcOffset !== null && `, if the clock is ${candidate.utcOffset}`}{' '}
                    <Place file={candidate.file} line={candidate.line} {...looking} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        <div>
          <dt>what to do</dt>
          <dd>
            <strong>{RETRY[retry]}</strong>
            <ul>
              {advice.map((each) => (
                <li>{visible(sentence(each))}</li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
      <ExcerptOf places={places} shown={looking.shown} />
    </article>
  );
};

const placesOf = ({ blockedBy }: Answer): readonly { file: string; line: number }[] => [
  ...(blockedBy.file === null || blockedBy.line === null
    ? []
    : [{ file: blockedBy.file, line: blockedBy.line }]),
  ...blockedBy.candidates,
];

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
