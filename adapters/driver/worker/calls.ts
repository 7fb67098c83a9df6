/** The installer's functions, each with arguments with which it succeeds when nothing is installing. */
import type { Api } from '../../../spec/constants.ts';
import type { CallCommand } from '../protocol.ts';
import type { Msi } from './library.ts';

const INSTALLLEVEL_DEFAULT = 0;
const INSTALLSTATE_DEFAULT = 5;
/** Repair missing files and the user's registry values: nothing to do for our product. */
const REINSTALLMODE = 0x002 | 0x100;
const LANGUAGE = 1033;

const calls: Readonly<Record<Api, (msi: Msi, command: CallCommand) => number>> = {
  MsiInstallProduct: (msi, { package: path }) => msi.MsiInstallProductW(path, ''),
  MsiConfigureProduct: (msi, { product }) =>
    msi.MsiConfigureProductW(product, INSTALLLEVEL_DEFAULT, INSTALLSTATE_DEFAULT),
  MsiReinstallProduct: (msi, { product }) => msi.MsiReinstallProductW(product, REINSTALLMODE),
  MsiConfigureFeature: (msi, { product, feature }) =>
    msi.MsiConfigureFeatureW(product, feature, INSTALLSTATE_DEFAULT),
  MsiApplyPatch: (msi, { scratch }) => msi.MsiApplyPatchW(`${scratch}.msp`, null, 0, null),
  // With a script file nothing is advertised: the script alone is written.
  MsiAdvertiseProduct: (msi, { package: path, scratch }) =>
    msi.MsiAdvertiseProductW(path, `${scratch}.aas`, null, LANGUAGE),
  MsiGetProductInfo: (msi, { product }) =>
    msi.MsiGetProductInfoW(product, 'VersionString', Buffer.alloc(256), characters(128)),
  MsiOpenPackage: (msi, { package: path }) => {
    const product = Buffer.alloc(4);
    const code = msi.MsiOpenPackageW(path, product);
    if (code === 0) msi.MsiCloseHandle(product.readUInt32LE(0));
    return code;
  },
};

export const callApi = (msi: Msi, command: CallCommand): number => calls[command.api](msi, command);

const characters = (count: number): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(count);
  return length;
};
