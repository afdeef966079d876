export { mapTraffic } from './map-traffic';
export { type TrafficProof, proveTraffic } from './proof';
export { trafficFiles } from './values';
