import type { VNode } from 'preact';
import { render } from 'preact';

/** What the one script of a page does: the page, or in a worker that is started with the same text, its other half. */
export const startPage = (page: VNode, serve: () => void): void => {
  if (typeof document === 'undefined') {
    serve();
    return;
  }
  const root = document.getElementById('app');
  if (root === null) return;
  root.textContent = '';
  render(page, root);
};
