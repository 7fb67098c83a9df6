/** One log of a call that was refused, and what mail, pages, tools and machines make of it. */
import { two } from './exports.ts';

/** The umlauts tell whether the encoding was understood. */
export const REFUSED_PACKAGE = 'C:\\pkg\\Größe b.msi';
const LINES: readonly string[] = [
  '=== Verbose logging started: 18.10.2025  14:35:00  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\system32\\msiexec.exe ===',
  'MSI (c) (90:7C) [14:35:00:000]: Resetting cached policy values',
  'MSI (c) (90:7C) [14:35:00:000]: ******* RunEngine:',
  `           ******* Product: ${REFUSED_PACKAGE}`,
  '           ******* Action: ',
  '           ******* CommandLine: **********',
  'MSI (c) (90:7C) [14:35:00:010]: Client-side and UI is none or basic: Running entire install on the server.',
  'MSI (c) (90:7C) [14:35:03:151]: Failed to grab execution mutex. System error 258.',
  'MSI (c) (90:7C) [14:35:03:151]: Cloaking enabled.',
  'MSI (c) (90:7C) [14:35:03:152]: MainEngineThread is returning 1618',
  '=== Verbose logging stopped: 18.10.2025  14:35:03 ===',
];
export const REFUSED_LOG = LINES.join('\r\n');

const each = (line: (text: string, index: number) => string, end = '\r\n'): string =>
  LINES.map(line).join(end);
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;');
const stamp = (index: number): string => `2025-10-18T12:40:${two(index)}.1234567Z`;
const ESCAPE = '\u001b';

/** By the names that docs/explain.md has for them. */
export const WRAPPINGS: Readonly<Record<string, string | Uint8Array>> = {
  'as written, UTF-16LE with BOM': utf16(`\ufeff${REFUSED_LOG}`),
  'UTF-16LE without BOM': utf16(REFUSED_LOG),
  'UTF-16BE': utf16(`\ufeff${REFUSED_LOG}`).swap16(),
  'UTF-8 with BOM': `\ufeff${REFUSED_LOG}`,
  'UTF-8': REFUSED_LOG,
  'ANSI (windows-1252)': Buffer.from(REFUSED_LOG, 'latin1'),
  'UTF-16 lines appended to a file of bytes': Buffer.concat([
    Buffer.from(`${LINES.slice(0, 7).join('\r\n')}\r\n`),
    utf16(`${LINES.slice(7).join('\r\n')}\r\n`),
  ]),
  'lines of bytes appended to a UTF-16 file': Buffer.concat([
    utf16(`\ufeff${LINES.slice(0, 7).join('\r\n')}\r\n`),
    Buffer.from(`${LINES.slice(7).join('\r\n')}\r\n`),
  ]),
  'bare CR, or NUL between characters': LINES.join('\r'),
  'double-spaced': each((text) => `${text}  \r\n`),
  'quoted mail (`> `)': each((text) => `> ${text}`, '\n'),
  'set in by blanks or tabs': each((text) => `\t    ${text}`),
  'no-break blanks of web pages': each((text) => text.replaceAll('  ', '\u00a0 ')),
  'items of a list (`- `, `1. `)': each((text, index) => `${index + 1}. ${text}`, '\n'),
  'a fenced block of Markdown': `It fails with:\n\n\`\`\`text\n${LINES.join('\n')}\n\`\`\`\n\nAny idea?\n`,
  'lines of a table (`| … |`)': `| line |\n|---|\n${each((text) => `| ${text} |`, '\n')}\n`,
  'backticks, `**` around each line': each((text, index) =>
    index % 2 === 0 ? `\`${text}\`` : `**${text}**`,
  ),
  '`<br>` behind each line': each((text) => `${text}<br>`, '\n'),
  'HTML with entities, in `<pre>`': `<html><body><pre>${html(LINES.join('\n'))}</pre></body></html>`,
  'HTML paragraphs (`<p>…</p>`)': each((text) => `<p>${html(text)}</p>`, '\n'),
  'XML in CDATA': `<?xml version="1.0"?>\n<log><![CDATA[${LINES.join('\n')}]]></log>\n`,
  'colours of a terminal (ANSI)': each((text) => `${ESCAPE}[36;1m${text}${ESCAPE}[0m`, '\n'),
  'time stamps of Azure Pipelines and GitHub Actions': each((text, index) => `${stamp(index)} ${text}`, '\n'),
  'time stamps of Jenkins': each((text, index) => `[${stamp(index)}] ${text}`, '\n'),
  'stamps and levels of a script': each(
    (text, index) => `2025-10-18 14:40:${two(index)} [INFO] msiexec: ${text}`,
    '\n',
  ),
  'names and numbers of `grep -n`': each((text, index) => `logs/b.log:${index + 1}:${text}`, '\n'),
  '`Select-String`': each((text, index) => `C:\\logs\\b.log:${index + 1}:${text}`),
  'a patch (`+`)': each((text) => `+${text}`, '\n'),
  'CMTrace (`<![LOG[…]LOG]!>`)': each(
    (text) =>
      `<![LOG[${text}]LOG]!><time="14:40:00.000-120" date="10-18-2025" component="msi" context="" type="1" thread="2940" file="">`,
  ),
  'a string of JSON (`\\r\\n`)': `{"changed": false, "log": "${json(REFUSED_LOG)}", "rc": 1618}\n`,
  'a string in a string of JSON (`\\\\r\\\\n`)': `fatal: [pc1]: FAILED! => ${JSON.stringify({ msg: JSON.stringify({ log: REFUSED_LOG }) })}\n`,
  'a list of strings of JSON (`stdout_lines`)': JSON.stringify(
    { rc: 1618, stdout_lines: LINES },
    undefined,
    4,
  ),
  'a line of JSON for each line (Docker)': each(
    (text, index) => JSON.stringify({ log: `${text}\r\n`, stream: 'stdout', time: stamp(index) }),
    '\n',
  ),
  'a block of YAML': `- name: install\n  log: |\n${each((text) => `    ${text}`, '\n')}\n  rc: 1618\n`,
  'what a script printed before and behind': `Installing b ...\r\nPS C:\\> Get-Content b.log\r\n${REFUSED_LOG}\r\nexit code 1618\r\n`,
};

