// A reference that breaks some rules, behind the protocol, from the built package.
import { conforming, openReference } from '../../../dist/index.js';
import { serve } from '../../../dist/adapters/stdio/index.js';

const behaviour = { ...conforming, seesOwnUiSequence: () => false, mutexState: () => 'absent' };
await serve(openReference({ behaviour }));
