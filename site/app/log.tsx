/** The script of log.html: the page, and in a worker that is started with the same text, its reader. */
import { render } from 'preact';
import { LogPage } from './log/page.tsx';
import { serveDesk } from './log/worker.ts';

if (typeof document === 'undefined') {
  serveDesk();
} else {
  const root = document.getElementById('app');
  if (root !== null) {
    root.textContent = '';
    render(<LogPage />, root);
  }
}
