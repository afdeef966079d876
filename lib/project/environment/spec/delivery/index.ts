export type { ArgoCdCluster, ArgoCdSpec } from './argocd';
export type { ChartPlace, DeliverySpec, RepositorySpec } from './delivery-spec';
export type { FluxSpec } from './flux';
