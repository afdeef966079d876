export type { ArgoCdCluster, ArgoCdSpec } from './argocd';
export type {
  BackstageApi,
  BackstageComponent,
  BackstageSpec,
  CatalogueName,
  CatalogueTag,
} from './backstage';
export type { ChartPlace, DeliverySpec, RepositorySpec } from './delivery-spec';
export type { FluxSpec } from './flux';
export type { LatencySpec, ObjectiveSpec, ObservabilitySpec } from './observability';
export type {
  ClusterName,
  KarmadaCluster,
  KarmadaCount,
  KarmadaMember,
  KarmadaOverride,
  KarmadaReplicaScheduling,
  KarmadaSpec,
  KarmadaWorkload,
} from './karmada';
export type {
  OpenYurtPool,
  OpenYurtSpec,
  OpenYurtTaint,
  OpenYurtTweaks,
  OpenYurtWorkload,
  PoolName,
} from './openyurt';
