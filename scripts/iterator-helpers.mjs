// Allure's quality gate calls Iterator.prototype.toArray, which Node 20 does not have.
const { prototype } = globalThis.Iterator ?? {
  prototype: Object.getPrototypeOf(Object.getPrototypeOf([].values())),
};
prototype.toArray ??= function toArray() {
  return [...this];
};
