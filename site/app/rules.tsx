/** The script of rules.html: the page, and in a worker that is started with the same text, what opens files. */
import { render } from 'preact';
import { RulesPage } from './rules/page.tsx';
import { serveOpening } from './rules/worker.ts';

if (typeof document === 'undefined') {
  serveOpening();
} else {
  const root = document.getElementById('app');
  if (root !== null) {
    root.textContent = '';
    render(<RulesPage />, root);
  }
}
