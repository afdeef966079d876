export { DeliveryApp, type DeliveryAppProps } from './delivery-app';
export { claimsProblems } from './claims';
export { declareCluster } from './declared-cluster';
export { contextName, readContext } from './context';
export { type ReleaseFiles, releaseFiles, releasesName } from './releases';
export { EnvironmentStack } from './environment-stack';
export { Parts } from './environment/parts';
export { objectsOf } from './objects-of';
export { trafficModelAt, trafficModels } from './traffic-models';
