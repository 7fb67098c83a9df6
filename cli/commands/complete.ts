import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';

/**
 * `msiconform complete SHELL` prints the script of a shell, which asks `complete -- …` at each Tab. It knows the commands
 * that were registered before it.
 */
export const registerComplete = (program: Command): void => {
  tab(program);
};
