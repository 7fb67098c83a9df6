export * from '../spec/model/vocabulary.ts';
