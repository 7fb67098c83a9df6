/** The script of log.html: the page, and in a worker that is started with the same text, its reader. */
import { LogPage } from './log/page.tsx';
import { serveDesk } from './log/worker.ts';
import { startPage } from './start-page.tsx';

startPage(<LogPage />, serveDesk);
