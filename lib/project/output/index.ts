export { type WriteOptions, recoverOutput, writeOutput } from './write-output';
