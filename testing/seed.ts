/** Each run of the tests draws the same values, unless MSICONFORM_TEST_SEED asks for others: a night does. */
import * as fc from 'fast-check';

const asked = process.env['MSICONFORM_TEST_SEED'] ?? '1618';
if (!/^-?\d{1,10}$/.test(asked)) {
  throw new RangeError(`MSICONFORM_TEST_SEED is ${asked}: give it a whole number`);
}
fc.configureGlobal({ seed: Number(asked) | 0 });
