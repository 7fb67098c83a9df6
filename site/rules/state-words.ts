import { describeOperation } from '../../properties/interleaving/interleaving.ts';
import { describeResponse } from '../../reports/timeline/describe-response.ts';
import { OBSERVER } from '../../spec/index.ts';
import type { Client, Observed, State } from '../../spec/index.ts';

export const clientText = (client: Client | undefined): string => {
  if (client === undefined || client.at === 'idle') return 'idle';
  if (client.at === 'gone') return 'gone';
  const within = client.at === 'execute' && client.within !== null ? ` inside its ${client.within}` : '';
  return `in ${client.table}${within}`;
};

/** `P1 idle, P2 in InstallUISequence`. */
export const stateText = ({ clients, residue }: State): string =>
  [
    ...clients.map((client, index) => `P${index + 1} ${clientText(client)}`),
    ...(residue ? ['something is left behind'] : []),
  ].join(', ');

export const eventText = ({ process, operation, response }: Observed): string =>
  `${actorText(process)}: ${describeOperation(operation)} → ${describeResponse(response)}`;

export const actorText = (process: number): string =>
  process === OBSERVER ? 'observer' : `process ${process}`;
