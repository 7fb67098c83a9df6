import { isDeferred, lenient } from '../../spec/index.ts';
import type { Divergence } from '../../properties/index.ts';

/**
 * What public logs of Windows show where such a divergence shows, as the end of a sentence; undefined where they show
 * nothing of it. It is no run: docs/what-windows-was-seen-to-do.md tells where it comes from.
 */
export const seenOnWindows = ({
  clause,
  finding: { event },
  readings,
}: Pick<Divergence, 'clause' | 'finding' | 'readings'>): string | undefined =>
  // A kind that the lenient reading counts too has other cases than this one.
  clause === '1618-mutex' && isDeferred(event, lenient) && !readings.has(lenient.name)
    ? 'a call with UI goes through its UI sequence while another installation is in progress, and is refused at its ' +
      'ExecuteAction, with message 1500'
    : undefined;
