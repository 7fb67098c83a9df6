/** Gives the visitor a file. */
export const download = (name: string, text: string, type: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

/** @returns whether the clipboard took it: a page from a file may not be allowed to */
export const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('aria-label', 'Text to copy');
    document.body.append(area);
    area.select();
    // The one way that a page from a file has in some browsers.
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
};
