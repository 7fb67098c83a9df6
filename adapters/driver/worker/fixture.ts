/** Authors a fixture package through msi.dll's own database functions: no package is shipped. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { SEQUENCE_TABLES, isUiTable } from '../../../spec/constants.ts';
import type { SequenceTable } from '../../../spec/constants.ts';
import type { Fixture } from '../protocol.ts';
import type { Msi } from './library.ts';
import { BY_SEQUENCE, enterMarker, executeMarker, FEATURE, leaveMarker } from './markers.ts';

const MSIDBOPEN_CREATE = 3;
const VT_I2 = 2;
const VT_I4 = 3;
const VT_LPSTR = 30;
/** A custom action that only sets a property: it changes nothing and announces itself like any action. */
const SET_PROPERTY = 51;

type Row = readonly [action: string, condition: string, sequence: number];

const COSTING: readonly Row[] = [
  ['CostInitialize', '', 800],
  ['FileCost', '', 900],
  ['CostFinalize', '', 1000],
];
/** With no InstallInitialize nothing is scripted, so nothing on the machine changes. */
const PUBLISHING: readonly Row[] = [
  ['InstallValidate', '', 1400],
  ['InstallInitialize', '', 1500],
  ['ProcessComponents', '', 1600],
  ['UnpublishFeatures', '', 1800],
  ['RemoveRegistryValues', '', 2600],
  ['WriteRegistryValues', '', 5000],
  ['RegisterProduct', '', 6100],
  ['PublishFeatures', '', 6300],
  ['PublishProduct', '', 6400],
  ['InstallFinalize', '', 6600],
];

/**
 * Rows of one sequence table. The advertise table allows no FileCost and, on Windows, no custom action.
 * `AdminUISequence` has a marker in place of its ExecuteAction for the route by MsiSequence.
 */
const rowsOf = (table: SequenceTable, fixture: Fixture): readonly Row[] => {
  const advertise = table === 'AdvtExecuteSequence';
  const costing = advertise ? COSTING.filter(([action]) => action !== 'FileCost') : COSTING;
  if (advertise && !fixture.marksAdvertise) return costing;
  const body = fixture.registers && table === 'InstallExecuteSequence' ? PUBLISHING : [];
  const execute: readonly Row[] = isUiTable(table)
    ? [
        ['ExecuteAction', `NOT ${BY_SEQUENCE}`, 1300],
        [executeMarker(table), BY_SEQUENCE, 1301],
      ]
    : [];
  return [[enterMarker(table), '', 1], ...costing, ...execute, ...body, [leaveMarker(table), '', 7000]];
};

/** @throws {Error} that names the function and the code when msi.dll refuses one */
export const authorFixture = (msi: Msi, fixture: Fixture): void => {
  rmSync(fixture.path, { force: true });
  const database = opened(
    (out) => msi.MsiOpenDatabaseW(fixture.path, MSIDBOPEN_CREATE, out),
    'MsiOpenDatabaseW',
  );
  try {
    for (const query of queriesOf(fixture)) execute(msi, database, query);
    writeSummary(msi, database, fixture);
    check(msi.MsiDatabaseCommit(database), 'MsiDatabaseCommit');
  } finally {
    msi.MsiCloseHandle(database);
  }
};

const queriesOf = (fixture: Fixture): readonly string[] => [
  ...properties(fixture),
  ...directories,
  ...(fixture.registers ? components(fixture) : []),
  ...customActions,
  ...SEQUENCE_TABLES.flatMap((table) => sequence(table, rowsOf(table, fixture))),
];

const properties = ({ productCode, productName }: Fixture): readonly string[] => [
  'CREATE TABLE `Property` (`Property` CHAR(72) NOT NULL, `Value` CHAR(0) NOT NULL LOCALIZABLE PRIMARY KEY `Property`)',
  ...Object.entries({
    ProductCode: productCode,
    ProductName: productName,
    ProductVersion: '1.0.0',
    ProductLanguage: '1033',
    Manufacturer: 'msiconform',
  }).map(([name, value]) => insert('Property', { Property: name, Value: value })),
];

const directories = [
  'CREATE TABLE `Directory` (`Directory` CHAR(72) NOT NULL, `Directory_Parent` CHAR(72), `DefaultDir` CHAR(255) NOT NULL LOCALIZABLE PRIMARY KEY `Directory`)',
  insert('Directory', { Directory: 'TARGETDIR', Directory_Parent: '', DefaultDir: 'SourceDir' }),
];

