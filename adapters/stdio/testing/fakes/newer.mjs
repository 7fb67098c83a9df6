// Speaks a version of the protocol that is not ours.
import { CAPABILITIES, IDENTITY, play, say } from './play.mjs';

await play({
  hello: ({ id }) => say({ id, type: 'hello', version: 99, identity: IDENTITY, capabilities: CAPABILITIES }),
});
