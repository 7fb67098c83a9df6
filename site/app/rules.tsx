/** The script of rules.html. */
import { render } from 'preact';
import { RulesPage } from './rules/page.tsx';

const root = document.getElementById('app');
if (root !== null) {
  root.textContent = '';
  render(<RulesPage />, root);
}
