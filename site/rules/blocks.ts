import type { Block } from '../../spec/index.ts';

/** What each block of the page says, in our words: the page itself is Microsoft's. */
export const BLOCK_WORDS: Readonly<Record<Exclude<Block, 'title'>, string>> = {
  p1: 'The mutex is set only while one of three tables is processed: InstallExecuteSequence, AdminExecuteSequence, AdvtExecuteSequence.',
  p2: 'There are two cases in which a call of the installer fails with 1618:',
  item1: 'the mutex is set, because an installation is being executed;',
  item2: 'the calling process is processing a UI sequence, InstallUISequence or AdminUISequence.',
  p3: 'Which application it is that is being installed can be read in the event log.',
  p4: 'Whether the installer is running can be asked of its service: the controls that it accepts are then SERVICE_ACCEPT_SHUTDOWN.',
  p5: 'That question needs Windows Installer 3.0 or later; 2.0 does not support it.',
};
