import type { LocalObjectReference } from './environment-variables';
import type { Quantity } from './quantity';

/** A file with more than its content. */
export interface InlineFile {
  /** Text of the file. */
  readonly content: string;

  /**
   * Mounts the file alone, so that what the image has beside it stays visible. Without it the whole directory is
   * replaced by the files that are declared for it.
   * @default false
   */
  readonly keepDirectory?: boolean;
}

/**
 * Configuration that the service brings along, in ConfigMaps of its own. A change of it rolls the pods, because its
 * hash is an annotation of them.
 */
export interface ConfigSpec {
  /** Text files by absolute path, in ConfigMap `<name>-config`. */
  readonly files?: Readonly<Record<string, string | InlineFile>>;

  /** Environment variables by name, in ConfigMap `<name>-env`. */
  readonly env?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * The same in Secrets of its own. Whoever can read the manifests can read them, so each use is warned about; better
 * name an existing Secret in `env`, `envFrom` or `mounts`, or let an operator make it.
 */
export interface SecretsSpec {
  /** Text files by absolute path, in Secret `<name>-files`. */
  readonly files?: Readonly<Record<string, string | InlineFile>>;

  /** Environment variables by name, in Secret `<name>-secret-env`. */
  readonly env?: Readonly<Record<string, string | number | boolean>>;
}

/** A scratch directory that lives as long as the pod. Source: Kubernetes `EmptyDirVolumeSource`. */
export interface EmptyDirSpec {
  /** At most so much; the pod is evicted beyond it. @default no limit */
  readonly sizeLimit?: Quantity;

  /** `Memory` is a tmpfs that counts as memory of the container. @default the node's disk */
  readonly medium?: 'Memory';
}

/** A PersistentVolumeClaim that exists in the namespace and that all pods of the service share. */
export interface SharedClaimSpec {
  /** Name of the claim. */
  readonly claimName: string;

  /** Whether the volume is attached read-only. @default false */
  readonly readOnly?: boolean;

  /**
   * Access mode that the claim has. With ReadWriteOnce or ReadWriteOncePod there can be one replica only, and a new
   * pod starts after the old one ended.
   * @default "ReadWriteOnce", which is all that most storage has
   */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';
}

/**
 * What is mounted at a path: exactly one of `configMap`, `secret`, `emptyDir`, `persistentVolumeClaim`, `volumeClaim`
 * and `volume`. The path is its key in `mounts`.
 */
export interface MountSpec {
  /** A ConfigMap that exists: the directory of all its keys, or with `key` one file. */
  readonly configMap?: LocalObjectReference;

  /** A Secret that exists: the directory of all its keys, or with `key` one file. */
  readonly secret?: LocalObjectReference;

  /** Key of the ConfigMap or Secret that becomes the one file at this path. */
  readonly key?: string;

  /** For one file: mounts it alone and keeps its neighbours of the image; such a file never follows changes. @default false */
  readonly keepDirectory?: boolean;

  /**
   * Permission bits of the files of a ConfigMap or Secret.
   * @asType integer
   * @minimum 0
   * @maximum 511
   * @default 420 (0644)
   */
  readonly defaultMode?: number;

  /** A scratch directory; `writable` says it shorter. */
  readonly emptyDir?: EmptyDirSpec;

  /** A claim that exists. */
  readonly persistentVolumeClaim?: SharedClaimSpec;

  /** Another path of one of `volumeClaims`, by its name. */
  readonly volumeClaim?: string;

  /** Any other volume source as Kubernetes writes it, for example `{ csi: { … } }`. Pod Security "restricted" allows few. */
  readonly volume?: Readonly<Record<string, unknown>>;

  /** Path inside of the volume. @default its root */
  readonly subPath?: string;

  /** Whether the container sees it read-only. @default true for configMap and secret, else false */
  readonly readOnly?: boolean;
}

/** A volume that each replica has for itself and keeps over restarts. It makes the service a StatefulSet. */
export interface VolumeClaimSpec {
  /**
   * Where the container sees it.
   * @pattern ^/
   */
  readonly mountPath: string;

  /** Size that is requested, for example `10Gi`. */
  readonly size: Quantity;

  /** Storage class. @default the cluster's default class */
  readonly storageClassName?: string;

  /** Access modes. @default ["ReadWriteOnce"] */
  readonly accessModes?: readonly ('ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod')[];

  /** Path inside of the volume. @default its root */
  readonly subPath?: string;

  /** Labels of the claim. */
  readonly labels?: Readonly<Record<string, string>>;

  /** Annotations of the claim, for example for backups. */
  readonly annotations?: Readonly<Record<string, string>>;
}
