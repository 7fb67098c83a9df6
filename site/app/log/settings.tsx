import type { VNode } from 'preact';
import type { EvidenceReport } from '../../../evidence/report/schema.ts';
import type { Settings } from '../../log/messages.ts';

/** What would settle an answer that the files leave open. Shown only where it can. */
export const SettingsForm = ({
  report,
  settings,
  onChange,
}: {
  readonly report: EvidenceReport;
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
}): VNode | null => {
  const has = (status: string): boolean =>
    report.answers.some(({ blockedBy }) => blockedBy.status === status);
  const asksMachine = has('machine-unknown') || settings.oneMachine;
  const asksOffset = has('clock-not-joined') || settings.utcOffset !== '';
  if (!asksMachine && !asksOffset) return null;
  const offsets = [
    ...new Set(
      report.answers.flatMap(({ blockedBy }) =>
        blockedBy.candidates.flatMap(({ utcOffset }) => utcOffset ?? []),
      ),
    ),
  ];
  return (
    <section class="settings" aria-labelledby="settings">
      <h2 id="settings">What the files do not say</h2>
      {asksMachine && (
        <label class="block">
          <input
            type="checkbox"
            checked={settings.oneMachine}
            onChange={({ currentTarget }) => onChange({ ...settings, oneMachine: currentTarget.checked })}
          />{' '}
          All files are of one machine (--one-machine)
        </label>
      )}
      {asksOffset && (
        <label class="block">
          The local time of that machine was UTC{' '}
          <input
            type="text"
            size={7}
            list="offsets"
            placeholder="+02:00"
            value={settings.utcOffset}
            onChange={({ currentTarget }) => {
              const text = currentTarget.value.trim();
              const isOffset = text === '' || OFFSET.test(text);
              currentTarget.setCustomValidity(isOffset ? '' : 'Hours and minutes, like +02:00 or -05:30');
              if (isOffset) onChange({ ...settings, utcOffset: text });
              else currentTarget.reportValidity();
            }}
          />{' '}
          (--utc-offset)
          <datalist id="offsets">
            {offsets.map((offset) => (
              <option value={offset} />
            ))}
          </datalist>
        </label>
      )}
    </section>
  );
};

const OFFSET = /^[+-](?:0\d|1[0-4]):[0-5]\d$/;
