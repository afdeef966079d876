export { type Course, type Mark, type Share, courseOf } from './course';
export { type ControlledService, flaggerObjects } from './flagger';
export { madeByFlagger } from './made-by-flagger';
export { mainName } from './marked-routes';
export { besideOf, nextName } from './names';
export { type Gate, type GateQuery, gateQueries } from './queries';
export type { ReleaseDeclaration } from './release';
export { analysisTemplate, analysisTemplates, rolloutStrategy } from './rollouts';
export { isOfTraefik, leadsTo, splitOf } from './shares';
export type {
  ReleaseGates,
  ReleaseMark,
  ReleaseMirror,
  ReleaseMode,
  ReleaseShare,
  ReleaseSpec,
  ReleaseStrategy,
  ResponseTime,
} from './spec';
export { type StepKind, type StepState, mostShares, statesOf } from './states';
export { type ReleaseStep, releaseSteps } from './steps';
