export { type ClusterFacts, type KnownObject, type TraefikFacts, existingKinds } from './facts';
export { Inventory, type PlacedMention } from './inventory';
export type { Mention } from './mentions';
export { secretPaths } from './secret-paths';
export { traefikFactsOf } from './traefik-facts';
export { trafficModelOf } from './traffic-model';
export { placesAt, stringAt } from './walk';
