import type { Result } from './schema/result.ts';

type Unsupported = Result['unsupported'][number];

/** `service on Windows Installer 2.0`: one name for what is put together, or told. */
export const nameOfUnsupported = ({ what, on }: Unsupported): string =>
  on === undefined ? what : `${what} on Windows Installer ${on}`;

/** With the code it gave: `MsiAdvertiseProduct (120)`; where there is none, with the reason. */
export const describeUnsupported = (unsupported: Unsupported): string => {
  const { code, reason } = unsupported;
  const why = code ?? reason;
  return nameOfUnsupported(unsupported) + (why === undefined ? '' : ` (${why})`);
};
