import { expect, it } from 'vitest';

it('can be loaded: a module that throws fails no test of a file that imports it, but this one', async () => {
  await expect(import('./index.ts')).resolves.toBeDefined();
});
