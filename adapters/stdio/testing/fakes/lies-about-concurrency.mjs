// Offers to take several requests at once, and answers none while two are open.
import { CAPABILITIES, IDENTITY, play, say } from './play.mjs';

await play({
  hello: ({ id }) =>
    say({
      id,
      type: 'hello',
      version: 1,
      identity: IDENTITY,
      capabilities: { ...CAPABILITIES, concurrent: true },
    }),
  start: () => {},
});
