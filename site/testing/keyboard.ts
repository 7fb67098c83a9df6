import type { Page } from 'playwright-core';

/** Whether what has the focus is what is meant, in the page's own words, where it is `e`. */
const isFocused = (page: Page, what: string): Promise<boolean> =>
  page.evaluate<boolean>(`(() => { const e = document.activeElement; return Boolean(${what}); })()`);

/** Presses Tab until the focus is on what is meant. @throws {Error} when it never is */
export const tabTo = async (page: Page, what: string, most = 200): Promise<void> => {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await isFocused(page, what)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${what}`);
};

/** Reaches a button by its text, and presses it. */
export const press = async (page: Page, text: string): Promise<void> => {
  await tabTo(page, `e.tagName === 'BUTTON' && e.textContent.trim() === ${JSON.stringify(text)}`);
  await page.keyboard.press('Enter');
};

/** A radio of a group: Tab reaches the group, arrows its members. */
export const pick = async (page: Page, group: string, text: string): Promise<void> => {
  await tabTo(page, `e.name === '${group}'`);
  const isThere = `e.closest('label')?.textContent.trim() === ${JSON.stringify(text)}`;
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await isFocused(page, isThere)) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`there is no ${text} among ${group}`);
};

/** An entry of a list that one chooses from, by its text. */
export const choose = async (page: Page, label: string, text: string): Promise<void> => {
  await tabTo(
    page,
    `e.tagName === 'SELECT' && e.closest('label').textContent.startsWith(${JSON.stringify(label)})`,
  );
  const isThere = `e.selectedOptions[0]?.textContent === ${JSON.stringify(text)}`;
  await page.keyboard.press('Home');
  for (let pressed = 0; pressed < 600; pressed++) {
    if (await isFocused(page, isThere)) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`there is no ${text} to choose as ${label}`);
};

/** Begins again at the top of the page. */
export const fromTop = (page: Page): Promise<void> => page.evaluate('document.activeElement.blur()');
