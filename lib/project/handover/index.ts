export {
  type AppOutput,
  type HandoverRecord,
  type ObjectOrigin,
  environmentsVariable,
  handOver,
  handoverVariable,
  isHandingOver,
  wantedEnvironments,
} from './handover';
