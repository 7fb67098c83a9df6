import { DAY } from '../dates/day-clock.ts';
import type {
  BusyCall,
  InstallerCall,
  Clock,
  FileReading,
  Explanation,
  MachineHistory,
  Moment,
  Session,
} from '../index.ts';
import { answersOf, timeIn } from '../answer/answers.ts';
import { codeOf, constantOf } from '../answer/codes.ts';
import { findingsOf, overallVerdict } from './findings.ts';
import { observationsOf } from './observations.ts';
import type { EvidenceReport } from './schema.ts';
import { departureText } from './words.ts';

type FileReport = EvidenceReport['files'][number];

/** The report for other programs. */
export const evidenceReport = (explanation: Explanation, reading: string): EvidenceReport => {
  const { evidence, machines, clauses } = explanation;
  const callOf = new Map(
    machines.flatMap(({ machine }) =>
      // Of a date that is not known only the time of the day is told.
      machine.isDateOpen ? [] : machine.calls.map((call) => [call.session, call] as const),
    ),
  );
  const findings = findingsOf(clauses);
  return {
    format: 'msiconform-evidence',
    version: 1,
    mode: 'evidence',
    reading,
    verdict: overallVerdict(clauses, reading),
    answers: answersOf(machines).map((answer) => ({
      ...answer,
      blockedBy: { ...answer.blockedBy, candidates: [...answer.blockedBy.candidates] },
      advice: [...answer.advice],
    })),
    files: evidence.map((each) => fileReport(each, callOf)),
    machines: machines.map(({ machine }) => machineReport(machine)),
    clauses: clauses.map(({ clause, readings }) => ({
      id: clause,
      verdict: readings.find((each) => each.reading === reading)?.verdict ?? 'not-in-evidence',
      readings: Object.fromEntries(readings.map((each) => [each.reading, each.verdict])),
      exercised: Math.max(...readings.map(({ exercised }) => exercised)),
      divergences: findings
        .filter((finding) => finding.clause === clause)
        .map(({ departure, departs }) => ({
          signature: `${clause}: ${departure.occasion}`,
          readings: [...departs],
          seen: departure.count,
          explanation: departureText(clause, departure.occasion),
          places: departure.origins.map(({ file, line }) => ({ file, line })),
        })),
    })),
    observations: observationsOf(explanation).map(({ clause, what, places }) => ({
      clause,
      what,
      places: [...places],
    })),
    busy: machines.flatMap(({ machine, busy }) => busy.map((each) => busyReport(machine, each))),
  };
};

const fileReport = (evidence: FileReading, callOf: ReadonlyMap<Session, InstallerCall>): FileReport => {
  const { file, kind } = evidence;
  const nothing = { file, kind, encoding: null, lines: 0, unread: {}, build: null, sessions: [], events: [] };
  if (evidence.kind === 'refused') return { ...nothing, reason: evidence.reason };
  if (evidence.kind === 'events') {
    const { encoding, lines, unread, records } = evidence.events;
    return {
      ...nothing,
      encoding,
      lines,
      unread: { ...unread },
      events: records.map(
        ({ id, moment, package: path, processId, product, status, record, unreadable, line }) => ({
          id,
          at: momentText(moment),
          package: path,
          processId,
          product,
          status,
          record,
          unreadable: [...unreadable],
          line,
        }),
      ),
    };
  }
  const { encoding, lines, unread, sessions } = evidence.log;
  return {
    ...nothing,
    encoding,
    lines,
    unread: { ...unread },
    build: sessions.find(({ build }) => build !== null)?.build ?? null,
    sessions: sessions.map((session) => sessionReport(session, callOf.get(session))),
  };
};

