/** A CD with the agent on it, for a machine that has neither a network nor shared folders. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AGENT_BITS, agentProgram } from '../../adapters/agent/programs.ts';
import { ImplementationError } from '../../adapters/implementation.ts';
import { BadInputError } from '../../spec/index.ts';

/** With the line ends that Windows of every age can show. */
const text = (lines: string): Buffer => Buffer.from(lines.replaceAll('\n', '\r\n'));

/** What Windows does with the disc by itself, where it still does so. */
const AUTORUN = `[autorun]
open=run.cmd
label=msiconform
`;

/**
 * Copies the agent and has it started at each logon. It uses what Windows 2000 has: regedit, and no reg.exe.
 * An x86 program runs on every Windows; the 64-bit one asks the 64-bit msi.dll.
 */
const RUN = `@echo off
rem Puts the agent of msiconform on this machine and starts it, now and at each logon.
rem   run.cmd                          on the first serial port, COM1
rem   run.cmd listen 0.0.0.0:4711      on a network of yours; set MSICONFORM_TOKEN for the machine first
rem Start it as an administrator. To take it off again: delete the folder and the value "msiconform" in
rem HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion\\Run.
setlocal
set AGENT=msiconform-agent-x86.exe
if "%PROCESSOR_ARCHITECTURE%"=="AMD64" set AGENT=msiconform-agent-x64.exe
if "%PROCESSOR_ARCHITEW6432%"=="AMD64" set AGENT=msiconform-agent-x64.exe
set WAY=%*
if "%WAY%"=="" set WAY=serial COM1
set FOLDER=%SystemDrive%\\msiconform
if not exist "%FOLDER%\\*" mkdir "%FOLDER%"
copy /y "%~dp0%AGENT%" "%FOLDER%\\%AGENT%"
if not exist "%FOLDER%\\%AGENT%" goto failed
> "%FOLDER%\\agent.cmd" echo @"%FOLDER%\\%AGENT%" %WAY%
> "%FOLDER%\\agent.reg" echo REGEDIT4
>> "%FOLDER%\\agent.reg" echo.
>> "%FOLDER%\\agent.reg" echo [HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]
>> "%FOLDER%\\agent.reg" echo "msiconform"="%SystemDrive%\\\\msiconform\\\\agent.cmd"
regedit /s "%FOLDER%\\agent.reg"
echo The agent is in %FOLDER% and starts at each logon: %WAY%
if defined MSICONFORM_NO_START exit /b 0
"%FOLDER%\\agent.cmd"
exit /b %ERRORLEVEL%
:failed
echo The agent could not be copied to %FOLDER%: start run.cmd as an administrator.
exit /b 2
`;

/** The files of the disc. @throws {ImplementationError} when the agent was not built */
export const discFiles = async (): Promise<ReadonlyMap<string, Buffer>> => {
  const files = new Map<string, Buffer>([
    ['autorun.inf', text(AUTORUN)],
    ['run.cmd', text(RUN)],
  ]);
  for (const bits of AGENT_BITS) {
    const program = agentProgram(bits);
    files.set(basename(program), await readFile(program));
  }
  return files;
};

/** Programs that write ISO 9660 with Joliet, which Windows 2000 reads; all take the options of mkisofs. */
const WRITERS = [['xorriso', '-as', 'mkisofs'], ['genisoimage'], ['mkisofs']] as const;

/**
 * Writes the disc.
 * @throws {ImplementationError} when no program here can
 * @throws {BadInputError} when it is there already
 */
export const writeDisc = async (file: string, files: ReadonlyMap<string, Buffer>): Promise<void> => {
  if (existsSync(file))
    throw new BadInputError('it is there already and is not overwritten: name another', file);
  const folder = mkdtempSync(join(tmpdir(), 'msiconform-disc-'));
  try {
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    for (const [program, ...first] of WRITERS) {
      try {
        await promisify(execFile)(program, [
          ...first,
          '-quiet',
          '-J',
          '-r',
          '-V',
          'MSICONFORM',
          '-o',
          file,
          folder,
        ]);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
        rmSync(file, { force: true });
        throw new ImplementationError(`${program} could not write ${file}: ${(error as Error).message}`);
      }
    }
    throw new ImplementationError('no program here writes a CD image', {
      hint: 'Install xorriso, or genisoimage.',
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
