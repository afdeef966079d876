export { admitEveryName } from './children';
export {
  type Check,
  type Locate,
  addCheck,
  addObjectCheck,
  collectProblems,
  locate,
  placed,
  setOrigin,
} from './checks';
export { isOfOtherCopy, twoCopies } from './copies';
export { checkFinite } from './finite';
export { jsonOf, plainJsonOf } from './json-of';
export { holdBack, isHeldBack } from './held-back';
export { declareKeptUp, keptUpIn } from './kept-up';
export { type ToProps, checkMadeObjects, locateField, makerOf } from './made-objects';
export { ConstructMemory, sharedInScope } from './memory';
export { renderedObject } from './rendered';
export { declareSecrets, secretsOf } from './secrets';
export { deploymentScopeOf, isDeploymentScope, markDeploymentScope } from './scope';
export { declareTraefikVersion, traefikVersionAt } from './traefik-version';
