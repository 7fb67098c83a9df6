import type { Session } from '../log/story.ts';

/** The names that winerror.h and msi.h give the codes of an installation. */
const CONSTANTS: ReadonlyMap<number, string> = new Map([
  [0, 'ERROR_SUCCESS'],
  [1601, 'ERROR_INSTALL_SERVICE_FAILURE'],
  [1602, 'ERROR_INSTALL_USEREXIT'],
  [1603, 'ERROR_INSTALL_FAILURE'],
  [1604, 'ERROR_INSTALL_SUSPEND'],
  [1605, 'ERROR_UNKNOWN_PRODUCT'],
  [1612, 'ERROR_INSTALL_SOURCE_ABSENT'],
  [1618, 'ERROR_INSTALL_ALREADY_RUNNING'],
  [1619, 'ERROR_INSTALL_PACKAGE_OPEN_FAILED'],
  [1620, 'ERROR_INSTALL_PACKAGE_INVALID'],
  [1625, 'ERROR_INSTALL_PACKAGE_REJECTED'],
  [1633, 'ERROR_INSTALL_PLATFORM_UNSUPPORTED'],
  [1638, 'ERROR_PRODUCT_VERSION'],
  [1641, 'ERROR_SUCCESS_REBOOT_INITIATED'],
  [1642, 'ERROR_PATCH_TARGET_NOT_FOUND'],
  [3010, 'ERROR_SUCCESS_REBOOT_REQUIRED'],
]);

export const constantOf = (code: number | null): string | null =>
  code === null ? null : (CONSTANTS.get(code) ?? null);

/** How a call ended: what the client returned, else what the service did or answered, else what the record says. */
export const codeOf = ({ returned, answer, record }: Session): number | null =>
  (returned.findLast(({ side }) => side === 'client') ?? returned.at(-1) ?? answer)?.code ??
  record?.status ??
  null;

/** `1603 (ERROR_INSTALL_FAILURE)`. */
export const codeText = (code: number): string => {
  const name = constantOf(code);
  return name === null ? String(code) : `${code} (${name})`;
};
