export { listName } from './output-list';
export { type AmongOptions, writeAmong } from './write-among';
export { isOccupied, writeNew } from './write-new';
export { type WriteOptions, recoverOutput, writeOutput } from './write-output';
