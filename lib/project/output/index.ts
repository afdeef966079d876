export { listName } from './output-list';
export { writeNew } from './write-new';
export { type WriteOptions, recoverOutput, writeOutput } from './write-output';
