/** A user-defined service control: look at the mutex now, and answer when the status is up to date. */
export const LOOK_NOW = 200;
