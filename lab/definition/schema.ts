/** What `lab.yaml` holds; `schemas/lab.json` is made from it. */
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { FIELDS } from '../../spec/index.ts';

const Command = Type.String({
  minLength: 1,
  description:
    'A program and its arguments, run in the folder of the file, without a shell. {n} is the number of the machine ' +
    'among those of its label; MSICONFORM_LABEL, MSICONFORM_MACHINE and, for a screenshot, MSICONFORM_SCREENSHOT ' +
    '(the file to write) are in its environment.',
});

const COMMON = {
  label: Type.String({
    pattern: '^[a-z0-9][a-z0-9._-]*$',
    maxLength: 60,
    description: 'What results, reports and files of known divergences call it.',
  }),
  agent: Type.String({
    minLength: 1,
    description:
      'The way to its agent: "serial" for the first serial port of a qemu machine, or what --connect takes (docs/agent.md).',
  }),
  count: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 64,
      description: 'So many machines alike share the interleavings. Default 1.',
    }),
  ),
  memory: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'MiB of this host. Default 1024 for qemu, else 0.',
    }),
  ),
  cores: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Cores of this host. Default 1 for qemu, else 0.' }),
  ),
  bootSeconds: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 86_400,
      description: 'From its start to the hello of its agent, at most. Default 300.',
    }),
  ),
  caseSeconds: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 86_400,
      description: 'A case that takes longer has hung its machine. Default 180.',
    }),
  ),
  commandSeconds: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 86_400,
      description: 'For each command, and for the end of a machine. Default 120.',
    }),
  ),
  numRuns: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'Interleavings, all machines of the label together. Default 100.',
    }),
  ),
  expect: Type.Optional(
    Type.Object(
      {
        windowsInstaller: Type.Optional(FIELDS.version),
        version: Type.Optional(
          Type.String({ minLength: 1, description: 'The version of Windows, as its agent tells it.' }),
        ),
        expectations: Type.Optional(
          Type.String({ minLength: 1, description: 'A file of known divergences of this label.' }),
        ),
      },
      { additionalProperties: false },
    ),
  ),
  tags: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z0-9][a-z0-9._-]*$' }))),
};

const QemuSchema = Type.Object(
  {
    ...COMMON,
    kind: Type.Literal('qemu'),
    image: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'A disk image, which is never written: what the machine writes goes to an overlay.',
      }),
    ),
    bus: Type.Optional(
      Type.Union([Type.Literal('ide'), Type.Literal('virtio')], {
        description: 'What the disk is on. Default ide, which every Windows knows.',
      }),
    ),
    program: Type.Optional(
      Type.String({ minLength: 1, description: 'Which QEMU. Default qemu-system-x86_64.' }),
    ),
    accelerator: Type.Optional(
      Type.Union([Type.Literal('kvm'), Type.Literal('tcg')], {
        description: 'Default: KVM where this host has it, else TCG, which is slow.',
      }),
    ),
    arguments: Type.Optional(Type.Array(Type.String(), { description: 'Given to QEMU as they are.' })),
  },
  { additionalProperties: false },
);

const CommandSchema = Type.Object(
  {
    ...COMMON,
    kind: Type.Literal('command'),
    start: Command,
    reset: Type.Optional(Command),
    stop: Command,
    screenshot: Type.Optional(Command),
  },
  { additionalProperties: false },
);

const NoneSchema = Type.Object({ ...COMMON, kind: Type.Literal('none') }, { additionalProperties: false });

export const MachineSchemas = { qemu: QemuSchema, command: CommandSchema, none: NoneSchema };

export const LabSchema = Type.Object(
  {
    format: Type.Literal('msiconform-lab'),
    version: Type.Literal(1),
    limits: Type.Optional(
      Type.Object(
        {
          memory: Type.Optional(
            Type.Integer({
              minimum: 1,
              description: 'MiB, all machines together. Default three quarters of this host.',
            }),
          ),
          cores: Type.Optional(
            Type.Integer({ minimum: 1, description: 'All machines together. Default all of this host.' }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    machines: Type.Array(Type.Union([QemuSchema, CommandSchema, NoneSchema]), { minItems: 1 }),
  },
  { additionalProperties: false },
);

export type QemuDefinition = Static<typeof QemuSchema>;
export type CommandDefinition = Static<typeof CommandSchema>;
export type MachineDefinition = Static<typeof LabSchema>['machines'][number];
export type Lab = Static<typeof LabSchema>;
