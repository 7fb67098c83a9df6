import type { GivenFile } from '../../log/given-file.ts';
import { openGiven } from '../../rules/open-given.ts';
import type { GivenOpening } from '../../rules/open-given.ts';

interface WorkerScope {
  onmessage: ((event: { readonly data: readonly GivenFile[] }) => void) | null;
  postMessage(reply: GivenOpening): void;
}

/** Opens files beside the page, which stays alive meanwhile. */
export const serveOpening = (): void => {
  const scope = globalThis as unknown as WorkerScope;
  scope.onmessage = ({ data }) =>
    void openGiven(data).then(
      (opening) => scope.postMessage(opening),
      (error: unknown) => scope.postMessage(failed(error instanceof Error ? error.message : String(error))),
    );
};

/** What could not even be tried. */
export const failed = (message: string): GivenOpening => ({
  opened: [],
  notes: [],
  problems: [`The files could not be opened: ${message}`],
});
