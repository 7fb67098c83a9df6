import { Ajv } from 'ajv';
import { Type } from 'typebox';
import type { TSchema } from 'typebox';
import { describe, expect, test } from 'vitest';
import { ANSWERS, PROTOCOL_VERSION, REQUESTS, RESPONSES } from './protocol.ts';

/** What `schemas/` holds. After a change of protocol.ts: `npx vitest run adapters/stdio/schema.test.ts -u`. */
const published = (what: string, variants: Readonly<Record<string, TSchema>>): TSchema =>
  Type.Union(Object.values(variants), {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `msiconform stdio protocol ${PROTOCOL_VERSION}: ${what}`,
  });

const SCHEMAS = {
  'protocol-request': published('one line on the stdin of a program', REQUESTS),
  'protocol-response': published('one line on the stdout of a program', RESPONSES),
};

describe.each(Object.entries(SCHEMAS))('%s', (name, schema) => {
  test('stands in schemas/ as it is in the sources', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../schemas/${name}.json`);
  });

  test('is a JSON Schema that refuses what it should', () => {
    const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
    for (const message of GOOD[name as keyof typeof GOOD]) {
      expect(validate(message), JSON.stringify(message)).toBe(true);
      expect(validate({ ...message, extra: 1 })).toBe(false);
      expect(validate({ ...message, id: 0 })).toBe(false);
      expect(validate({ ...message, id: undefined })).toBe(false);
    }
  });
});

test('every response answers some request', () => {
  const answers = new Set([...Object.values(ANSWERS).flat(), 'error']);
  expect(Object.keys(RESPONSES).filter((name) => !answers.has(name))).toEqual([]);
});

const GOOD = {
  'protocol-request': [
    { id: 1, op: 'hello', version: 1 },
    { id: 2, op: 'reset', processes: 2, windowsInstaller: '3.1' },
    { id: 3, op: 'start', process: 1, action: 'ADMIN', ui: 'full' },
    { id: 4, op: 'call', process: 1, api: 'MsiInstallProduct' },
    { id: 5, op: 'kill', process: 2 },
    { id: 6, op: 'probe', process: 0 },
    { id: 7, op: 'bye' },
  ],
  'protocol-response': [
    { id: 2, type: 'ready' },
    { id: 3, type: 'held', table: 'AdminUISequence' },
    { id: 4, type: 'returned', code: 1618 },
    { id: 5, type: 'gone' },
    { id: 6, type: 'mutex', state: 'owned', owner: 'other', abandoned: false },
    { id: 7, type: 'error', message: 'no' },
  ],
} as const;
