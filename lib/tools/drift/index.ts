export { type Drift, driftOf, isSame } from './compare';
export { readRawData } from './read';
export { driftText } from './text';
