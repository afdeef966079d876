export {
  type ClusterFacts,
  type KnownObject,
  type ObjectFinding,
  type PlacedObject,
  type TraefikFacts,
  declareCluster,
} from './cluster';
export { crossCheck } from './cross-check';