const sessionReport = (session: Session, call: InstallerCall | undefined): FileReport['sessions'][number] => {
  const at = (clock: Clock | null): string | null => clockText(clock, call);
  return {
    line: session.line,
    action: session.action,
    ui: session.ui,
    package: session.package,
    product: session.productName,
    processId: session.processId,
    computer: session.computer,
    sequences: session.sequences.map(({ table, side, started, ended, returnValue, nested }) => ({
      table,
      side,
      startedLine: started?.line ?? null,
      endedLine: ended?.line ?? null,
      outcome: returnValue,
      nested,
    })),
    grabs: session.grabs.map(({ side, clock, line, place }) => ({ side, at: at(clock), line, place })),
    refusals: session.refusals.map(({ side, clock, line, systemError, waited }) => ({
      side,
      at: at(clock),
      line,
      systemError,
      waitedMs: waited,
    })),
    nested: session.nested.map(({ product, line, returnValue }) => ({ product, line, outcome: returnValue })),
    returned: session.returned.map(({ side, code, line }) => ({ side, code, line })),
    answer: session.answer === null ? null : { code: session.answer.code, line: session.answer.line },
    record:
      session.record === null
        ? null
        : { product: session.record.product, status: session.record.status, line: session.record.line },
    code: codeOf(session),
    constant: constantOf(codeOf(session)),
    cause: session.cause === null ? null : { text: session.cause.text, line: session.cause.line },
    closed: session.closed,
    notes: [...session.notes],
  };
};

const machineReport = (machine: MachineHistory): EvidenceReport['machines'][number] => {
  const { computer, clock, calls, transactions, notes } = machine;
  const at = (instant: number): string | null => timeIn(machine, instant)?.replace(/Z$/, '') ?? null;
  return {
    computer,
    clock,
    calls: calls.map(({ file, session, whole }, index) => ({
      process: index + 1,
      file,
      line: session.line,
      began: at(whole.from),
      ended: at(whole.to),
    })),
    transactions: transactions.map(({ transaction, span, call }) => {
      const record = transaction.began ?? transaction.ended;
      return {
        package: transaction.package || null,
        processId: transaction.processId,
        product: transaction.product,
        began: transaction.began === null ? null : at(span.from),
        ended: transaction.ended === null ? null : at(span.to),
        file: record?.file ?? '',
        line: record?.record.line ?? 1,
        process: call === null ? null : call + 1,
      };
    }),
    notes: [...notes],
  };
};

const busyReport = (machine: MachineHistory, each: BusyCall): EvidenceReport['busy'][number] => {
  const { busy, file, product, at, holder, why } = each;
  return {
    at: at === null ? clockText(busy.clock, undefined) : (timeIn(machine, at)?.replace(/Z$/, '') ?? null),
    file,
    line: busy.line,
    shape: busy.shape,
    product: busy.shape === 'record' ? product : null,
    waitedMs: busy.waited,
    holder:
      holder === null
        ? null
        : {
            package: holder.package,
            processId: holder.processId,
            process: holder.process,
            file: holder.file,
            line: holder.line,
            shownBy: holder.shownBy,
            own: holder.own,
          },
    why,
  };
};

/** By the machine's clock, so without a zone. */
const isoText = (at: number): string | null => {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, -1);
};

const clockText = (clock: Clock | null, call: InstallerCall | undefined): string | null => {
  if (clock === null) return null;
  return call === undefined ? new Date(clock).toISOString().slice(11, 23) : isoText(call.at(clock));
};

const momentText = (moment: Moment | null): string | null => {
  if (moment === null) return null;
  if (moment.zone === 'utc') return isoText(moment.at)?.concat('Z') ?? null;
  if (moment.year === 'missing')
    return `--${isoText((moment.date.readings[0]?.day ?? 0) * DAY + moment.clock)?.slice(5) ?? ''}`;
  // A date that may be two is given as it stands.
  return moment.date.readings.length > 1 || moment.date.isCalendarOpen === true
    ? `${moment.date.text} ${new Date(moment.clock).toISOString().slice(11, 23)}`
    : isoText((moment.date.readings[0]?.day ?? 0) * DAY + moment.clock);
};
