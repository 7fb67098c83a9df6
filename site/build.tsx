import { timelineOf } from '../reports/history/counterexample.ts';
import { timelineSvg } from '../reports/timeline/index.ts';
import { logPage, rulesPage } from './apps.tsx';
import { EvidenceTables } from './evidence.tsx';
import { FaultTable } from './faults.tsx';
import { Clauses, Matrix } from './matrix.tsx';
import { counterexampleId } from './model.ts';
import type { Site } from './model.ts';
import { renderPage } from './page.tsx';
import type { Scripts } from './scripts.ts';
import { Sections } from './sections.tsx';
import { Legend } from './verdict.tsx';
import { ServiceVersions } from './versions.tsx';

/**
 * The files of the site by their paths: the pages to drop a log and to walk the rules, the matrix, the evidence and
 * fault pages, a picture of each counterexample.
 *
 * @param scripts of the first two, which are left out without them
 */
export const buildSite = (site: Site, scripts?: Scripts): ReadonlyMap<string, string> => {
  const files = new Map<string, string>();
  const hasScripts = scripts !== undefined;
  if (scripts !== undefined) {
    files.set('log.html', logPage(site, scripts));
    files.set('rules.html', rulesPage(site, scripts));
  }
  files.set(
    'index.html',
    renderPage({
      site,
      hasScripts,
      file: 'index.html',
      title: 'msiconform: who keeps the documented rules of _MSIExecute',
      children: (
        <>
          <div class="front">
            <h1>Who keeps the documented rules of _MSIExecute?</h1>
            <p class="lead" id="matrix-hint">
              While it works through an installation, Windows Installer holds the mutex _MSIExecute and
              answers other calls with error 1618. A page of Microsoft’s says when; here it is split into
              eight clauses. Each implementation was tested against them, under three readings of what the
              page leaves open: the one in bold decides. <em>Diverges</em> is a link to the shortest
              interleaving that shows it.
            </p>
            {hasScripts && (
              <p class="doors">
                Met a 1618? <a href="log.html">Drop the log, and see who blocked you</a>. Want to know the
                rules? <a href="rules.html">Walk them</a>.
              </p>
            )}
            <div id="matrix" tabIndex={-1}>
              <Matrix site={site} />
            </div>
            <Legend />
            <ServiceVersions site={site} />
            <Clauses back="#matrix" />
          </div>
          <Sections site={site} />
        </>
      ),
    }),
  );
  if (site.evidence.length > 0) {
    const children = [
      <h1>What logs of real Windows show</h1>,
      <p class="lead">
        Nothing was run here: these are logs and event records that Windows wrote itself, read and judged by
        the same rules.
      </p>,
      ...site.evidence.map((report) => <EvidenceTables report={report} />),
    ];
    files.set(
      'evidence.html',
      renderPage({ site, hasScripts, file: 'evidence.html', title: 'msiconform: evidence', children }),
    );
  }
  if (site.power.length > 0) {
    const children = [
      <h1>What the suite finds in faulty implementations</h1>,
      ...site.power.map((report) => <FaultTable report={report} />),
    ];
    files.set(
      'faults.html',
      renderPage({ site, hasScripts, file: 'faults.html', title: 'msiconform: faults', children }),
    );
  }
  for (const [name, svg] of pictures(site)) files.set(name, svg);
  return files;
};

function* pictures(site: Site): Generator<readonly [string, string]> {
  for (const row of site.rows) {
    if (row.kind !== 'run') continue;
    for (const clause of row.result.clauses) {
      for (const [index, divergence] of clause.divergences.entries()) {
        const timeline = timelineOf(divergence);
        if (timeline === undefined) continue;
        yield [
          `timelines/${counterexampleId(row, clause.id, index + 1)}.svg`,
          timelineSvg(timeline, `breaks ${clause.id}`),
        ];
      }
    }
  }
}
