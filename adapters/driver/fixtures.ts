import { applicationOf } from '../../spec/index.ts';
import type { Host } from './host.ts';
import type { Fixture } from './protocol.ts';

/** The package of a client process. It changes nothing on the machine: it only computes costs. */
export const clientFixture = (host: Host, process: number): Fixture => ({
  path: `${host.fixtures}${applicationOf(process)}.msi`,
  productName: applicationOf(process),
  productCode: productCode(process),
  registers: false,
  marksAdvertise: host.isOurs,
});

/** The one product that is registered, for the functions that take a product code. */
export const registeredFixture = (host: Host): Fixture => ({
  path: `${host.fixtures}msiconform-registered.msi`,
  productName: 'msiconform-registered',
  productCode: productCode(0),
  registers: true,
  marksAdvertise: host.isOurs,
});

/** Fixed, so that what a crashed run left behind is found again. */
const productCode = (number: number): string =>
  `{6D736963-6F6E-4672-AD00-${number.toString(16).toUpperCase().padStart(12, '0')}}`;