/** One component whose key path is a registry value of the current user, so that no file is needed. */
const components = ({ productName }: Fixture): readonly string[] => [
  'CREATE TABLE `Feature` (`Feature` CHAR(38) NOT NULL, `Feature_Parent` CHAR(38), `Title` CHAR(64) LOCALIZABLE, `Description` CHAR(255) LOCALIZABLE, `Display` SHORT, `Level` SHORT NOT NULL, `Directory_` CHAR(72), `Attributes` SHORT NOT NULL PRIMARY KEY `Feature`)',
  'CREATE TABLE `Component` (`Component` CHAR(72) NOT NULL, `ComponentId` CHAR(38), `Directory_` CHAR(72) NOT NULL, `Attributes` SHORT NOT NULL, `Condition` CHAR(255), `KeyPath` CHAR(72) PRIMARY KEY `Component`)',
  'CREATE TABLE `FeatureComponents` (`Feature_` CHAR(38) NOT NULL, `Component_` CHAR(72) NOT NULL PRIMARY KEY `Feature_`, `Component_`)',
  'CREATE TABLE `Media` (`DiskId` SHORT NOT NULL, `LastSequence` SHORT NOT NULL, `DiskPrompt` CHAR(64) LOCALIZABLE, `Cabinet` CHAR(255), `VolumeLabel` CHAR(32), `Source` CHAR(72) PRIMARY KEY `DiskId`)',
  'CREATE TABLE `Registry` (`Registry` CHAR(72) NOT NULL, `Root` SHORT NOT NULL, `Key` CHAR(255) NOT NULL LOCALIZABLE, `Name` CHAR(255) LOCALIZABLE, `Value` CHAR(0) LOCALIZABLE, `Component_` CHAR(72) NOT NULL PRIMARY KEY `Registry`)',
  insert('Feature', { Feature: FEATURE, Display: 1, Level: 1, Attributes: 0 }),
  insert('Component', {
    Component: 'Key',
    ComponentId: '{6D736963-6F6E-4672-AD00-0000000000C0}',
    Directory_: 'TARGETDIR',
    Attributes: 4,
    KeyPath: 'Key',
  }),
  insert('FeatureComponents', { Feature_: FEATURE, Component_: 'Key' }),
  insert('Media', { DiskId: 1, LastSequence: 0 }),
  insert('Registry', {
    Registry: 'Key',
    Root: 1,
    Key: 'Software\\msiconform',
    Name: productName,
    Value: '1',
    Component_: 'Key',
  }),
];

const customActions = [
  'CREATE TABLE `CustomAction` (`Action` CHAR(72) NOT NULL, `Type` SHORT NOT NULL, `Source` CHAR(72), `Target` CHAR(255) LOCALIZABLE PRIMARY KEY `Action`)',
  ...SEQUENCE_TABLES.flatMap((table) => [enterMarker(table), executeMarker(table), leaveMarker(table)]).map(
    (action) =>
      insert('CustomAction', { Action: action, Type: SET_PROPERTY, Source: 'MSICONFORM_AT', Target: action }),
  ),
];

const sequence = (table: SequenceTable, rows: readonly Row[]): readonly string[] => [
  `CREATE TABLE \`${table}\` (\`Action\` CHAR(72) NOT NULL, \`Condition\` CHAR(255), \`Sequence\` SHORT PRIMARY KEY \`Action\`)`,
  ...rows.map(([action, condition, number]) =>
    insert(table, { Action: action, Condition: condition, Sequence: number }),
  ),
];

function insert(table: string, row: Readonly<Record<string, string | number>>): string {
  const columns = Object.keys(row).map((name) => `\`${name}\``);
  const values = Object.values(row).map((value) =>
    typeof value === 'number' ? String(value) : `'${value}'`,
  );
  return `INSERT INTO \`${table}\` (${columns.join(', ')}) VALUES (${values.join(', ')})`;
}

const writeSummary = (msi: Msi, database: number, { productName }: Fixture): void => {
  const summary = opened(
    (out) => msi.MsiGetSummaryInformationW(database, null, 20, out),
    'MsiGetSummaryInformationW',
  );
  const set = (property: number, type: number, value: number | string): void => {
    const [number, text] = typeof value === 'number' ? [value, null] : [0, value];
    const code = msi.MsiSummaryInfoSetPropertyW(summary, property, type, number, null, text);
    check(code, `MsiSummaryInfoSetPropertyW ${property}`);
  };
  try {
    set(1, VT_I2, 1252);
    set(2, VT_LPSTR, 'Installation Database');
    set(3, VT_LPSTR, productName);
    set(4, VT_LPSTR, 'msiconform');
    // No platform: works on every machine, also as a 64-bit process.
    set(7, VT_LPSTR, ';1033');
    set(9, VT_LPSTR, `{${randomUUID().toUpperCase()}}`);
    set(14, VT_I4, 200);
    // 2: source is compressed; 8: no elevation is needed.
    set(15, VT_I4, 2 + 8);
    // Security: read-only is recommended.
    set(19, VT_I4, 2);
    check(msi.MsiSummaryInfoPersist(summary), 'MsiSummaryInfoPersist');
  } finally {
    msi.MsiCloseHandle(summary);
  }
};

const execute = (msi: Msi, database: number, query: string): void => {
  const view = opened((out) => msi.MsiDatabaseOpenViewW(database, query, out), query);
  try {
    check(msi.MsiViewExecute(view, 0), query);
  } finally {
    msi.MsiCloseHandle(view);
  }
};

const opened = (open: (out: Buffer) => number, what: string): number => {
  const out = Buffer.alloc(4);
  check(open(out), what);
  return out.readUInt32LE(0);
};

const check = (code: number, what: string): void => {
  if (code !== 0) throw new Error(`${what} gave ${code}`);
};
