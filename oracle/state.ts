export * from '../spec/model/state.ts';
