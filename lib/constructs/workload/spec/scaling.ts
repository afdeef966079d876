/** One step of scaling: at most so many pods, or so many percent, in so many seconds. */
export interface ScalingPolicy {
  /** What `value` counts: pods, or percent of the present replicas. */
  readonly type: 'Pods' | 'Percent';

  /**
   * The most that one period may add or take away.
   * @asType integer
   * @minimum 1
   */
  readonly value: number;

  /**
   * Length of a period in seconds.
   * @asType integer
   * @minimum 1
   * @maximum 1800
   */
  readonly periodSeconds: number;
}

/** How fast to scale in one direction. Source: Kubernetes `HPAScalingRules`. */
export interface ScalingRules {
  /**
   * Seconds of the past whose most cautious wish wins.
   * @asType integer
   * @minimum 0
   * @maximum 3600
   * @default 0 upwards, 300 downwards
   */
  readonly stabilizationWindowSeconds?: number;

  /** Which of several policies counts; `Disabled` forbids this direction. @default "Max" */
  readonly selectPolicy?: 'Max' | 'Min' | 'Disabled';

  /** The steps that are allowed. @default Kubernetes' own for this direction */
  readonly policies?: readonly ScalingPolicy[];
}

/**
 * HorizontalPodAutoscaler (autoscaling/v2). It owns the number of replicas, so the Deployment has none.
 *
 * Source: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export interface AutoscalingSpec {
  /**
   * Never fewer.
   * @asType integer
   * @minimum 1
   * @default 2: while one pod ends, another answers
   */
  readonly minReplicas?: number;

  /**
   * Never more.
   * @asType integer
   * @minimum 1
   */
  readonly maxReplicas: number;

  /**
   * Average CPU use to hold, in percent of the CPU request; `false` does not look at it.
   * @asType integer
   * @minimum 1
   * @default 70, unless `memory` or `metrics` is given
   */
  readonly cpu?: number | false;

  /**
   * Average memory use to hold, in percent of the memory request. With GOMEMLIMIT a Go heap grows to the limit by
   * itself, so this seldom says what one wants.
   * @asType integer
   * @minimum 1
   */
  readonly memory?: number;

  /** Further metrics as Kubernetes writes them (`MetricSpec`). */
  readonly metrics?: readonly Readonly<Record<string, unknown>>[];

  /** Speed of scaling up. @default that of Kubernetes: the larger of 4 pods and 100 % every 15 s */
  readonly scaleUp?: ScalingRules;

  /**
   * Speed of scaling down; `false` is that of Kubernetes, everything at once after 300 s.
   * @default 20 % a minute after 300 s, because a load that falls often comes back
   */
  readonly scaleDown?: ScalingRules | false;
}

/**
 * PodDisruptionBudget (policy/v1): how many pods a node drain may take at once; not both fields.
 *
 * Source: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export interface DisruptionBudgetSpec {
  /**
   * Pods that may be missing, a number or a percentage.
   * @default 1, unless `minAvailable` is given
   */
  readonly maxUnavailable?: number | string;

  /** Pods that must stay, a number or a percentage. */
  readonly minAvailable?: number | string;

  /**
   * Whether pods that are not ready may be evicted without regard to the budget.
   * @default "AlwaysAllow": a pod that crashes over and over must not block the drain of a node
   */
  readonly unhealthyPodEvictionPolicy?: 'AlwaysAllow' | 'IfHealthyBudget';
}

/** How a new version takes the place of the old one. */
export interface RolloutSpec {
  /**
   * `RollingUpdate` replaces pod by pod, `Recreate` ends all old pods first, `OnDelete` (StatefulSet) waits until
   * somebody deletes the pods.
   * @default "RollingUpdate"; "Recreate" for a Deployment that mounts a ReadWriteOnce claim
   */
  readonly type?: 'RollingUpdate' | 'Recreate' | 'OnDelete';

  /**
   * Pods that may be missing during a rollout, a number or a percentage.
   * @default 0 for a Deployment: capacity never drops. A StatefulSet replaces one at a time.
   */
  readonly maxUnavailable?: number | string;

  /** Pods above the wanted number during a rollout (Deployment only), a number or a percentage. @default 1 */
  readonly maxSurge?: number | string;

  /**
   * Seconds that a new pod must be ready before the rollout goes on.
   * @asType integer
   * @minimum 0
   * @default 0
   */
  readonly minReadySeconds?: number;

  /**
   * Seconds without progress after which a rollout counts as failed (Deployment only).
   * @asType integer
   * @minimum 1
   * @default 600
   */
  readonly progressDeadlineSeconds?: number;

  /**
   * Old versions kept for `kubectl rollout undo`.
   * @asType integer
   * @minimum 0
   * @default 10
   */
  readonly revisionHistoryLimit?: number;

  /** Whether a StatefulSet starts and ends its pods one after the other. @default "OrderedReady" */
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
}

/**
 * How a pod ends. Kubernetes takes it out of the endpoints and stops it at the same moment; Traefik hears of it a
 * little later and would still send requests. So the container sleeps first, then gets SIGTERM, then drains.
 */
export interface ShutdownSpec {
  /**
   * Seconds to wait before SIGTERM (`lifecycle.preStop.sleep`, Kubernetes 1.30 or newer); 0 turns it off. It must be
   * longer than Traefik's `providers.providersThrottleDuration` (2 s) and the propagation of EndpointSlices.
   * @asType integer
   * @minimum 0
   * @default 10
   */
  readonly preStopSeconds?: number;

  /**
   * A command before SIGTERM instead of the sleep, for older clusters or programs with a drain command.
   * @minItems 1
   */
  readonly preStopCommand?: readonly string[];

  /**
   * Seconds that the program needs after SIGTERM to finish requests (`http.Server.Shutdown`).
   * @asType integer
   * @minimum 0
   * @default 25
   */
  readonly drainSeconds?: number;

  /**
   * Seconds after which Kubernetes kills the container, preStop included.
   * @asType integer
   * @minimum 1
   * @default preStopSeconds + drainSeconds + 5
   */
  readonly terminationGracePeriodSeconds?: number;
}
