import { dateText, partsOf } from './locales.ts';
import type { Plan, PlannedCall } from './plan.ts';

interface Written {
  readonly id: 1033 | 1040 | 1042;
  readonly at: number;
  readonly call: PlannedCall;
}

/** What the records call the product of a call. */
export const productOf = ({ file }: PlannedCall): string => `Product of ${file}`;
/** The 1033 of a refused call is written when that ends. */
export const recordOfRefusal = (at: number): number => at + 7;

/** The export of the event log in the plan's form; `undefined` for a plan without. */
export const renderEvents = (plan: Plan): { readonly name: string; readonly text: string } | undefined => {
  const records = plan.calls
    .flatMap((call): readonly Written[] =>
      call.fate.type === 'installs'
        ? [
            { id: 1040, at: call.fate.serverGrabbed, call },
            { id: 1033, at: call.fate.serverEnded - 1, call },
            { id: 1042, at: call.fate.serverEnded, call },
          ]
        : call.fate.type === 'refused'
          ? [{ id: 1033, at: recordOfRefusal(call.fate.at), call }]
          : [],
    )
    .toSorted((a, b) => a.at - b.at);
  if (plan.events === 'none' || records.length === 0) return undefined;
  if (plan.events === 'csv') return { name: 'events.csv', text: csv(plan, records) };
  if (plan.events === 'json') return { name: 'events.json', text: json(plan, records) };
  if (plan.events === 'text') return { name: 'events.txt', text: asText(plan, records) };
  const events = records.map((record, index) => xml(plan, record, index + 1));
  return plan.events === 'xml'
    ? { name: 'events.xml', text: events.join('\r\n') }
    : {
        name: 'events.xml',
        text: `<?xml version="1.0" encoding="utf-8" standalone="yes"?><Events>${events.join('')}</Events>`,
      };
};

/** The export of the System log in the plan's form: of each restart the records of the shutdown and the start. */
export const renderSystem = (plan: Plan): { readonly name: string; readonly text: string } | undefined => {
  const { boots, system, utcOffset, computer, locale } = plan;
  if (boots.length === 0 || system === 'none') return undefined;
  const records = boots.flatMap((at) => [
    { id: 6006, at: at - 1_000 },
    { id: 6005, at },
  ]);
  const rows = records.map(({ id, at }, index) =>
    system === 'xml'
      ? `<Event><System><Provider Name='EventLog'/><EventID Qualifiers='32768'>${id}</EventID><TimeCreated SystemTime='${new Date(at - utcOffset).toISOString()}'/><EventRecordID>${index + 1}</EventRecordID><Computer>${computer}</Computer></System></Event>`
      : `"${id}","EventLog","${computer}","${dateText(locale, at)} ${timeText(locale, at)}"`,
  );
  return system === 'xml'
    ? { name: 'system.xml', text: rows.join('\r\n') }
    : {
        name: 'system.csv',
        text: ['"Id","ProviderName","MachineName","TimeCreated"', ...rows, ''].join('\r\n'),
      };
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const xml = ({ utcOffset, computer }: Plan, { id, at, call }: Written, record: number): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='MsiInstaller'/><EventID Qualifiers='0'>${id}</EventID>` +
  `<TimeCreated SystemTime='${new Date(at - utcOffset).toISOString().replace('Z', '1234Z')}'/><EventRecordID>${record}</EventRecordID><Computer>${computer}.example.org</Computer></System>` +
  `<EventData>${dataOf(id, call)
    .map((each) => `<Data>${escaped(each)}</Data>`)
    .join('')}<Data/></EventData></Event>`;

const dataOf = (id: Written['id'], call: PlannedCall): readonly string[] =>
  id === 1033
    ? [productOf(call), '1.0', '1033', String(statusOf(call)), 'A']
    : [call.package, String(id === 1040 ? call.processId : call.endedBy), '(NULL)'];

const statusOf = ({ fate }: PlannedCall): number =>
  fate.type === 'installs' ? fate.code : fate.type === 'refused' ? 1618 : 1602;

const message = ({ locale }: Plan, { id, call }: Written): string => {
  if (id === 1040) return locale.beginning(call.package, call.processId);
  if (id === 1042) return locale.ending(call.package, call.endedBy);
  return `Windows Installer installed the product. Product Name: ${productOf(call)}. Product Version: 1.0. Product Language: 1033. Manufacturer: A. Installation success or error status: ${statusOf(call)}.`;
};

/** Export-Csv gives the culture's own form, in whole seconds. */
const csv = (plan: Plan, records: readonly Written[]): string =>
  [
    '#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord',
    '"Message","Id","ProviderName","RecordId","MachineName","TimeCreated"',
    ...records.map(
      (record, index) =>
        `"${message(plan, record).replaceAll('"', '""')}","${record.id}","MsiInstaller","${index + 1}","${plan.computer}","${dateText(plan.locale, record.at)} ${timeText(plan.locale, record.at)}"`,
    ),
  ].join('\r\n');

const timeText = ({ name }: Plan['locale'], at: number): string => {
  const { hour, minute, second } = partsOf(at);
  return name === 'en-US'
    ? `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}:${two(second)} ${hour < 12 ? 'AM' : 'PM'}`
    : `${two(hour)}:${two(minute)}:${two(second)}`;
};

const json = (plan: Plan, records: readonly Written[]): string =>
  JSON.stringify(
    records.map((record, index) => ({
      Id: record.id,
      ProviderName: 'MsiInstaller',
      RecordId: index + 1,
      MachineName: plan.computer,
      TimeCreated: `/Date(${record.at - plan.utcOffset})/`,
      Message: message(plan, record),
      Properties: index % 2 === 0 ? dataOf(record.id, record.call).map((Value) => ({ Value })) : [],
    })),
    undefined,
    4,
  );

const asText = (plan: Plan, records: readonly Written[]): string =>
  records
    .map((record, index) =>
      [
        `Event[${index}]:`,
        '  Log Name: Application',
        '  Source: MsiInstaller',
        `  Date: ${new Date(record.at - plan.utcOffset).toISOString().replace('Z', '0000Z')}`,
        `  Event ID: ${record.id}`,
        '  Task: N/A',
        '  Level: Information',
        `  Computer: ${plan.computer}`,
        '  Description: ',
        message(plan, record),
        '',
      ].join('\r\n'),
    )
    .join('\r\n');

const two = (value: number): string => String(value).padStart(2, '0');
