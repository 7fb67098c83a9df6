import { identifier } from './identifiers.ts';

/** The names that the page gives, beside the numbers and tables of `spec/constants.ts`. */
export const MUTEX = identifier('_MSIExecute');
export const ERROR_CONSTANT = identifier('ERROR_INSTALL_ALREADY_RUNNING');
export const STATUS_FUNCTION = identifier('QueryServiceStatusEx');
export const STATUS_STRUCTURE = identifier('SERVICE_STATUS_PROCESS');
export const MEMBER = identifier('dwControlsAccepted');
export const VALUE = identifier('SERVICE_ACCEPT_SHUTDOWN');

/** Other members of SERVICE_STATUS_PROCESS (winsvc.h). */
export const OTHER_MEMBERS = [
  'dwServiceType',
  'dwCurrentState',
  'dwWin32ExitCode',
  'dwServiceSpecificExitCode',
  'dwCheckPoint',
  'dwWaitHint',
  'dwProcessId',
  'dwServiceFlags',
].map(identifier);

/** Other values that a member of the structure can have (winsvc.h). */
export const OTHER_VALUES = [
  'SERVICE_ACCEPT_STOP',
  'SERVICE_ACCEPT_PAUSE_CONTINUE',
  'SERVICE_ACCEPT_PARAMCHANGE',
  'SERVICE_ACCEPT_NETBINDCHANGE',
  'SERVICE_ACCEPT_HARDWAREPROFILECHANGE',
  'SERVICE_ACCEPT_POWEREVENT',
  'SERVICE_ACCEPT_SESSIONCHANGE',
  'SERVICE_ACCEPT_PRESHUTDOWN',
  'SERVICE_ACCEPT_TIMECHANGE',
  'SERVICE_ACCEPT_TRIGGEREVENT',
  'SERVICE_ACCEPT_USER_LOGOFF',
  'SERVICE_ACCEPT_USERMODEREBOOT',
  'SERVICE_ACCEPT_LOWRESOURCES',
  'SERVICE_ACCEPT_SYSTEMLOWRESOURCES',
  'SERVICE_STOPPED',
  'SERVICE_START_PENDING',
  'SERVICE_STOP_PENDING',
  'SERVICE_RUNNING',
  'SERVICE_CONTINUE_PENDING',
  'SERVICE_PAUSE_PENDING',
  'SERVICE_PAUSED',
  'SERVICE_CONTROL_STOP',
  'SERVICE_CONTROL_SHUTDOWN',
].map(identifier);

/** Other errors of the installer's API (msi.h, winerror.h). */
export const OTHER_ERRORS = [
  'ERROR_INSTALL_SERVICE_FAILURE',
  'ERROR_INSTALL_USEREXIT',
  'ERROR_INSTALL_FAILURE',
  'ERROR_INSTALL_SUSPEND',
  'ERROR_INSTALL_PACKAGE_OPEN_FAILED',
  'ERROR_INSTALL_PACKAGE_INVALID',
  'ERROR_INSTALL_UI_FAILURE',
  'ERROR_INSTALL_LOG_FAILURE',
  'ERROR_INSTALL_LANGUAGE_UNSUPPORTED',
  'ERROR_INSTALL_PACKAGE_REJECTED',
  'ERROR_INSTALL_REMOTE_DISALLOWED',
  'ERROR_INSTALL_REJECTED',
  'ERROR_SERVICE_ALREADY_RUNNING',
  'ERROR_ALREADY_EXISTS',
  'ERROR_BUSY',
  'ERROR_ACCESS_DENIED',
  'ERROR_SUCCESS',
].map(identifier);

/** Other functions of the service's API that a page could name instead (winsvc.h). */
export const OTHER_FUNCTIONS = [
  'QueryServiceStatus',
  'QueryServiceConfig',
  'QueryServiceConfig2',
  'QueryServiceObjectSecurity',
  'QueryServiceLockStatus',
  'EnumServicesStatusEx',
  'NotifyServiceStatusChange',
  'ControlService',
  'OpenService',
  'StartService',
];
