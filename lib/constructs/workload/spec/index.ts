export type {
  EnvFromSpec,
  EnvValue,
  EnvValueFrom,
  EnvValueSource,
  FieldReference,
  KeyReference,
  LocalObjectReference,
  ResourceFieldReference,
} from './environment-variables';
export type {
  ConfigSpec,
  EmptyDirSpec,
  InlineFile,
  MountSpec,
  SecretsSpec,
  SharedClaimSpec,
  VolumeClaimSpec,
} from './files';
export type { GoServiceSpec } from './go-service';
export type { GoCronJobSpec, GoJobSpec, JobNetworkPolicySpec, JobRunSpec, JobSeconds } from './job';
export type { KubernetesPortSpec, KubernetesServiceSpec } from './kubernetes-service';
export type { GoPodSpec } from './pod';
export type { InitContainerSpec, PreflightSpec } from './init-containers';
export type {
  EgressPortSpec,
  EgressRuleSpec,
  IngressRuleSpec,
  NetworkPeerSpec,
  NetworkPolicySpec,
  ScrapeSpec,
  TraefikPeerSpec,
} from './network';
export type { NodePoolSpec, PlacementSpec, Spread, TolerationSpec } from './placement';
export type { PortNumber, PortSpec, ServiceSpec } from './ports';
export type { ExecProbe, GrpcProbe, HttpGetProbe, ProbeSpec, ProbesSpec, TcpSocketProbe } from './probes';
export type { Quantity } from './quantity';
export type { GoCheckSpec, GoRuntimeSpec, ResourceQuantities, ResourcesSpec, ThreadCount } from './resources';
export type {
  AutoscalingSpec,
  DisruptionBudgetSpec,
  RolloutSpec,
  ScalingPolicy,
  ScalingRules,
  ShutdownSpec,
} from './scaling';
export type { CapabilitiesSpec, PodWeakening, SecurityContextSpec, ServiceAccountSpec } from './security';
export type { TelemetrySpec } from './telemetry';
