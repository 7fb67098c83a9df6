import { offsetOf } from '../../../evidence/events/moment.ts';
import { Desk } from '../../log/desk.ts';
import type { Reply, Request, Settings } from '../../log/messages.ts';
import { givenSource } from '../../log/sources.ts';

interface WorkerScope {
  onmessage: ((event: { readonly data: Request }) => void) | null;
  postMessage(reply: Reply): void;
}

/** A page that is told of each piece would draw nothing else. */
const TOLD_EVERY_MS = 80;

/** Answers the page. One request after the other: a file is read once at a time. */
export const serveDesk = (): void => {
  const scope = globalThis as unknown as WorkerScope;
  const desk = new Desk();
  let last: Promise<void> = Promise.resolve();
  scope.onmessage = ({ data }) => {
    last = last
      .then(() => answer(desk, data, (reply) => scope.postMessage(reply)))
      .catch((error: unknown) =>
        scope.postMessage({
          type: 'failed',
          message: error instanceof Error ? error.message : String(error),
        }),
      );
  };
};

const answer = async (desk: Desk, request: Request, reply: (reply: Reply) => void): Promise<void> => {
  switch (request.type) {
    case 'add': {
      const total = request.files.reduce((sum, { blob }) => sum + blob.size, 0);
      let told = 0;
      await desk.add(request.files.map(givenSource), ({ file, bytes }) => {
        const now = performance.now();
        if (now - told < TOLD_EVERY_MS) return;
        told = now;
        reply({ type: 'progress', file, bytes, total });
      });
      reply({ type: 'told', told: desk.explain(optionsOf(request.settings)) });
      return;
    }
    case 'explain':
      reply({ type: 'told', told: desk.explain(optionsOf(request.settings)) });
      return;
    case 'excerpt': {
      const { file, line, around } = request;
      reply({ type: 'excerpt', file, line, lines: await desk.excerpt(file, line, around) });
      return;
    }
    case 'clear':
      desk.clear();
  }
};

const optionsOf = ({ oneMachine, utcOffset }: Settings): { oneMachine: boolean; utcOffset?: number } => ({
  oneMachine,
  ...(utcOffset === '' ? {} : { utcOffset: offsetOf(utcOffset) }),
});
