export type { Coverage, CoveredSet } from './tally';
export { type CoverageOptions, CoverageReporter as default } from './reporter';
