export {
  type AppOutput,
  type HandoverRecord,
  type ObjectOrigin,
  type PlacedRelease,
  environmentsVariable,
  handOver,
  handoverVariable,
  isHandingOver,
  wantedEnvironments,
} from './handover';
export { withoutTsx } from './without-tsx';
