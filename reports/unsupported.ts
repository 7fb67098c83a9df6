import type { Unsupported } from '../properties/index.ts';

/** `service on Windows Installer 2.0`: one name for what is put together, or told. */
export const nameOfUnsupported = ({ what, on }: Unsupported): string =>
  on === undefined ? what : `${what} on Windows Installer ${on}`;

/** With the code it gave: `MsiAdvertiseProduct (120)`. */
export const describeUnsupported = (unsupported: Unsupported): string =>
  nameOfUnsupported(unsupported) + (unsupported.code === undefined ? '' : ` (${unsupported.code})`);
