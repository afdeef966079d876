export {
  type Check,
  type Finding,
  type Locate,
  addCheck,
  collectProblems,
  locate,
  placed,
  setOrigin,
} from './checks';
export { isDnsLabel, isDnsSubdomain } from '../manifest';
export { deploymentScopeOf, isDeploymentScope, markDeploymentScope } from './scope';
