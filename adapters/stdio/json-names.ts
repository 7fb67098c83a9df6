/**
 * The first name that one object of this valid JSON text holds twice; `undefined` when there is none.
 * `JSON.parse` keeps the last value of such a name and says nothing.
 */
export const repeatedName = (json: string): string | undefined => {
  const objects: Set<string>[] = [];
  // A string is a name when a colon follows. Arrays are no objects, and hold none of their names.
  for (const [token, name] of json.matchAll(
    /("[^"\\]*(?:\\.[^"\\]*)*")\s*:|"[^"\\]*(?:\\.[^"\\]*)*"|[{}]/g,
  )) {
    if (token === '{') {
      objects.push(new Set());
    } else if (token === '}') {
      objects.pop();
    } else if (name !== undefined) {
      const plain = JSON.parse(name) as string;
      const names = objects.at(-1);
      if (names?.has(plain) === true) return plain;
      names?.add(plain);
    }
  }
  return undefined;
};
