import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TestPage {
  readonly file: string;
  readonly text: string;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** The published pages, which lie beside the repository and not in it. */
export const PUBLISHED_FOLDER = join(process.env['MSICONFORM_SHARED'] ?? join(root, '..', 'shared'), 'pages');

export const hasPublishedPages = existsSync(PUBLISHED_FOLDER);

export const pagesIn = (folder: string): readonly TestPage[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

/** Pages of our own, in our own words, in five scripts and all forms of links. */
export const samplePages = (): readonly TestPage[] => pagesIn(join(import.meta.dirname, '..', 'samples'));

export const publishedPages = (): readonly TestPage[] => (hasPublishedPages ? pagesIn(PUBLISHED_FOLDER) : []);

export const allPages = (): readonly TestPage[] => [...samplePages(), ...publishedPages()];
