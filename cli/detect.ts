import { askDetector, POLICIES, startBystander } from '../detectors/index.ts';
import { parseCommandLine } from '../adapters/stdio/command-line.ts';
import type { OpenedImplementation } from '../adapters/index.ts';
import { judgeAnswer, situationsFor, visit } from '../detectors/index.ts';
import type { Judged, Seen } from '../detectors/index.ts';
import { detectorsJson, renderDetectors, verdictOfDetector } from '../detectors/report.ts';
import type { DetectorReport, DetectorsReport } from '../detectors/report.ts';
import { NAMED_READINGS, BadInputError } from '../spec/index.ts';
import type { Reading } from '../spec/index.ts';
import { exitCodeOf, worst } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Output } from './output.ts';

export interface DetectOptions {
  readonly reading: Reading;
  /** Milliseconds for one operation, and for one run of a detector. */
  readonly timeout: number;
  readonly json: boolean;
}

/** @throws {BadInputError} for a reading that detectors are not judged under */
const checkReading = ({ name }: Reading): void => {
  if (NAMED_READINGS.some((known) => known.name === name)) return;
  throw new BadInputError(
    `detectors are judged under ${NAMED_READINGS.map((known) => known.name).join(', ')}, not under "${name}"`,
    '--reading',
  );
};

/** Puts the machine into each situation and judges what the known policies make of it. */
export const judgePolicies = async (
  machine: OpenedImplementation,
  options: DetectOptions,
  output: Output,
): Promise<DetectorsReport> => {
  checkReading(options.reading);
  const seen: Seen[] = [];
  await using bystander = await startBystander(machine);
  const bar = output.progress();
  try {
    const situations = situationsFor(machine);
    for (const situation of situations) {
      seen.push(await visit(machine, situation, { ...options, bystander }));
      bar.update('situations', seen.length, situations.length);
    }
  } finally {
    bar.stop();
  }
  const detectors = POLICIES.map((policy): DetectorReport => {
    const { id, description } = policy;
    return { id, description, judged: seen.map((each) => judgeAnswer(each, policy.answer(each.view))) };
  });
  return { implementation: machine.identity, reading: options.reading.name, seen, detectors };
};

/**
 * Runs a detector program in each situation and prints what it makes of it.
 * @returns 0 when it is never wrong, 1 when it is, 2 when it gave no answer somewhere
 */
export const judgeProgram = async (
  machine: OpenedImplementation,
  command: string,
  options: DetectOptions,
  output: Output,
): Promise<ExitCode> => {
  const argv = parseCommandLine(command);
  checkReading(options.reading);
  const judged: Judged[] = [];
  const { environment } = machine;
  await using bystander = await startBystander(machine);
  for (const situation of situationsFor(machine, 'program')) {
    let answer: Awaited<ReturnType<typeof askDetector>> | undefined;
    const seen = await visit(machine, situation, {
      ...options,
      bystander,
      during: async (view) => {
        answer = await askDetector(view, {
          argv,
          timeout: options.timeout,
          ...(environment === undefined ? {} : { environment }),
        });
      },
    });
    if (answer === undefined) throw new Error('the detector was not asked');
    if (answer.answer === 'error') output.note(`${situation.id}: the detector gave no answer: ${answer.by}`);
    const judgement = judgeAnswer(seen, answer.answer);
    judged.push(judgement);
    // A program that crashed may end with 1 too.
    if (answer.answer === 'busy' && answer.by.includes(': ') && judgement.wrongUnder.length > 0) {
      output.note(`${situation.id}: busy by ${answer.by}`);
    }
  }
  const detector: DetectorReport = { id: command, description: 'by --detector', judged };
  const report: DetectorsReport = {
    implementation: machine.identity,
    reading: options.reading.name,
    seen: judged.map(({ seen }) => seen),
    detectors: [detector],
  };
  output.print(options.json ? JSON.stringify(detectorsJson(report)) : renderDetectors(report, output.colors));
  return worst([exitCodeOf(verdictOfDetector(detector, report.reading))]);
};
