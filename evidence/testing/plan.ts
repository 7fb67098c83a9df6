import * as fc from 'fast-check';
import { ACTIONS, UI_LEVELS } from '../../spec/index.ts';
import type { Action, UiLevel } from '../../spec/index.ts';
import { LOCALES } from './locales.ts';
import type { Locale } from './locales.ts';

/** A call as it truly happened. All times are milliseconds since 1970 by the machine's clock. */
export interface PlannedCall {
  readonly file: string;
  readonly action: Action;
  readonly ui: UiLevel;
  readonly package: string;
  readonly processId: number;
  readonly began: number;
  readonly ended: number;
  readonly fate:
    | {
        readonly type: 'installs';
        readonly code: number;
        readonly grabbed: number;
        readonly serverGrabbed: number;
        readonly sequenceBegan: number;
        readonly sequenceEnded: number;
        readonly serverEnded: number;
        readonly nested: boolean;
      }
    | { readonly type: 'cancelled'; readonly cleanedUp: number }
    | {
        readonly type: 'refused';
        readonly at: number;
        readonly waited: number;
        readonly by: 'client' | 'service';
        readonly holder: number | null;
      };
  /** The log is not among the files. */
  readonly withheld: boolean;
  /** The process that the 1042 names: it need not be the one of the 1040. */
  readonly endedBy: number;
}

export const ENCODINGS = [
  'utf-16le',
  'utf-16le with BOM',
  'utf-16be with BOM',
  'utf-8',
  'utf-8 with BOM',
] as const;
export const MANGLINGS = ['none', 'quoted', 'indented', 'double spaced', 'bare LF'] as const;
const EVENT_FORMS = ['none', 'xml', 'xml on one line', 'csv', 'json', 'text'] as const;

const SYSTEM_FORMS = ['none', 'xml', 'csv'] as const;

/** A machine and the files that tell of it. */
export interface Plan {
  readonly locale: Locale;
  /** Local time minus UTC. */
  readonly utcOffset: number;
  readonly computer: string;
  readonly calls: readonly PlannedCall[];
  /** When the machine was restarted: nothing was under way. */
  readonly boots: readonly number[];
  readonly events: (typeof EVENT_FORMS)[number];
  /** The form of the export of the System log. */
  readonly system: (typeof SYSTEM_FORMS)[number];
  readonly encodings: readonly (typeof ENCODINGS)[number][];
  readonly manglings: readonly (typeof MANGLINGS)[number][];
  /** Lines that tell nothing, between the others. */
  readonly noise: number;
}

const DAY = 86_400_000;
const PACKAGES = [
  'C:\\Setup\\Größe\\app.msi',
  'D:\\更新\\tool v1.2 (x64).msi',
  '\\\\server\\share\\пакет.msi',
  'C:\\a.b. c\\x.msi',
] as const;

/** What is drawn for one installation; times follow from the order. */
interface Draft {
  readonly action: Action;
  readonly ui: UiLevel;
  readonly package: (typeof PACKAGES)[number];
  /** The machine is restarted before it. */
  readonly boots: boolean;
  readonly gap: number;
  readonly lead: number;
  readonly steps: readonly [number, number, number, number];
  readonly tail: number;
  readonly code: number;
  readonly cancelled: boolean;
  readonly nested: boolean;
  readonly withheld: boolean;
  readonly endedByAnother: boolean;
  readonly refused: readonly {
    /** Refused when the service has answered, but the call goes on: nobody is seen to have the mutex. */
    readonly late: boolean;
    readonly part: number;
    readonly waited: number;
    readonly by: 'client' | 'service';
    readonly ui: UiLevel;
    readonly withheld: boolean;
  }[];
}

