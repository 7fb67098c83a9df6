// Is somebody else each time it is started.
import { IDENTITY, CAPABILITIES, op, play, say } from './play.mjs';

await play({
  hello: ({ id }) =>
    say({
      id,
      type: 'hello',
      version: 1,
      identity: { ...IDENTITY, version: String(process.pid) },
      capabilities: CAPABILITIES,
    }),
  [op]: () => process.exit(1),
});
