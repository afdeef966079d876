export {
  type ClusterFacts,
  type KnownObject,
  type ObjectFinding,
  type PlacedObject,
  type TraefikFacts,
  declareCluster,
} from './cluster';
export { crossCheck, trafficCheck } from './cross-check';
