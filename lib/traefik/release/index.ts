export { type Course, type Mark, type Share, courseOf } from './course';
export { markedName } from './marked-routes';
export type { ReleaseDeclaration } from './release';
export { isOfTraefik, leadsTo, splitOf } from './shares';
export type {
  ReleaseGates,
  ReleaseMark,
  ReleaseMirror,
  ReleaseShare,
  ReleaseSpec,
  ReleaseStrategy,
} from './spec';
export { type StepKind, type StepState, mostShares, statesOf } from './states';
export { type ReleaseStep, releaseSteps } from './steps';
