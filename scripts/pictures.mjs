// The pictures of the README, in light and dark: npm run build, and then pictures.mjs [FOLDER], docs/images by
// default. The pages are shown in Chromium (MSICONFORM_CHROMIUM) with what is in this repository: two logs of the
// command line's tests, and what a run on Wine wrote. The run at a glance is the text that the command line prints.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import wrapAnsi from 'wrap-ansi';

const root = join(import.meta.dirname, '..');
const [images = join(root, 'docs', 'images')] = process.argv.slice(2);
const history = join('site', 'testing', 'golden', 'wine-8.0.jsonl');
const MOST_BYTES = 100_000;
const SCHEMES = ['light', 'dark'];
/** What colours a terminal, as far as it is used. */
const COLOUR = new RegExp(String.raw`(\u001b\[\d+m)`);

/** A picture that is too big is none: the README is read over slow lines too. */
const kept = (name) => {
  const { size } = statSync(join(images, name));
  process.stdout.write(`${name}: ${(size / 1000).toFixed(0)} KB\n`);
  if (size > MOST_BYTES) {
    process.stderr.write(`${name} is larger than 100 KB\n`);
    process.exitCode = 1;
  }
};

/** What a command prints; that the run diverges is what the pictures are of. */
const msiconform = (words, env = {}) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join('dist', 'cli', 'main.js'), ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout;
};

/** What a terminal shows, as an SVG: each piece of a line stands in its column, whatever the font. */
const terminal = (text, scheme) => {
  const colours =
    scheme === 'light'
      ? { back: '#f6f8fa', plain: '#1b1f24', 31: '#a4161a', 32: '#116329', 33: '#7a4d00' }
      : { back: '#161b22', plain: '#e6edf3', 31: '#ff9a94', 32: '#7ee787', 33: '#f2cc60' };
  const [column, line, margin, columns] = [7.5, 17, 14, 112];
  const escaped = (part) => part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const lines = wrapAnsi(text.trimEnd(), columns, { hard: true, trim: false }).split('\n');
  const drawn = lines.flatMap((shown, row) => {
    let [at, colour, weight] = [0, colours.plain, 'normal'];
    return shown.split(COLOUR).flatMap((piece) => {
      const code = COLOUR.test(piece) ? piece.slice(2, -1) : undefined;
      if (code !== undefined) {
        if (code === '1' || code === '22') weight = code === '1' ? 'bold' : 'normal';
        else colour = colours[code] ?? colours.plain;
        return [];
      }
      const x = margin + at * column;
      at += [...piece].length;
      if (piece.trim() === '') return [];
      const width = ([...piece].length * column).toFixed(1);
      return [
        `<text x="${x}" y="${margin + (row + 0.75) * line}" textLength="${width}" lengthAdjust="spacingAndGlyphs" fill="${colour}" font-weight="${weight}" xml:space="preserve">${escaped(piece)}</text>`,
      ];
    });
  });
  const [width, height] = [2 * margin + columns * column, 2 * margin + lines.length * line];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="12.5">`,
    `<rect width="100%" height="100%" rx="8" fill="${colours.back}"/>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
};

const folder = mkdtempSync(join(tmpdir(), 'msiconform-pictures-'));
const browser = await chromium.launch({
  executablePath: process.env.MSICONFORM_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-lcd-text', '--font-render-hinting=none'],
});
try {
  writeFileSync(join(folder, 'result.json'), msiconform(['check', history, '--json']));
  msiconform(['matrix', join(folder, 'result.json'), '-o', join(folder, 'site')]);

  const page = await browser.newPage({ viewport: { width: 820, height: 900 } });
  const open = async (name, files) => {
    await page.goto(pathToFileURL(join(folder, 'site', name)).href);
    await page.locator('input[type=file]').setInputFiles(files);
  };
  /** A part of the page, from the top of one thing on, in both themes. */
  const picture = async (name, from, height) => {
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => globalThis.scrollTo(0, 0));
      const { y } = await page.locator(from).first().boundingBox();
      const file = `${name}-${colorScheme}.png`;
      const clip = { x: 0, y: Math.max(0, y - 12), width: 820, height };
      await page.screenshot({ path: join(images, file), clip, fullPage: true });
      kept(file);
    }
  };
  await open(
    'log.html',
    ['harbour.log', 'refused.log'].map((name) => join(root, 'cli', 'golden', name)),
  );
  await page.locator('.answer .place').first().click();
  await page.locator('.lines mark').waitFor();
  await picture('log', '#answers', 480);

  await open('rules.html', join(root, history));
  await page.locator('.why').waitFor();
  const chosen = "1618-mutex: start went on during another's InstallExecuteSequence";
  await page.locator('.choose-walk select').selectOption({ label: chosen });
  await page.locator('.why').waitFor();
  await picture('rules', '.choose-walk', 720);

  const text = msiconform(['check', history], { FORCE_COLOR: '1' });
  for (const scheme of SCHEMES) {
    writeFileSync(join(images, `run-${scheme}.svg`), terminal(text, scheme));
    kept(`run-${scheme}.svg`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
