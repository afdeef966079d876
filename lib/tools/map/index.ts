export type { TrafficChanges } from './data';
export { type Mapped, mapPage } from './map-page';
