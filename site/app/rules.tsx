/** The script of rules.html: the page, and in a worker that is started with the same text, what opens files. */
import { RulesPage } from './rules/page.tsx';
import { serveOpening } from './rules/worker.ts';
import { startPage } from './start-page.tsx';

startPage(<RulesPage />, serveOpening);
