import type { VolumeClaimSpec } from './files';
import type { NetworkPolicySpec } from './network';
import type { GoPodSpec } from './pod';
import type { PortNumber, PortSpec, ServiceSpec } from './ports';
import type { ProbesSpec } from './probes';
import type { AutoscalingSpec, DisruptionBudgetSpec, RolloutSpec, ShutdownSpec } from './scaling';

/**
 * A Go service: `services.<name>` of an environment file. An image and its ports are enough; everything else has a
 * default that suits a Go program behind Traefik, and each default can be changed or turned off with `false`.
 */
export interface GoServiceSpec extends GoPodSpec {
  /** Ports by name, for example `http: 8080`. @default none: a worker that nobody calls */
  readonly ports?: Readonly<Record<string, PortNumber | PortSpec>>;

  /** The Service in front of the pods; `false` makes none. @default ClusterIP with all ports */
  readonly service?: ServiceSpec | false;

  /** Startup, liveness and readiness; `false` turns all three off. @default see each */
  readonly probes?: ProbesSpec | false;

  /**
   * Number of pods; not together with `autoscaling`.
   * @asType integer
   * @minimum 0
   * @default 2 for a Deployment: while one pod ends, another answers. 1 with volumes that only one pod can use.
   */
  readonly replicas?: number;

  /** Number of pods by load; not together with `replicas`. @default none */
  readonly autoscaling?: AutoscalingSpec | false;

  /** PodDisruptionBudget. @default one pod may be missing, where there is more than one replica */
  readonly podDisruptionBudget?: DisruptionBudgetSpec | false;

  /**
   * `StatefulSet` gives pods fixed names and volumes of their own.
   * @default "StatefulSet" with `volumeClaims`, else "Deployment"
   */
  readonly kind?: 'Deployment' | 'StatefulSet';

  /** How a new version takes the place of the old one. @default pod by pod, never below the wanted number */
  readonly rollout?: RolloutSpec;

  /**
   * A command in the container right after it started, beside its program. If it fails, the container is started anew.
   *
   * Source: Kubernetes `Lifecycle.postStart.exec`
   * @minItems 1
   */
  readonly postStartCommand?: readonly string[];

  /** How a pod ends. @default 10 s for Traefik to notice, then 25 s to drain */
  readonly shutdown?: ShutdownSpec;

  /** Volumes that each pod has for itself, by name. They make the service a StatefulSet. */
  readonly volumeClaims?: Readonly<Record<string, VolumeClaimSpec>>;

  /** Who may connect; `false` makes no policy. @default Traefik on routed ports, and nobody else */
  readonly networkPolicy?: NetworkPolicySpec | false;
}
