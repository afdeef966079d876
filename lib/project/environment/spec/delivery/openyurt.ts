/**
 * A name of a pool of nodes.
 * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
 * @minLength 1
 * @maxLength 63
 */
export type PoolName = string;

/** How OpenYurt spreads an environment over pools of nodes at the edge. */
export interface OpenYurtSpec {
  /** The pools, by their names. @default none; one is wanted */
  readonly pools?: Readonly<Record<string, OpenYurtPool>>;
  /** The workloads that run in pools, by their names. @default none: they run wherever there is room */
  readonly workloads?: Readonly<Record<string, OpenYurtWorkload>>;
}

/** A pool of nodes. Source: OpenYurt `NodePool`. */
export interface OpenYurtPool {
  /** Whether its nodes can lose the control plane, or never do. @default Edge */
  readonly type?: 'Edge' | 'Cloud';
  /** Whether pods share the network of their nodes, because there is none of pods. @default false */
  readonly hostNetwork?: boolean;
  /** Whether its nodes reach one another. @default as OpenYurt has it */
  readonly interConnectivity?: boolean;
  /** Labels of its nodes. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of its nodes. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Taints of its nodes. @default none */
  readonly taints?: readonly OpenYurtTaint[];
}

/** What keeps pods from a node that do not tolerate it. Source: Kubernetes `Taint`. */
export interface OpenYurtTaint {
  /** Its key. @minLength 1 */
  readonly key: string;
  /** @default none */
  readonly value?: string;
  /** What happens to pods that do not tolerate it. */
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** Where a workload runs. */
export interface OpenYurtWorkload {
  /** The pools; in each runs a copy with all its replicas. @minItems 1 */
  readonly pools: readonly PoolName[];
  /** What is otherwise in a pool, by its name. @default nothing */
  readonly tweaks?: Readonly<Record<string, OpenYurtTweaks>>;
  /**
   * Whether clients in the cluster reach by its Services the pods of their own pool alone, or of their own node alone.
   * @default all pods
   */
  readonly topology?: 'pool' | 'node';
}

/** What is otherwise in a pool. */
export interface OpenYurtTweaks {
  /**
   * How many pods run there.
   * @asType integer
   * @minimum 0
   * @default as the manifests say
   */
  readonly replicas?: number;
  /** Images, by the names of containers. @default as the manifests say */
  readonly images?: Readonly<Record<string, string>>;
}
