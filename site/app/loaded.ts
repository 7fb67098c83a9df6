import type { GivenFile } from '../log/given-file.ts';

/**
 * The files that `msiconform open` serves beside the page, as the page lists them. Any other page lists none, and
 * could not ask for them: its policy allows no request.
 */
export const loadedFiles = async (): Promise<readonly GivenFile[]> => {
  const list = document.getElementById('loaded')?.textContent;
  if (list == null) return [];
  const files = JSON.parse(list) as readonly { readonly name: string; readonly address: string }[];
  return await Promise.all(
    files.map(async ({ name, address }) => ({ name, blob: await (await fetch(address)).blob() })),
  );
};
