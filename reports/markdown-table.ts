/** A table in Markdown; its cells stand as they are given. @param rule - how each column is aligned */
export const markdownTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rule: readonly string[] = head.map(() => '---'),
): string => [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
