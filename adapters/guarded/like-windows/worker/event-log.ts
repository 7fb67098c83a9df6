/** Stands in for the event log, which Wine's msi.dll does not write to: a file with a record in each line. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { EventRecord } from '../../../driver/protocol.ts';

const BEGINNING = 1040;
const ENDING = 1042;

export interface StandInLog {
  begin(path: string, pid: number): void;
  end(path: string, pid: number): void;
  /** Records after this one, oldest first; with null, the newest alone. */
  read(after: number | null): readonly EventRecord[];
}

/** @param isAlive - whether a process with this number runs: the service ends the transaction of one that does not */
export const standInLog = (folder: string, isAlive: (pid: number) => boolean): StandInLog => {
  const file = `${folder}events.jsonl`;
  const write = (id: number, data: readonly string[]): void =>
    appendFileSync(file, `${JSON.stringify({ id, data })}\n`);
  const all = (): readonly EventRecord[] => {
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('}'));
    return lines.map((line, index) => ({ ...(JSON.parse(line) as EventRecord), record: index + 1 }));
  };
  const endOfTheDead = (): void => {
    const open = new Map<string, readonly string[]>();
    for (const { id, data } of all()) {
      if (id === BEGINNING) open.set(data.join('\n'), data);
      else open.delete(data.join('\n'));
    }
    for (const data of open.values()) if (!isAlive(Number(data[1]))) write(ENDING, data);
  };
  return {
    begin: (path, pid) => write(BEGINNING, [path, String(pid)]),
    end: (path, pid) => write(ENDING, [path, String(pid)]),
    read: (after) => {
      endOfTheDead();
      const records = all();
      return after === null ? records.slice(-1) : records.filter(({ record }) => record > after);
    },
  };
};
