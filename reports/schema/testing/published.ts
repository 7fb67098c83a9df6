/** What `schemas/history.json` and `schemas/result.json` hold; both are made from the schemas of this folder. */
import { Type } from 'typebox';
import {
  CaseHeadSchema,
  CompletionSchema,
  HistoryHeadSchema,
  HistoryTailSchema,
  InvocationSchema,
  StoppedCaseSchema,
} from '../history.ts';
import {
  MeasurementLineSchema,
  MeasuringLineSchema,
  OfferedLineSchema,
  VoidLineSchema,
} from '../measurement.ts';
import { ResultSchema } from '../result.ts';

const $schema = 'http://json-schema.org/draft-07/schema#';

/**
 * Each line of a history is one of these, in this order: the head, then measurements and what was found to be
 * offered, then cases with their events, then the tail.
 */
export const HistoryLineSchema = Type.Union(
  [
    HistoryHeadSchema,
    MeasuringLineSchema,
    MeasurementLineSchema,
    OfferedLineSchema,
    CaseHeadSchema,
    InvocationSchema,
    CompletionSchema,
    VoidLineSchema,
    StoppedCaseSchema,
    HistoryTailSchema,
  ],
  { $schema, title: 'one line of a msiconform history (JSON Lines)' },
);

export const PublishedResultSchema = {
  ...ResultSchema,
  $schema,
  title: 'a result of msiconform run, check, replay or merge --json',
};
