/** `lab shell` and `lab record`: one machine, for a person. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ImplementationError } from '../../adapters/index.ts';
import { chosenFrom } from '../../lab/definition/chosen.ts';
import { readLab } from '../../lab/definition/read.ts';
import type { MachineDefinition, QemuDefinition } from '../../lab/definition/schema.ts';
import { cleanUp, LabFolder } from '../../lab/leftovers.ts';
import { MachineError } from '../../lab/machine/machine.ts';
import { QemuMachine } from '../../lab/machine/qemu.ts';
import { machineOf } from '../../lab/run.ts';
import { discFiles, writeDisc } from '../../lab/record/disc.ts';
import { BadInputError } from '../../spec/index.ts';
import { EXIT } from '../exit-codes.ts';
import { interruption } from '../interruption.ts';
import type { Output } from '../output.ts';

interface ShellFlags {
  readonly lab: string;
}

export interface RecordFlags extends ShellFlags {
  readonly iso?: string;
  readonly image?: string;
}

/** Whether a window can be opened. */
const hasScreen = (): boolean =>
  ['win32', 'darwin'].includes(process.platform) ||
  (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';

const ON_A_SOCKET = ['-vnc', '127.0.0.1:0,to=99'];

/** Starts a machine to be looked at; what is done to it is thrown away. */
export const labShell = async (label: string, { lab: file }: ShellFlags, output: Output): Promise<void> => {
  const home = dirname(resolve(file));
  const [definition] = chosenFrom(readLab(file).machines, [label], []);
  if (definition === undefined) return;
  await show(definition, home, output, (folder) =>
    definition.kind === 'qemu'
      ? new QemuMachine(withScreen(definition), { folder, home, number: 1, isShown: hasScreen() })
      : machineOf(definition, 1, home, folder),
  );
};

/** The disc with the agent, and where the machine is one of QEMU a new image to put it into. */
export const labRecord = async (label: string, flags: RecordFlags, output: Output): Promise<void> => {
  const home = dirname(resolve(flags.lab));
  const [definition] = chosenFrom(readLab(flags.lab).machines, [label], []);
  if (definition === undefined) return;
  if (flags.image === undefined) {
    const iso = resolve(flags.iso ?? 'msiconform.iso');
    await writeDisc(iso, await discFiles());
    output.note(
      `${iso}: put it into the drive of ${label}, start run.cmd there as an administrator, shut it down`,
    );
    process.exitCode = EXIT.conforms;
    return;
  }
  if (definition.kind !== 'qemu' || definition.image === undefined) {
    throw new BadInputError(
      `--image is for a qemu machine with an image, and "${label}" is none: leave it out, and use the disc`,
    );
  }
  const image = resolve(flags.image);
  const iso = resolve(flags.iso ?? `${image}.iso`);
  if (existsSync(image))
    throw new BadInputError('it is there already and is not overwritten: name another', image);
  await writeDisc(iso, await discFiles());
  await newImage(resolve(home, definition.image), image);
  output.note(
    `start run.cmd on the CD as an administrator, then shut the machine down; then name ${image} in ${flags.lab}`,
  );
  await show(
    definition,
    home,
    output,
    (folder) =>
      new QemuMachine(withScreen({ ...definition, image }), {
        folder,
        home,
        number: 1,
        isShown: hasScreen(),
        isKept: true,
        cd: iso,
      }),
  );
};

const withScreen = (definition: QemuDefinition): QemuDefinition =>
  hasScreen() ? definition : { ...definition, arguments: [...(definition.arguments ?? []), ...ON_A_SOCKET] };

/** The new image holds what differs; the old one is not written. */
const newImage = async (base: string, image: string): Promise<void> => {
  try {
    const { stdout } = await promisify(execFile)('qemu-img', ['info', '--output=json', base]);
    const { format } = JSON.parse(stdout) as { readonly format: string };
    await promisify(execFile)('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', base, '-F', format, image]);
  } catch (error) {
    throw new ImplementationError(`${image} could not be made from ${base}: ${(error as Error).message}`);
  }
};

const show = async (
  definition: MachineDefinition,
  home: string,
  output: Output,
  make: (folder: string) => ReturnType<typeof machineOf>,
): Promise<void> => {
  for (const sentence of await cleanUp()) output.note(sentence);
  using folder = new LabFolder();
  const own = folder.begin(definition, 1, home);
  const machine = make(own);
  const ending = new AbortController();
  using interrupt = interruption(output, () => ending.abort());
  const interrupted = new Promise<string>((resolve_) => {
    interrupt.signal.addEventListener('abort', () => resolve_('it was ended'), { once: true });
  });
  try {
    await machine.start(ending.signal);
    const { way } = machine;
    const where = way.by === 'serial' ? `serial:${way.path}` : definition.agent;
    output.note(`${definition.label} runs; its agent, if it has one: msiconform smoke --connect ${where}`);
    const screen = await machine.screen?.();
    if (screen !== undefined) output.note(`its screen: ${screen}`);
    output.note('Ctrl-C ends it');
    output.note(`${definition.label}: ${await Promise.race([machine.ended, interrupted])}`);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    throw new ImplementationError(`${definition.label}: ${error.message}`);
  } finally {
    await machine.stop();
    folder.end(own);
  }
  process.exitCode = EXIT.conforms;
};
