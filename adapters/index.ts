/** The implementations that the command line knows by name. */
import { guardedVariantFactories, guardedWineFactory } from './guarded/index.ts';
import { likeWindowsFactories } from './guarded/like-windows/index.ts';
import type { ImplementationFactory } from './implementation.ts';
import { referenceFactory } from './reference/index.ts';
import { windowsFactory } from './windows/index.ts';
import { wineFactory } from './wine/index.ts';

export * from './implementation.ts';
export { endCommands } from './wine/command.ts';
export { conforming, openReference } from './reference/index.ts';
export type { Behaviour, ReferenceOptions } from './reference/index.ts';
export { agentFactory } from './agent/connect/factory.ts';
export { stdioFactory } from './stdio/factory.ts';

export const FACTORIES: readonly ImplementationFactory[] = [
  referenceFactory,
  wineFactory,
  windowsFactory,
  guardedWineFactory,
  ...guardedVariantFactories,
  ...likeWindowsFactories,
];
