/** Measurements of machines, read from what keeps them and shown side by side. */
export { readMeasurements } from './read.ts';
export { renderMeasurements } from './table.ts';
