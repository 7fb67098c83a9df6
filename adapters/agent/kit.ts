/** The files of a kit: all that a Windows needs to run a plan, without Node and without an installation. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AGENT_BITS, agentProgram } from './programs.ts';

/** @throws {ImplementationError} when the agent was not built */
export const kitFiles = async (plan: string): Promise<ReadonlyMap<string, Buffer>> => {
  const files = new Map<string, Buffer>();
  for (const bits of AGENT_BITS) {
    const program = agentProgram(bits);
    files.set(basename(program), await readFile(program));
  }
  files.set('plan.jsonl', Buffer.from(plan));
  files.set('run.cmd', text(RUN));
  files.set('README.txt', text(README));
  const sums = [...files].map(
    ([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`,
  );
  files.set('SHA256SUMS', Buffer.from(sums.join('')));
  return files;
};

/** With the line ends that Windows of every age can show. */
const text = (lines: string): Buffer => Buffer.from(lines.replaceAll('\n', '\r\n'));

/**
 * An x86 program runs on every Windows; the 64-bit one asks the 64-bit msi.dll. From Vista on a double click gives no
 * rights of an administrator; where PowerShell is, they are asked for.
 */
const RUN = `@echo off
rem Runs the plan beside this file. Whatever is said here ends up in one file, msiconform-....jsonl.
pushd "%~dp0"
set MSICONFORM_AGENT=msiconform-agent-x86.exe
if "%PROCESSOR_ARCHITECTURE%"=="AMD64" set MSICONFORM_AGENT=msiconform-agent-x64.exe
if "%PROCESSOR_ARCHITEW6432%"=="AMD64" set MSICONFORM_AGENT=msiconform-agent-x64.exe
if not "%~1"=="" goto run
"%MSICONFORM_AGENT%" administrator
if not errorlevel 1 goto run
echo Asking for the rights of an administrator...
powershell -NoProfile -Command "Start-Process -FilePath '%~f0' -Verb RunAs" && popd && exit /b
:run
"%MSICONFORM_AGENT%" plan %*
set MSICONFORM_CODE=%ERRORLEVEL%
popd
if not defined MSICONFORM_NO_PAUSE pause
exit /b %MSICONFORM_CODE%
`;

const README = `msiconform: a test of the Windows Installer of this machine
===========================================================

Double click run.cmd on a machine that nobody needs meanwhile. Windows may
ask for the rights of an administrator. It measures how the Windows
Installer of this machine behaves, which takes some minutes, runs a list
of short installations, plan.jsonl, and leaves ONE file beside it:

    msiconform-XXXXXX-DATE-TIME.jsonl

Send that file to whoever gave you this kit. XXXXXX is a random number;
"run.cmd --name" puts the name of this computer there instead. The file
has the version of Windows and of the Windows Installer and what the
installer answered, and nothing else of this machine.

If the machine stops or crashes, start run.cmd again: it goes on where it
was, and passes over the test that ran then.

What is done to this machine
----------------------------
- Test packages are made in the folder msiconform-agent of your temporary
  folder, which is removed at the end. All but one install nothing: they
  register nothing and write no file.
- One product, "msiconform-registered", is registered for you while the
  tests run, with one value under HKEY_CURRENT_USER\\Software\\msiconform.
  It is removed at the end, and at the next start after a crash.
- Nothing is sent anywhere. There is no service and no driver, and nothing
  stays behind.

To be sure of that, look afterwards: "Add or Remove Programs" has no
msiconform-registered, and the temporary folder no msiconform-agent.
If one is there, start run.cmd again and let it end, or say
    msiexec /x {6D736963-6F6E-4672-AD00-000000000000} /qn
SHA256SUMS has the sums of all files; the source of the agent is in the
repository of msiconform, and its docs/agent.md says how to build the
same bytes from it.

How it ends
-----------
0    the plan was run to its end
2    it could not be run to its end; a sentence says why
254  plan.jsonl is missing, damaged, or of another release
`;
