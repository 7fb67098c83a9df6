/**
 * Places of the draw in a row, as `--path` takes them: `12,17:0:3` runs place 12 and then what 17 was shrunk to,
 * `0-79` all from 0 to 79.
 */
export const encodePlaces = (places: readonly string[]): string => {
  const parts: string[] = [];
  for (let index = 0; index < places.length;) {
    const from = Number(places[index]);
    let end = index + 1;
    while (end < places.length && Number(places[end]) === from + end - index) end++;
    if (end - index > 2) {
      parts.push(`${places[index]}-${places[end - 1]}`);
      index = end;
    } else parts.push(places[index++] ?? '');
  }
  return parts.join(',');
};

/** The places one by one. */
export const decodePlaces = (path: string): readonly string[] =>
  path.split(',').flatMap((part) => {
    const [, from, to] = /^(\d+)-(\d+)$/.exec(part) ?? [];
    if (from === undefined || to === undefined) return [part];
    const [first, last] = [Number(from), Number(to)];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(first + index));
  });

/** How many cases stand before the last one. */
export const placesBefore = (path: string): number => decodePlaces(path).length - 1;
