import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Site } from './model.ts';
import { SITE_CSS } from './style.ts';

/** Nothing is loaded and nothing is run: only the style sheet that stands in the page. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(SITE_CSS).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const PAGES = [
  { file: 'index.html', name: 'Matrix', there: () => true },
  { file: 'evidence.html', name: 'Evidence', there: (site: Site) => site.evidence.length > 0 },
  { file: 'faults.html', name: 'Faults', there: (site: Site) => site.power.length > 0 },
] as const;

export interface PageProps {
  readonly site: Site;
  readonly file: (typeof PAGES)[number]['file'];
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A whole page as text. Preact escapes every text and attribute. */
export const renderPage = (props: PageProps): string => `<!doctype html>\n${render(<Page {...props} />)}\n`;

const Page = ({ site, file, title, children }: PageProps): VNode => (
  <html lang="en">
    <head>
      <meta charSet="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="generator" content="msiconform" />
      <meta name="referrer" content="no-referrer" />
      <link rel="icon" href="data:," />
      <title>{title}</title>
      <style dangerouslySetInnerHTML={{ __html: SITE_CSS }} />
    </head>
    <body>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header>
        <nav aria-label="Reports">
          <ul>
            {PAGES.filter(({ there }) => there(site)).map((page) => (
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
        Made by msiconform from recorded results. Nothing on this page comes from anywhere else, and it loads
        nothing.
      </footer>
    </body>
  </html>
);
