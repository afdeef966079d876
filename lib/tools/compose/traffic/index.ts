export { mapTraffic } from './map-traffic';
export { credentialsOf, withheldFrom } from './credentials';
export { type TrafficProof, proveTraffic } from './proof';
export { trafficFiles } from './values';
