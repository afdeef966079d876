export {
  Cluster,
  type ClusterFacts,
  type KnownObject,
  type ObjectFinding,
  type PlacedObject,
  type TraefikFacts,
  clusterFacts,
  declareCluster,
} from './cluster';
export { crossCheck, trafficCheck } from './cross-check';
export { trafficModelOf } from './traffic';
