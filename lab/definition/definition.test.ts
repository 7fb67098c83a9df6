import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { BadInputError } from '../../spec/index.ts';
import { LabRunSchema } from '../report.ts';
import { parseLab } from './read.ts';
import { LabSchema } from './schema.ts';

const PublishedLabSchema = {
  ...LabSchema,
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'lab.yaml, the machines of msiconform lab',
};

/** After a change of the schemas: `npx vitest run lab -u`. */
test.each([
  ['lab', PublishedLabSchema],
  ['lab-run', LabRunSchema],
])('schemas/%s.json is what the sources say', async (name, schema) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../schemas/${name}.json`);
});

const GOOD = `format: msiconform-lab
version: 1
limits: { memory: 4096, cores: 2 }
machines:
  - label: xp-sp3
    kind: qemu
    image: xp.qcow2
    memory: 512
    agent: serial
    expect: { windowsInstaller: '3.1' }
    tags: [old]
  - label: win11
    kind: command
    count: 2
    start: vagrant up win11-{n}
    stop: vagrant halt -f win11-{n}
    agent: tcp://192.0.2.{n}:4711
  - label: bare
    kind: none
    agent: exec:ssh host msiconform-agent-x86.exe serve
`;

test('a lab is read, and the published schema takes it too', () => {
  const lab = parseLab(GOOD, 'lab.yaml');
  expect(lab.machines.map(({ label, kind }) => [label, kind])).toEqual([
    ['xp-sp3', 'qemu'],
    ['win11', 'command'],
    ['bare', 'none'],
  ]);
  const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(JSON.stringify(PublishedLabSchema)));
  expect(validate(parse(GOOD)), JSON.stringify(validate.errors)).toBe(true);
});

test('machines that are almost alike are written once', () => {
  const more = `  - &xp { label: a, kind: none, agent: 'tcp://h:1', tags: [old] }\n  - { <<: *xp, label: b }\n`;
  expect(parseLab(GOOD + more, 'lab.yaml').machines.slice(-2)).toMatchObject([
    { label: 'a', tags: ['old'] },
    { label: 'b', tags: ['old'], kind: 'none' },
  ]);
});

test.each<[string, string, string, RegExp]>([
  ['another format', 'msiconform-lab', 'msiconform-result', /^lab\.yaml:1: not a lab/],
  ['no YAML', 'machines:', 'machines: [', /^lab\.yaml:\d+: no YAML/],
  [
    'an unknown kind',
    'kind: none',
    'kind: vmware',
    /^lab\.yaml:19: the machine "bare" needs a kind: qemu, command, none/,
  ],
  [
    'a misspelt field',
    '    image:',
    '    imgae:',
    /^lab\.yaml:7: the machine "xp-sp3", of kind qemu, has no field "imgae"/,
  ],
  ['a field of another kind', 'start: vagrant', 'image: vagrant', /the machine "win11", of kind command, /],
  [
    'memory that is none',
    'memory: 512',
    'memory: lots',
    /^lab\.yaml:8: the machine "xp-sp3", of kind qemu,: memory must be integer/,
  ],
  ['no way', 'exec:ssh', 'ssh', /^lab\.yaml:20: --connect ssh host .* is no way to an agent/],
  [
    'a serial port of nobody',
    'exec:ssh host msiconform-agent-x86.exe serve',
    'serial',
    /^lab\.yaml:20: the machine "bare" is of kind none/,
  ],
  [
    'one agent for two machines',
    '192.0.2.{n}',
    '192.0.2.1',
    /^lab\.yaml:17: all 2 machines "win11" would have the same agent/,
  ],
  ['an open quote', 'vagrant up', `vagrant 'up`, /^lab\.yaml:15: the command .* has an unclosed '/],
  [
    'a label twice',
    'label: bare',
    'label: xp-sp3',
    /^lab\.yaml:18: the label "xp-sp3" stands at lab\.yaml:5 already/,
  ],
])('%s is told with its line', (_, good, bad, sentence) => {
  const text = GOOD.replace(good, bad);
  expect(text).not.toBe(GOOD);
  const read = (): unknown => parseLab(text, 'lab.yaml');
  expect(read).toThrow(BadInputError);
  expect(read).toThrow(sentence);
});

test('whatever a file holds, it is a lab or bad input', () => {
  const lines = GOOD.split('\n');
  fc.assert(
    fc.property(
      fc.nat(lines.length - 1),
      fc.oneof(fc.string(), fc.constantFrom('- *a', '  - 7', 'machines: {}', '    expect: 5', '    tags: x')),
      (at, line) => {
        try {
          parseLab(lines.with(at, line).join('\n'), 'lab.yaml');
        } catch (error) {
          expect(error).toBeInstanceOf(BadInputError);
        }
      },
    ),
    { numRuns: 300 },
  );
});
