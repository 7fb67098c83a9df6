import { memorySource } from '../text/source.ts';
import type { Source } from '../text/source.ts';
import type { ENCODINGS, MANGLINGS, Plan } from './plan.ts';
import { renderEvents, renderSystem } from './render-events.ts';
import { renderLog } from './render-log.ts';

/** The files of a plan, each in its encoding, as a user may hand them in. */
export const filesOf = (plan: Plan): readonly Source[] => {
  const logs = plan.calls.flatMap((call, index) =>
    call.withheld
      ? []
      : [
          memorySource(
            call.file,
            encoded(
              mangled(renderLog(call, plan), plan.manglings[index % 16] ?? 'none'),
              plan.encodings[index % 16] ?? 'utf-8',
            ),
          ),
        ],
  );
  const encoding = plan.encodings[15] ?? 'utf-8';
  const exports = [renderEvents(plan), renderSystem(plan)].flatMap((each) =>
    each === undefined ? [] : [memorySource(each.name, encoded(each.text, encoding))],
  );
  return [...logs, ...exports];
};

/** What web pages, mail and editors do to a log. */
const mangled = (lines: readonly string[], how: (typeof MANGLINGS)[number]): string => {
  if (how === 'quoted') return lines.map((line) => `> ${line}  \n`).join('');
  if (how === 'indented') return lines.map((line) => `    ${line}\r\n`).join('');
  if (how === 'double spaced') return lines.map((line) => `${line}  \n\n`).join('');
  return lines.map((line) => `${line}${how === 'bare LF' ? '\n' : '\r\n'}`).join('');
};

const encoded = (text: string, encoding: (typeof ENCODINGS)[number]): Buffer => {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8 with BOM') return Buffer.from(`\ufeff${text}`);
  const bytes = Buffer.from(encoding === 'utf-16le' ? text : `\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16be with BOM' ? bytes.swap16() : bytes;
};
