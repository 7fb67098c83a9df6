/** Microsoft's own names and numbers, as the documentation page gives them. */

/** The three tables whose processing sets the mutex (p1). */
export const EXECUTE_TABLES = [
  'InstallExecuteSequence',
  'AdminExecuteSequence',
  'AdvtExecuteSequence',
] as const;

/** The two tables during which the calling process itself is refused (item2). */
export const UI_TABLES = ['InstallUISequence', 'AdminUISequence'] as const;

export type ExecuteTable = (typeof EXECUTE_TABLES)[number];
export type UiTable = (typeof UI_TABLES)[number];
export type SequenceTable = ExecuteTable | UiTable;
export const SEQUENCE_TABLES: readonly SequenceTable[] = [...UI_TABLES, ...EXECUTE_TABLES];

/** Whether the mutex is set while this table is processed (p1). */
export const isExecuteTable = (table: SequenceTable): table is ExecuteTable =>
  (EXECUTE_TABLES as readonly SequenceTable[]).includes(table);

/** The top-level actions of a client's call. ADVERTISE has no UI sequence. */
export const ACTIONS = ['INSTALL', 'ADMIN', 'ADVERTISE'] as const;
export type Action = (typeof ACTIONS)[number];

/** Internal user interface levels; the UI sequence is processed at `reduced` and `full` only. */
export const UI_LEVELS = ['none', 'basic', 'reduced', 'full'] as const;
export type UiLevel = (typeof UI_LEVELS)[number];

/** The table that a top-level action processes last. */
export const executeTableOf: Readonly<Record<Action, ExecuteTable>> = {
  INSTALL: 'InstallExecuteSequence',
  ADMIN: 'AdminExecuteSequence',
  ADVERTISE: 'AdvtExecuteSequence',
};

/** The UI table of a top-level action, if it has one. */
export const uiTableOf: Readonly<Record<Action, UiTable | undefined>> = {
  INSTALL: 'InstallUISequence',
  ADMIN: 'AdminUISequence',
  ADVERTISE: undefined,
};

export const isUiTable = (table: SequenceTable): table is UiTable =>
  (UI_TABLES as readonly string[]).includes(table);

/** Whether a call at this action and level begins with a UI sequence. */
export const beginsWithUi = (action: Action, ui: UiLevel): boolean =>
  uiTableOf[action] !== undefined && (ui === 'reduced' || ui === 'full');

/** The installer's functions that change the machine: the narrow sense of "the installer's API". */
export const INSTALLING_APIS = [
  'MsiInstallProduct',
  'MsiConfigureProduct',
  'MsiReinstallProduct',
  'MsiConfigureFeature',
  'MsiApplyPatch',
  'MsiAdvertiseProduct',
] as const;

/** Functions that only ask: in the wide sense (`apiCall: every`) part of the API too. */
export const QUERY_APIS = ['MsiGetProductInfo', 'MsiOpenPackage'] as const;

export const APIS = [...INSTALLING_APIS, ...QUERY_APIS] as const;
export type Api = (typeof APIS)[number];

export const isInstallingApi = (api: Api): boolean => (INSTALLING_APIS as readonly string[]).includes(api);

export const ERROR_SUCCESS = 0;
export const ERROR_INSTALL_USEREXIT = 1602;
export const ERROR_INSTALL_ALREADY_RUNNING = 1618;

/** `dwControlsAccepted` bits of a service. */
export const SERVICE_ACCEPT_STOP = 0x1;
export const SERVICE_ACCEPT_SHUTDOWN = 0x4;

/** `dwCurrentState` of a service. */
export const SERVICE_STOPPED = 1;
export const SERVICE_RUNNING = 4;

/** The service query is documented from this version on (p5). */
export const MINIMUM_VERSION = '3.0';
/** The version that the page names as not supported (p5). */
export const UNSUPPORTED_VERSION = '2.0';
export const KNOWN_VERSIONS = ['2.0', '3.0', '3.1', '4.0', '4.5', '5.0'] as const;

/** The page these rules were read from. */
export const PAGE_ID = '2186422d-ccb2-4f7e-8c6d-326c00e0d9a9';

/** The kernel object's name, in the global namespace. */
export const MUTEX_NAME = 'Global\\_MSIExecute';

/** The application that a client process installs; the event log must name it (clause event-log). */
export const applicationOf = (process: number): string => `msiconform-client-${process}`;