const draft: fc.Arbitrary<Draft> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  ui: fc.constantFrom(...UI_LEVELS),
  package: fc.constantFrom(...PACKAGES),
  boots: fc.boolean(),
  gap: fc.oneof(fc.integer({ min: 4, max: 63 }), fc.integer({ min: 64, max: 7_200_000 })),
  lead: fc.integer({ min: 10, max: 7_000_000 }),
  steps: fc.tuple(
    fc.integer({ min: 0, max: 416 }),
    fc.integer({ min: 10, max: 25_000 }),
    fc.integer({ min: 4_000, max: 600_000 }),
    fc.integer({ min: 1, max: 900 }),
  ),
  tail: fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 5_001, max: 60_000 })),
  code: fc.constantFrom(0, 0, 1602, 1603, 3010),
  cancelled: fc.boolean(),
  nested: fc.boolean(),
  withheld: fc.boolean(),
  endedByAnother: fc.boolean(),
  refused: fc.array(
    fc.record({
      late: fc.boolean(),
      // Often at the same time as another one.
      part: fc.oneof(fc.constant(50), fc.integer({ min: 0, max: 100 })),
      waited: fc.integer({ min: 0, max: 3_200 }),
      by: fc.constantFrom('client' as const, 'service' as const),
      ui: fc.constantFrom(...UI_LEVELS),
      withheld: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
});

/** Whole machines: installations one after another, dialogs beside them, refusals inside them. */
export const plan: fc.Arbitrary<Plan> = fc
  .record({
    drafts: fc.array(draft, { minLength: 1, maxLength: 5 }),
    locale: fc.constantFrom(...LOCALES),
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 0, max: 11 }),
    year: fc.integer({ min: 2004, max: 2039 }),
    time: fc.oneof(fc.integer({ min: 0, max: DAY - 1 }), fc.integer({ min: DAY - 20_000, max: DAY - 1 })),
    quarters: fc.integer({ min: -48, max: 56 }),
    events: fc.constantFrom(...EVENT_FORMS),
    system: fc.constantFrom(...SYSTEM_FORMS),
    encodings: fc.array(fc.constantFrom(...ENCODINGS), { minLength: 16, maxLength: 16 }),
    manglings: fc.array(fc.constantFrom(...MANGLINGS), { minLength: 16, maxLength: 16 }),
    noise: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ drafts, locale, day, month, year, time, quarters, ...files }) => ({
    ...files,
    locale,
    utcOffset: quarters * 900_000,
    computer: 'PC-1',
    ...layOut(drafts, Date.UTC(year, month, day) + time),
  }));

/** Puts the drafts one after another: one holder at a time. */
const layOut = (drafts: readonly Draft[], from: number): Pick<Plan, 'calls' | 'boots'> => {
  const calls: PlannedCall[] = [];
  const boots: number[] = [];
  let free = from;
  for (const [index, each] of drafts.entries()) {
    const ui =
      each.action === 'ADVERTISE' && (each.ui === 'full' || each.ui === 'reduced') ? 'basic' : each.ui;
    const withUi = ui === 'full' || ui === 'reduced';
    const base = {
      action: each.action,
      ui,
      package: each.package,
      processId: 1_000 + index * 257,
      withheld: each.withheld,
      endedBy: 1_000 + index * 257 + (each.endedByAnother ? 5 : 0),
    };
    if (each.boots) {
      boots.push(free + HALF_BOOT);
      free += 2 * HALF_BOOT;
    }
    const grabbed = free + each.gap;
    // No dialogs outlast a restart.
    const began = Math.max(grabbed - (withUi ? each.lead : 1), (boots.at(-1) ?? 0) + 1);
    if (withUi && each.cancelled) {
      const ended = grabbed + each.tail;
      calls.push({
        ...base,
        file: `call-${index}.log`,
        began,
        ended,
        fate: { type: 'cancelled', cleanedUp: ended },
      });
      free = ended;
      continue;
    }
    const serverGrabbed = grabbed + each.steps[0];
    const sequenceBegan = serverGrabbed + each.steps[1];
    const sequenceEnded = sequenceBegan + each.steps[2];
    const serverEnded = sequenceEnded + each.steps[3];
    const ended = serverEnded + each.tail;
    const holder = calls.length;
    calls.push({
      ...base,
      file: `call-${index}.log`,
      began,
      ended,
      fate: {
        type: 'installs',
        code: each.code,
        grabbed,
        serverGrabbed,
        sequenceBegan,
        sequenceEnded,
        serverEnded,
        nested: each.nested,
      },
    });
    for (const [number, refusal] of each.refused.entries()) {
      const isLate = refusal.late && each.tail > 5_000;
      // Well inside the transaction, whose times an export may give in whole seconds, or well behind it.
      const [first, last] = isLate
        ? [serverEnded + 2_001, ended - 1_008]
        : [serverGrabbed + 1_001, serverEnded - 1_499];
      const at = Math.floor(first + ((last - first) * refusal.part) / 101);
      calls.push({
        file: `refused-${index}-${number}.log`,
        action: each.action,
        ui: each.action === 'ADVERTISE' ? 'none' : refusal.ui,
        package: 'C:\\late\\comer.msi',
        processId: 60_000 + index * 16 + number,
        began: at - refusal.waited,
        ended: at + 7,
        fate: { type: 'refused', at, waited: refusal.waited, by: refusal.by, holder: isLate ? null : holder },
        withheld: refusal.withheld,
        endedBy: 0,
      });
    }
    free = ended;
  }
  return { calls, boots };
};

/** Milliseconds from the last installation to the start, and from there to the next. */
const HALF_BOOT = 70_000;
