export { type CrossOptions, crossFindings } from './cross';
export type { CrossFinding } from './cross-finding';
export { crossSeverities } from './severities';
