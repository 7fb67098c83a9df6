/** What is kept of a machine that failed: its screen and its console. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../adapters/make-folder.ts';
import type { Machine } from './machine/machine.ts';

/** A machine that failed, once. */
export interface Loss {
  readonly boot: number;
  /** The case that ran; none while it booted. */
  readonly case?: number;
  /** The measurement that ran. */
  readonly measurement?: string;
  readonly why: string;
  readonly screenshot?: string;
  readonly console?: string;
  /** Why there is no screenshot. */
  readonly noScreenshot?: string;
}

/** Never throws: what cannot be kept is said. */
export const keepEvidence = async (
  machine: Machine,
  folder: string,
  loss: Omit<Loss, 'screenshot' | 'console' | 'noScreenshot'>,
): Promise<Loss> => {
  const named = (what: string): string => join(folder, `boot-${loss.boot}-${what}`);
  try {
    makeFolder(folder);
    const screenshot = named('screen.png');
    const reason = await machine.screenshot(screenshot);
    const said = machine.console();
    const console = named('console.txt');
    if (said !== undefined) await writeFile(console, said);
    return {
      ...loss,
      ...(reason === undefined ? { screenshot } : { noScreenshot: reason }),
      ...(said === undefined ? {} : { console }),
    };
  } catch (error) {
    return { ...loss, noScreenshot: (error as Error).message };
  }
};

/** Where to look, as the end of a sentence. */
export const whereToLook = ({ screenshot, console, noScreenshot }: Loss): string =>
  [
    ...(screenshot === undefined ? [] : [`screen: ${screenshot}`]),
    ...(console === undefined ? [] : [`console: ${console}`]),
    ...(noScreenshot === undefined ? [] : [`no screenshot: ${noScreenshot}`]),
  ].join(', ');
