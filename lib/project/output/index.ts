export { listName } from './output-list';
export { type WriteOptions, recoverOutput, writeOutput } from './write-output';
