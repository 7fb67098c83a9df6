import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Site } from './model.ts';
import { APP_CSS } from './app-style.ts';
import { SITE_CSS } from './style.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded, and nothing is run but what stands in the page: its style, and its script where it has one. */
const policyOf = (css: string, script: string | undefined, connect: string): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(css)}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`, 'worker-src blob:']),
    `connect-src ${connect}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const PAGES = [
  { file: 'log.html', name: 'Drop a log', there: (_: Site, hasScripts: boolean) => hasScripts },
  { file: 'rules.html', name: 'Walk the rules', there: (_: Site, hasScripts: boolean) => hasScripts },
  { file: 'index.html', name: 'Matrix', there: (site: Site) => site.rows.length > 0 },
  { file: 'evidence.html', name: 'Evidence', there: (site: Site) => site.evidence.length > 0 },
  { file: 'faults.html', name: 'Faults', there: (site: Site) => site.power.length > 0 },
] as const;

export interface PageProps {
  readonly site: Site;
  readonly file: (typeof PAGES)[number]['file'];
  readonly title: string;
  readonly children: ComponentChildren;
  /** Whether the site has the pages that need one. */
  readonly hasScripts: boolean;
  /** What this page runs. */
  readonly script?: string;
  /** Whether it may ask the machine that serves it for files: never on the site, only in `msiconform open`. */
  readonly asksServer?: boolean;
}

/** A whole page as text. Preact escapes every text and attribute. */
export const renderPage = (props: PageProps): string => `<!doctype html>\n${render(<Page {...props} />)}\n`;

const Page = ({ site, file, title, children, hasScripts, script, asksServer }: PageProps): VNode => {
  const css = script === undefined ? SITE_CSS : SITE_CSS + APP_CSS;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content={policyOf(css, script, asksServer === true ? "'self'" : "'none'")}
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="msiconform" />
        <meta name="referrer" content="no-referrer" />
        <link rel="icon" href="data:," />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header>
          <nav aria-label="Reports">
            <ul>
              {PAGES.filter(({ there }) => there(site, hasScripts)).map((page) => (
                <li>
                  <a href={page.file} {...(page.file === file ? { 'aria-current': 'page' } : {})}>
                    {page.name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer>
          {script === undefined
            ? 'Made by msiconform from recorded results. Nothing on this page comes from anywhere else, and it loads nothing.'
            : 'Part of msiconform. The page loads nothing and sends nothing; it works without a network, also from a file.'}
        </footer>
        {script !== undefined && <script dangerouslySetInnerHTML={{ __html: script }} />}
      </body>
    </html>
  );
};
