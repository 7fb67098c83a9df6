import type { VNode } from 'preact';
import type { Site } from './model.ts';
import { renderPage } from './page.tsx';
import type { Scripts } from './scripts.ts';

/** A file that the page begins with, and the address at which the serving machine has it. */
export interface LoadedFile {
  readonly name: string;
  readonly address: string;
}

const NoScript = (): VNode => (
  <noscript>
    <p>This page works by its script, and this browser runs none. The command line does the same.</p>
  </noscript>
);

/** The page on which logs are dropped. @param loaded files of `msiconform open`, which serves them beside it */
export const logPage = (site: Site, scripts: Scripts, loaded?: readonly LoadedFile[]): string =>
  renderPage({
    site,
    file: 'log.html',
    title: 'msiconform: drop a log, and see who blocked you',
    hasScripts: true,
    script: scripts.log,
    asksServer: loaded !== undefined,
    children: (
      <>
        <h1>Error 1618: who blocked whom?</h1>
        <p class="lead">
          “Another installation is already in progress”: Windows Installer answers 1618 while somebody else
          has the mutex _MSIExecute. Several logs of that time together tell who it was, until when, and what
          to do.
        </p>
        <NoScript />
        {loaded !== undefined && <Loaded files={loaded} />}
        <div id="app" />
      </>
    ),
  });

/** The page on which the rules are walked. */
export const rulesPage = (site: Site, scripts: Scripts, loaded?: readonly LoadedFile[]): string =>
  renderPage({
    site,
    file: 'rules.html',
    title: 'msiconform: walk the rules of _MSIExecute',
    hasScripts: true,
    script: scripts.rules,
    asksServer: loaded !== undefined,
    children: (
      <>
        <h1>Walk the documented rules</h1>
        <p class="lead">
          Choose who does what. Each answer that the installer could give is judged under three readings of
          the page, side by side. Choose one that is forbidden, and see which rule it breaks.
        </p>
        <NoScript />
        {loaded !== undefined && <Loaded files={loaded} />}
        <div id="app" />
      </>
    ),
  });

/** As data, which no browser runs. A `<` would end the element. */
const Loaded = ({ files }: { readonly files: readonly LoadedFile[] }): VNode => (
  <script
    id="loaded"
    type="application/json"
    dangerouslySetInnerHTML={{ __html: JSON.stringify(files).replaceAll('<', String.raw`\u003c`) }}
  />
);
