/** A mutant is to be found, not explained: the first counterexample will do. */
import * as fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
