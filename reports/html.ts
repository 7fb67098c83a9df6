/** Reports as one HTML file without scripts. */

/** @param style - CSS, the whole of it */
export const htmlPage = (title: string, style: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

/** A table that is scrolled by itself where the screen is too narrow. @param rows - HTML of whole rows */
export const htmlTable = (
  label: string,
  rows: readonly string[],
  { head = [], caption }: { readonly head?: readonly string[]; readonly caption?: string },
): string => `<div class="wide" tabindex="0" role="region" aria-label="${label}"><table>
${caption === undefined ? '' : `<caption>${caption}</caption>\n`}${head.length === 0 ? '' : `<thead><tr>${head.join('')}</tr></thead>\n`}<tbody>
${rows.join('\n')}
</tbody>
</table></div>`;

export const columnHead = (name: string): string => `<th scope="col">${name}</th>`;

export const escapeHtml = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
