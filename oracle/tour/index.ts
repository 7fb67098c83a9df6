/** Tours that do every operation of every process in every state, in few steps. */
export { tourOf } from './tour.ts';
export type { Tour, TourOptions } from './tour.ts';
export { walkOf } from './walk.ts';
export type { Edge, Standing, Walk } from './walk.ts';
export { graphOf } from './graph.ts';
export type { Graph, Passage } from './graph.ts';
