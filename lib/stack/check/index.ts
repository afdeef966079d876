export {
  type ClusterFacts,
  type ExistingObject,
  type ObjectFinding,
  type PlacedObject,
  type TraefikFacts,
  declareCluster,
} from './cluster';
export { crossCheck } from './cross-check';
