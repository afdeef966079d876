export {
  Cluster,
  type ClusterFacts,
  type ClusterObject,
  type KnownObject,
  type ObjectFinding,
  type PlacedObject,
  type TraefikFacts,
  clusterFacts,
  declareCluster,
} from './cluster';
export { crossCheck, trafficCheck } from './cross-check';
export { knownObjects, trafficModelOf } from './traffic';
