export { admitEveryName } from './children';
export { type Check, type Locate, addCheck, collectProblems, locate, placed, setOrigin } from './checks';
export { isDnsLabel, isDnsSubdomain } from '../../core/manifest';
export { ConstructMemory, sharedInScope } from './memory';
export { renderedSpec } from './rendered';
export { deploymentScopeOf, isDeploymentScope, markDeploymentScope } from './scope';
