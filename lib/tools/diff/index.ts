export { diffMarkdown } from './markdown';
export { diffReport } from './findings';
export { diffText } from './text';
export type { Cause, SideObjects } from './causes';
export { type ChangeKind, type Verdict, changeKinds } from './kinds';
export type { ReportedObjectChanges } from './objects';
export {
  type DiffSide,
  type TrafficChange,
  type TrafficDiff,
  type UndecidedRequests,
  diffTraffic,
} from './traffic-diff';
export { verdictText } from './verdict-text';
