export { type GateSurroundings, gateFindings, gateSurroundings } from './gates';
export type { GateException, GatesSpec } from './spec';
