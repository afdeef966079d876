/**
 * A name of a member cluster or a region.
 * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
 * @minLength 1
 * @maxLength 48
 */
export type ClusterName = string;

/** How Karmada spreads an environment over its member clusters. */
export interface KarmadaSpec {
  /** The clusters that the environment is in, by the names with which they joined. @default none; one is wanted */
  readonly clusters?: Readonly<Record<string, KarmadaCluster>>;
  /** What the clusters of a region have in common, by its name; a cluster's own word counts more. @default nothing */
  readonly regions?: Readonly<Record<string, KarmadaMember>>;
  /** @default Duplicated */
  readonly replicaScheduling?: KarmadaReplicaScheduling;
  /** What is otherwise for a workload, by its name. @default nothing */
  readonly workloads?: Readonly<Record<string, KarmadaWorkload>>;
}

/** Whether every cluster runs all replicas, or the clusters share them by their weights. */
export type KarmadaReplicaScheduling = 'Duplicated' | 'Divided';

/** What is otherwise in a member cluster than the manifests say. */
export interface KarmadaMember {
  /**
   * Registry that has all images, with a path where it keeps them below one: `registry.eu.example.com/mirror`.
   * @pattern ^[a-zA-Z0-9][-a-zA-Z0-9.]*(:[0-9]+)?(/[a-z0-9][-a-z0-9._]*)*$
   * @default as the manifests say
   */
  readonly imageRegistry?: string;
  /** What stands for the domain of the environment, wherever an object names it. @minLength 1 @default the same */
  readonly domain?: string;
  /** Replicas of workloads, by their names. @default as the manifests say */
  readonly replicas?: Readonly<Record<string, KarmadaCount>>;
  /** Other fields of objects. @default none */
  readonly overrides?: readonly KarmadaOverride[];
}

/**
 * A number of replicas.
 * @minimum 0
 * @asType integer
 */
export type KarmadaCount = number;

/** A member cluster. */
export interface KarmadaCluster extends KarmadaMember {
  /** A region of `regions`. @default none */
  readonly region?: ClusterName;
  /** Its share of replicas that are divided, against those of the others. @minimum 1 @asType integer @default 1 */
  readonly weight?: number;
}

/** Where a workload runs. */
export interface KarmadaWorkload {
  /** Clusters among those of the environment. @minItems 1 @default all */
  readonly clusters?: readonly ClusterName[];
  /** @default as for all */
  readonly replicaScheduling?: KarmadaReplicaScheduling;
}

/** A field of an object that is otherwise in a member cluster. */
export interface KarmadaOverride {
  /** Kind of the object. @minLength 1 */
  readonly kind: string;
  /** Its name. @minLength 1 */
  readonly name: string;
  /** Pointer to the field as RFC 6901 has it: `/spec/rateLimit/average`. @pattern ^(/[^/]*)+$ */
  readonly path: string;
  /** `replace` and `remove` want the field to be there, `add` what it is in. @default replace */
  readonly operator?: 'add' | 'remove' | 'replace';
  /** What stands there then; `remove` wants none. @default none */
  readonly value?: unknown;
}
