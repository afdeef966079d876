import type { Quantity } from './quantity';

/** Quantities by resource name: `cpu`, `memory`, `ephemeral-storage`, `nvidia.com/gpu` …; `false` drops a default. */
export type ResourceQuantities = Readonly<Record<string, Quantity | false>>;

/**
 * Requests and limits of the container.
 *
 * Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ResourcesSpec {
  /**
   * What the scheduler reserves.
   * @default cpu: 100m (or the limit, where that is lower), memory: the memory limit
   */
  readonly requests?: ResourceQuantities;

  /**
   * What the container may use at most. There is no CPU limit by default: the kernel then throttles the program in the
   * middle of requests although the node has time to spare.
   * @default memory: the memory request, else 128Mi
   */
  readonly limits?: ResourceQuantities;
}

/**
 * A number of threads.
 * @asType integer
 * @minimum 1
 */
export type ThreadCount = number;

/** What the Go runtime is told about its limits. */
export interface GoRuntimeSpec {
  /**
   * The `go` line of the main module's go.mod. From 1.25 on the runtime reads the CPU limit of its cgroup itself.
   * @pattern ^1\.[0-9]+(\.[0-9]+)?$
   * @default 1.25 or newer is assumed
   */
  readonly version?: string;

  /**
   * GOMEMLIMIT, the size at which the garbage collector works harder rather than let the kernel kill the program:
   * a percentage of the memory limit (`90%`), a size (`400MiB`, `400Mi`, bytes), `downward` (the whole limit, read
   * when the container starts, so that it follows a vertical autoscaler) or `off`. A limit under 64Mi gets none, and
   * so does a container without a memory limit. Use 70 to 80 % for programs that take memory outside of Go (cgo, mmap).
   *
   * Source: https://go.dev/doc/gc-guide#Memory_limit
   * @pattern ^(off|downward|[1-9][0-9]?%|100%|[0-9]+(\.[0-9]+)?(B|KiB|MiB|GiB|TiB|k|M|G|T|Ki|Mi|Gi|Ti)?)$
   * @default "90%"
   */
  readonly memoryLimit?: string;

  /**
   * GOMAXPROCS, the number of threads that run Go code at once: a number, `auto` (nothing where `version` is 1.25 or
   * newer or there is no CPU limit, else the CPU limit rounded up) or `off`.
   * @default "auto"
   */
  readonly maxProcs?: ThreadCount | 'auto' | 'off';

  /**
   * Looks before the program starts which Go built it, in an init container that has the image as a volume, and keeps the
   * pod from starting where it is older than asked for; nothing of the image runs. That takes Kubernetes 1.35, or 1.33
   * with the feature gate ImageVolume. `{}` asks for the defaults.
   * @default no check
   */
  readonly check?: GoCheckSpec;
}

/** What is asked of the programs of an image before they start. */
export interface GoCheckSpec {
  /**
   * The oldest Go that may have built them.
   * @pattern ^1\.[0-9]+(\.[0-9]+)?$
   * @default "1.24"
   */
  readonly minVersion?: string;

  /** An image with a go command and a shell, which does the check. @minLength 1 @default "golang:1.25-alpine" */
  readonly image?: string;
}
