/** A taint that the pods tolerate. Source: Kubernetes `Toleration`. */
export interface TolerationSpec {
  /** Key of the taint. @default all keys (with operator Exists) */
  readonly key?: string;

  /** Whether the value must be equal, or only the key exist. @default "Equal" */
  readonly operator?: 'Equal' | 'Exists';

  /** Value of the taint; none with operator Exists. */
  readonly value?: string;

  /** Effect of the taint. @default all effects */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';

  /**
   * Seconds to stay after a NoExecute taint appeared.
   * @asType integer
   * @default for ever
   */
  readonly tolerationSeconds?: number;
}

/** A group of nodes by the label that its operator gives them. */
export interface NodePoolSpec {
  /** Name of the pool. */
  readonly name: string;

  /**
   * Label that carries the name. Others: `karpenter.sh/nodepool`, `cloud.google.com/gke-nodepool`,
   * `eks.amazonaws.com/nodegroup`, `kubernetes.azure.com/agentpool`.
   * @default "apps.openyurt.io/nodepool"
   */
  readonly label?: string;
}

/**
 * How evenly pods lie: `soft` prefers it, `hard` leaves a pod pending rather than break it, `off` does not care.
 */
export type Spread = 'soft' | 'hard' | 'off';

/** Where pods may run. */
export interface PlacementSpec {
  /** Processor architectures that the image has (`kubernetes.io/arch`), for clusters that mix them. @default any */
  readonly arch?:
    | 'amd64'
    | 'arm64'
    | 'arm'
    | 'ppc64le'
    | 's390x'
    | 'riscv64'
    | readonly ('amd64' | 'arm64' | 'arm' | 'ppc64le' | 's390x' | 'riscv64')[];

  /** Pool of nodes. @default any */
  readonly nodePool?: NodePoolSpec;

  /** Labels that a node must have. */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /**
   * Devices by resource name, for example `nvidia.com/gpu: 1`. They become requests and limits, and the taint of the
   * same key, by which such nodes are kept free, is tolerated.
   */
  readonly accelerators?: Readonly<Record<string, number>>;

  /** Taints that the pods tolerate. */
  readonly tolerations?: readonly TolerationSpec[];

  /** Affinity as Kubernetes writes it. `arch` with several values is added to it. */
  readonly affinity?: Readonly<Record<string, unknown>>;

  /** Spread over zones (`topology.kubernetes.io/zone`). @default "soft", where more than one replica can be */
  readonly zones?: Spread;

  /** Spread over nodes (`kubernetes.io/hostname`). @default "soft", where more than one replica can be */
  readonly nodes?: Spread;

  /** PriorityClass. @default that of the cluster */
  readonly priorityClassName?: string;

  /** RuntimeClass, for example gVisor. @default that of the node */
  readonly runtimeClassName?: string;
}
