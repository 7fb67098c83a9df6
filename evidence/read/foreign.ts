/** Logs that are no MSI logs and speak of installations: what each is, and which file to give instead. */
interface Foreign {
  readonly isIt: (text: string) => boolean;
  readonly hint: (text: string) => string;
}

const MSI_LOG = 'give the MSI log, or make one with "msiexec /i PACKAGE.msi /l*v FILE.log"';

/** `[31B0:2668][2019-01-19T13:10:30]i000: …`. */
const BURN_LINE = /^\[[0-9A-F]{4,}:[0-9A-F]{4,}\]\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\][iwed]\d{3}: /m;

const FOREIGN: readonly Foreign[] = [
  { isIt: (text) => BURN_LINE.test(text), hint: (text) => burnHint(text) },
  {
    isIt: (text) =>
      /\[Installation\]|\[Initialization\]|PSAppDeployToolkit|component="PSAppDeploy/.test(text) &&
      /PSAppDeploy|Deploy-Application|Execute-MSI|Start-ADTMsiProcess/.test(text),
    hint: () =>
      'is a log of PSAppDeployToolkit, not of Windows Installer: give the MSI log that it names, in C:\\Windows\\Logs\\Software by default (…_Install.log)',
  },
  {
    isIt: (text) =>
      /component="(?:IntuneManagementExtension|AppWorkload|Win32App)|\[Win32App\]|IntuneManagementExtension/.test(
        text,
      ),
    hint: () =>
      `is a log of the Intune Management Extension, not of Windows Installer: it tells the exit code only; ${MSI_LOG} in the app's install command`,
  },
  {
    isIt: (text) => /component="AppEnforce"|\+\+\+ Starting (?:Install|Uninstall) enforcement/.test(text),
    hint: () =>
      `is AppEnforce.log of Configuration Manager, not of Windows Installer: it tells the exit code only; ${MSI_LOG} in the deployment type's command`,
  },
  {
    isIt: (text) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ \[(?:DEBUG|INFO|WARN|ERROR) ?\]/m.test(text),
    hint: () =>
      'is chocolatey.log, not a log of Windows Installer: give the MSI log that it names (…\\Temp\\chocolatey\\…\\….MsiInstall.log)',
  },
  {
    isIt: (text) =>
      /^\[\d{1,2}\/\d{1,2}\/\d{4}, \d{1,2}:\d{1,2}:\d{1,2}\] /m.test(text) && !/MSI \([cs]\) \(/.test(text),
    hint: () =>
      'is a log of a self-extracting setup (dd_*_decompression.log), not of Windows Installer: give the MSI logs of that time, dd_*.log or MSI*.log in %TEMP%',
  },
];

/** A sentence that completes "FILE …", for a log of another kind; `undefined` when it is none that is known. */
export const foreignHint = (text: string): string | undefined =>
  /^MSI \([cs]\) \(/m.test(text) ? undefined : FOREIGN.find(({ isIt }) => isIt(text))?.hint(text);

const HRESULT_1618 = /0x80070652/i;

/** A Burn log knows the package, the time and the result, and names the MSI log of each package. */
const burnHint = (text: string): string => {
  const logs = [...text.matchAll(/'WixBundle(?:Rollback)?Log_(\w+)' to value '([^']+)'/g)].map(
    ([, name = '', path = '']) => ({ name, path }),
  );
  const busy = text.split('\n').find((line) => HRESULT_1618.test(line)) ?? '';
  const time = /\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\]/.exec(busy)?.[1];
  const before = text.slice(0, Math.max(0, text.indexOf(busy)));
  const applied = [
    ...before.matchAll(/i301: Applying execute package: (\S+?), .*?path: (.*?), arguments/g),
  ].at(-1);
  const own = logs.filter(({ name }) => name === applied?.[1]);
  const named = (own.length > 0 ? own : logs).map(({ path }) => path);
  const what =
    time === undefined
      ? ''
      : `; it tells that ${applied === undefined ? 'a package' : `package ${applied[1] ?? ''} (${applied[2] ?? ''})`} was refused at ${time} with 0x80070652, which is 1618: another installation was in progress`;
  const where =
    named.length === 0
      ? 'give the MSI log of that package (WixBundleLog_* in this log names it)'
      : `give the MSI log that it names: ${[...new Set(named)].slice(0, 3).join(', ')}`;
  return `is the log of a bundle (Burn, the WiX bootstrapper), not of Windows Installer${what}; ${where}`;
};
