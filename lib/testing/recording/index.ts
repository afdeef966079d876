export {
  type Coverable,
  type CoverableRouter,
  type CoverageRecord,
  coverableOf,
  folderVariable,
  recordClaim,
  recordExplanation,
  recordTouched,
} from './record';
