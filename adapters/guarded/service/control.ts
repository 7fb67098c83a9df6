/** A user-defined service control: look at the mutex now, and answer when the status is up to date. Sent before each query. */
export const LOOK_NOW = 200;

/** While a mutex of this name exists, the service says SERVICE_START_PENDING and accepts nothing. */
export const SERVICE_STARTS = 'Global\\msiconform-service-starts';
