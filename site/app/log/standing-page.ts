/** The answer as it stands on the page, as one file without any script: what only works here is left out. */
export const standingPage = (): string => {
  const answer = document.getElementById('answer')?.cloneNode(true);
  if (!(answer instanceof HTMLElement)) return '';
  for (const element of answer.querySelectorAll('.save, .settings, .actions, .current')) element.remove();
  for (const button of answer.querySelectorAll('button')) button.replaceWith(...button.childNodes);
  for (const element of answer.querySelectorAll('[role="button"]')) {
    element.removeAttribute('role');
    element.removeAttribute('tabindex');
  }
  for (const details of answer.querySelectorAll('details')) details.open = true;
  answer.removeAttribute('tabindex');
  const page = document.implementation.createHTMLDocument('msiconform: who blocked whom');
  const meta = page.createElement('meta');
  meta.setAttribute('http-equiv', 'Content-Security-Policy');
  meta.content = "default-src 'none'; style-src 'unsafe-inline'";
  const charset = page.createElement('meta');
  charset.setAttribute('charset', 'utf-8');
  const style = page.createElement('style');
  style.textContent = document.querySelector('style')?.textContent ?? '';
  const title = page.createElement('h1');
  title.textContent = 'Who blocked whom';
  page.head.prepend(charset, meta);
  page.head.append(style);
  const main = page.createElement('main');
  main.append(title, page.importNode(answer, true));
  page.body.append(main);
  page.documentElement.lang = 'en';
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
};
