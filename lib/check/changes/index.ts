export type { Cause, SideObjects } from './causes';
export { type ChangeKind, type Verdict, changeKinds } from './kinds';
export {
  type ObjectChanges,
  type ReportedObjectChanges,
  objectChanges,
  placedByKey,
  reportedChanges,
} from './objects';
export {
  type DiffSide,
  type TrafficChange,
  type TrafficDiff,
  type UndecidedRequests,
  diffForPeople,
  diffTraffic,
} from './traffic-diff';
export { regionsText } from './words';