/** Logs of other programs, which are refused, by the names of docs/explain.md. */
export const FOREIGN: Readonly<Record<string, string | Uint8Array>> = {
  'Burn bundle log': [
    '[0F10:2B44][2025-10-18T14:34:58]i001: Burn v3.11.2.4516, Windows v10.0 (Build 19045: Service Pack 0), path: C:\\pkg\\setup.exe',
    "[0F10:2B44][2025-10-18T14:34:59]i000: Setting string variable 'WixBundleLog_Main' to value 'C:\\Temp\\Bundle_001_Main.log'",
    '[1C20:1234][2025-10-18T14:35:00]i301: Applying execute package: Main, action: Install, path: C:\\Cache\\Main.msi, arguments: \' ARPSYSTEMCOMPONENT="1"\'',
    '[1C20:1234][2025-10-18T14:35:03]e000: Error 0x80070652: Failed to install MSI package.',
    '[0F10:2B44][2025-10-18T14:35:03]i319: Applied execute package: Main, result: 0x80070652, restart: None',
  ].join('\r\n'),
  'a Burn log of WiX 4 or 5': [
    '[0F10:2B44][2025-10-18T14:34:58]i001: Burn x64 v5.0.0+41e11442, Windows v10.0 x64 (Build 22631: Service Pack 0), path: C:\\pkg\\setup.exe',
    "[1C20:1234][2025-10-18T14:35:00]i301: Applying execute package: Main, action: Install, path: C:\\Cache\\Main.msi, arguments: ''",
    '[1C20:1234][2025-10-18T14:35:03]e000: Error 0x80070652: Failed to install MSI package.',
  ].join('\r\n'),
  'PSAppDeployToolkit, version 3': [
    '[10-18-2025 14:35:00.120] [Initialization] [PSAppDeployToolkit] :: [Vendor_App_1.0] setup started.',
    '[10-18-2025 14:35:01.020] [Installation] [Execute-MSI] :: Executing MSI action [Install]...',
    '[10-18-2025 14:35:04.220] [Installation] [Execute-Process] :: Execution failed with exit code [1618].',
  ].join('\r\n'),
  'PSAppDeployToolkit, version 4 (CMTrace)':
    '<![LOG[[Install] :: Executing MSI action [Install]...]LOG]!><time="14:35:00.120-120" date="10-18-2025" component="Start-ADTMsiProcess" context="NT AUTHORITY\\SYSTEM" type="1" thread="4" file="Start-ADTMsiProcess.ps1">',
  'Intune Management Extension': [
    '<![LOG[[Win32App] Admin did NOT set mapping for lpExitCode: 1618]LOG]!><time="14:35:04.0000000" date="10-18-2025" component="IntuneManagementExtension" context="" type="1" thread="9" file="">',
    '<![LOG[[Win32App] lpExitCode is defined as FastRetry]LOG]!><time="14:35:04.0000000" date="10-18-2025" component="IntuneManagementExtension" context="" type="1" thread="9" file="">',
  ].join('\r\n'),
  'AppEnforce.log':
    '<![LOG[    Process 4711 terminated with exitcode: 1618]LOG]!><time="14:35:04.001-120" date="10-18-2025" component="AppEnforce" context="" type="1" thread="8" file="appprovider.cpp:2079">',
  'chocolatey.log': [
    "2025-10-18 14:35:00,123 4711 [DEBUG] - Running Start-ChocolateyProcessAsAdmin -validExitCodes '0 3010'",
    '2025-10-18 14:35:04,123 4711 [ERROR] - ERROR: Running ["C:\\Windows\\System32\\msiexec.exe" /i "b.msi" /qn] was not successful. Exit code was \'1618\'.',
  ].join('\r\n'),
  '`dd_*_decompression.log`': [
    '[10/18/2025, 14:35:0] === Logging started: 2025/10/18 14:35:00 ===',
    '[10/18/2025, 14:35:0] Executable: C:\\pkg\\vs_setup.exe v17.0',
    '[10/18/2025, 14:35:2] Self-extraction finished, launching: setup.exe',
  ].join('\r\n'),
  '`dd_setup_*.log` of Visual Studio': [
    '[1a2c:0001][2025-10-18T14:35:00] Visual Studio Installer Version: 3.9',
    '[1a2c:0004][2025-10-18T14:35:03] MSI: C:\\cache\\b.msi, Properties:  REBOOT=ReallySuppress ',
    "[1a2c:0004][2025-10-18T14:35:04] Error 0x80070652: Failed to install MSI package 'C:\\cache\\b.msi': another installation",
  ].join('\r\n'),
  'InstallShield setup log':
    '[InstallShield Silent]\r\nVersion=v7.00\r\nFile=Log File\r\n[ResponseResult]\r\nResultCode=-3\r\n',
  '`.evtx`': Buffer.concat([Buffer.from('ElfFile\0'), Buffer.alloc(4088)]),
  zip: Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(64)]),
  gzip: Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(64)]),
  '`.msi`': Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(64)]),
  'an empty file': '',
};
