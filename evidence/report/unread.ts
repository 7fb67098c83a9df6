const WORDS: Readonly<Record<string, string>> = {
  engine: 'engine lines in a shape that is not known',
  action: 'action lines in a shape that is not known',
  header: 'headers that say nothing known',
  text: 'lines of free text',
  overlong: 'lines or records that are too long',
  record: 'damaged records',
};

/** How much of a file was not read, of what kind. Always said: a reader must see how much the answers rest on. */
export const unreadText = (unread: Readonly<Record<string, number>>): string => {
  const kinds = Object.entries(unread).filter(([, count]) => count > 0);
  return kinds.length === 0
    ? 'nothing'
    : kinds.map(([kind, count]) => `${count} ${WORDS[kind] ?? kind}`).join(', ');
};
