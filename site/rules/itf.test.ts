/** Quint's own reader takes the saved traces. It is 400 MB with what it needs, so it is not a dependency. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { READINGS } from '../../spec/index.ts';
import { itfOf } from './export.ts';
import { anyWalk } from './testing/any-walk.ts';

const quint = process.env['MSICONFORM_QUINT'];
if (quint === undefined)
  console.info(
    'not tested: Quint reads the traces: MSICONFORM_QUINT does not name the folder of @informalsystems/quint',
  );

interface QuintItf {
  readonly ofItf: (trace: unknown) => readonly unknown[];
  readonly toItf: (
    variables: readonly string[],
    states: readonly unknown[],
  ) => { readonly isLeft: () => boolean; readonly value: unknown };
}

test.skipIf(quint === undefined)(
  "a saved trace goes through Quint's own reader and comes out the same",
  async () => {
    const file = resolve(quint ?? '', 'dist/src/itf.js');
    const { ofItf, toItf } = (await import(pathToFileURL(file).href)) as QuintItf;
    fc.assert(
      fc.property(anyWalk, fc.constantFrom(...READINGS), (walk, reading) => {
        const trace = JSON.parse(itfOf(walk, reading)) as {
          readonly vars: readonly string[];
          readonly states: readonly unknown[];
        };
        const written = toItf(trace.vars, ofItf(trace));
        expect(written.isLeft()).toBe(false);
        expect(written.value).toMatchObject({ vars: trace.vars, states: trace.states });
      }),
    );
  },
);
