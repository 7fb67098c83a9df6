/** Logs that are no MSI logs and speak of installations: what each is, and which file to give instead. */
interface Foreign {
  readonly isIt: (text: string) => boolean;
  readonly hint: (text: string) => string;
}

const MSI_LOG = 'give the MSI log, or make one with "msiexec /i PACKAGE.msi /l*v FILE.log"';

/** What such a log tells of a refusal, and the MSI logs that it names in the command lines in it. */
const told = (text: string): string => {
  const busy = text
    .split('\n')
    .find((line) => /(?:code|returned|exit)\D{0,40}\b1618\b|\b0x80070652\b/i.test(line));
  const logs = [...text.matchAll(/\s[/-]l\S{0,12}\s+\\*"?([^"\r\n]+?\.(?:log|txt))\b/gi)].map(
    ([, path = '']) => path,
  );
  return [
    busy === undefined ? '' : '; it tells of 1618, so another installation was in progress',
    logs.length === 0 ? '' : `; it names ${[...new Set(logs)].slice(0, 3).join(', ')}`,
  ].join('');
};

/** `[31B0:2668][2019-01-19T13:10:30]i000: …`. */
const BURN_LINE = /^\[[0-9A-F]{4,}:[0-9A-F]{4,}\]\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?\][iwed]\d{3}: /m;

const FOREIGN: readonly Foreign[] = [
  {
    isIt: (text) => /^\ufeff?\s*\{\s*"format"\s*:\s*"msiconform-(?!evidence)/.test(text),
    hint: () =>
      'is a document of msiconform itself, not a log: "msiconform check" judges a history, "msiconform open" walks through one',
  },
  { isIt: (text) => BURN_LINE.test(text), hint: (text) => burnHint(text) },
  {
    isIt: (text) =>
      /PSAppDeployToolkit|Deploy-Application|Execute-MSI|\b[A-Z]\w+-ADT[A-Z]\w+/.test(text) &&
      /\] :: |\[Installation\]|\[Initialization\]|LOG\]!>/.test(text),
    hint: (text) =>
      `is a log of PSAppDeployToolkit, not of Windows Installer: give the MSI log that it names, in C:\\Windows\\Logs\\Software by default (…_Install.log)${told(text)}`,
  },
  {
    isIt: (text) =>
      /component="(?:IntuneManagementExtension|AppWorkload|Win32App)|\[Win32App\]|IntuneManagementExtension/.test(
        text,
      ),
    hint: (text) =>
      `is a log of the Intune Management Extension, not of Windows Installer: it tells the exit code only; ${MSI_LOG} in the app's install command${told(text)}`,
  },
  {
    isIt: (text) => /component="AppEnforce"|\+\+\+ Starting (?:Install|Uninstall) enforcement/.test(text),
    hint: (text) =>
      `is AppEnforce.log of Configuration Manager, not of Windows Installer: it tells the exit code only; ${MSI_LOG} in the deployment type's command${told(text)}`,
  },
  {
    isIt: (text) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ \[(?:DEBUG|INFO|WARN|ERROR) ?\]/m.test(text),
    hint: (text) =>
      `is chocolatey.log, not a log of Windows Installer: give the MSI log that it names (…\\Temp\\chocolatey\\…\\….MsiInstall.log)${told(text)}`,
  },
  {
    isIt: (text) => /^\[[0-9a-f]{4,}:[0-9a-f]{4,}\]\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\] /m.test(text),
    hint: (text) =>
      `is a log of the Visual Studio Installer, not of Windows Installer: give the MSI logs beside it in %TEMP% (dd_setup_*_NNN_*.log)${told(text)}`,
  },
  {
    isIt: (text) =>
      /^\[\d{1,2}\/\d{1,2}\/\d{4}, \d{1,2}:\d{1,2}:\d{1,2}\] /m.test(text) && !/MSI \([cs]\) \(/.test(text),
    hint: () =>
      'is a log of a self-extracting setup (dd_*_decompression.log), not of Windows Installer: give the MSI logs of that time, dd_*.log or MSI*.log in %TEMP%',
  },
];

/**
 * Knows a log of another kind by its head. Given the whole text it gives a sentence that completes "FILE …".
 * @returns `undefined` when it is none that is known
 */
export const foreignHint = (head: string): ((text: string) => string) | undefined =>
  /^MSI \([cs]\) \(/m.test(head) ? undefined : FOREIGN.find(({ isIt }) => isIt(head))?.hint;

const HRESULT_1618 = /0x80070652/i;

/** A Burn log knows the package, the time and the result, and names the MSI log of each package. */
const burnHint = (text: string): string => {
  const logs = [...text.matchAll(/'WixBundle(?:Rollback)?Log_(\w+)' to value '([^']+)'/g)].map(
    ([, name = '', path = '']) => ({ name, path }),
  );
  const busy = text.split('\n').find((line) => HRESULT_1618.test(line)) ?? '';
  const time = /\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z?\]/.exec(busy)?.[1];
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
      ? `give the MSI log that the bundle wrote beside its own for each package (…_000_${applied?.[1] ?? 'PACKAGE'}.log)`
      : `give the MSI log that it names: ${[...new Set(named)].slice(0, 3).join(', ')}`;
  return `is the log of a bundle (Burn, the WiX bootstrapper), not of Windows Installer${what}; ${where}`;
};
