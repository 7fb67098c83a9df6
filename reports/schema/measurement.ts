import { Type } from 'typebox';
import type { Static } from 'typebox';
import { CapabilitiesSchema } from './history.ts';

/** What did not work when it was tried, with the code that came instead or with the reason. */
export const NotOfferedSchema = Type.Object({
  what: Type.String({ minLength: 1 }),
  code: Type.Optional(Type.Integer()),
  reason: Type.Optional(Type.String()),
});

const MEASURED = {
  durationMs: Type.Number({ minimum: 0 }),
  /** Raw values, as the adapter noted them; none when it failed. */
  values: Type.Optional(Type.Unknown()),
  /** Why there are no values. */
  failed: Type.Optional(Type.String()),
};

/** A measurement of the machine, in the history as soon as it has ended. */
export const MeasurementLineSchema = Type.Object({
  measurement: Type.String({ minLength: 1, description: 'its name' }),
  ...MEASURED,
});

/** An agent begins a measurement: its values stand in a line of their own, unless they took the machine down. */
export const MeasuringLineSchema = Type.Object({
  measuring: Type.String({ minLength: 1, description: 'its name' }),
});

/** A measurement in a result. */
export const MeasurementSchema = Type.Object({ name: Type.String({ minLength: 1 }), ...MEASURED });

/** What the machine was found to offer: from here on it stands in the place of what the head says. */
export const OfferedLineSchema = Type.Object({
  offered: CapabilitiesSchema,
  notOffered: Type.Array(NotOfferedSchema),
});

/** Stands after the events of a case into which something came that is none of the suite's: it is not judged. */
export const VoidLineSchema = Type.Object({
  void: Type.String({ minLength: 1, description: 'what came into the case' }),
});

export type MeasurementInResult = Static<typeof MeasurementSchema>;
export type OfferedLine = Static<typeof OfferedLineSchema>;

/** What `measure --json` prints. */
export const MeasurementsSchema = Type.Object({
  format: Type.Literal('msiconform-measurements'),
  version: Type.Literal(1),
  implementation: Type.Object({
    id: Type.String(),
    name: Type.String(),
    version: Type.String(),
    windowsInstaller: Type.String(),
  }),
  startedAt: Type.String(),
  measurements: Type.Array(MeasurementSchema),
});
export type MeasurementsDocument = Static<typeof MeasurementsSchema>;
