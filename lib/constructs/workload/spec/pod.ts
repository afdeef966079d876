import type { EnvFromSpec, EnvValue } from './environment-variables';
import type { ConfigSpec, EmptyDirSpec, MountSpec, SecretsSpec } from './files';
import type { InitContainerSpec, PreflightSpec } from './init-containers';
import type { PlacementSpec } from './placement';
import type { Quantity } from './quantity';
import type { GoRuntimeSpec, ResourcesSpec } from './resources';
import type { PodWeakening, SecurityContextSpec, ServiceAccountSpec } from './security';
import type { TelemetrySpec } from './telemetry';

/** What every program that runs in a pod has: a service, a job, a job by schedule. */
export interface GoPodSpec {
  /**
   * Image with tag, digest or both: `ghcr.io/acme/shop:1.4.2`, `registry:5000/shop@sha256:…`.
   * @minLength 1
   */
  readonly image: string;

  /** When the node pulls the image. @default "Always" for the tag `latest`, else "IfNotPresent", as Kubernetes has it */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';

  /** Names of existing Secrets with registry credentials. */
  readonly imagePullSecrets?: readonly string[];

  /** Program, in place of the image's entry point. @default the image's */
  readonly command?: readonly string[];

  /** Arguments. `$(NAME)` stands for a variable. @default the image's */
  readonly args?: readonly string[];

  /**
   * Folder in which the program starts, absolute; a preflight starts there too.
   * @pattern ^/
   * @default the image's
   */
  readonly workingDir?: string;

  /** Requests and limits; `false` sets none. @default cpu request 100m, memory request and limit 128Mi, no CPU limit */
  readonly resources?: ResourcesSpec | false;

  /** What runs the program. `other` sets none of Go's variables: the program is none of Go. @default "go" */
  readonly runtime?: 'go' | 'other';

  /** What the Go runtime is told about them; `false` sets neither GOMEMLIMIT nor GOMAXPROCS. @default GOMEMLIMIT 90 % of the limit */
  readonly go?: GoRuntimeSpec | false;

  /** Environment variables by name. */
  readonly env?: Readonly<Record<string, EnvValue>>;

  /** Environment variables from all keys of existing ConfigMaps and Secrets. */
  readonly envFrom?: readonly EnvFromSpec[];

  /** OpenTelemetry variables; `true` sets those that need no choice. @default false */
  readonly telemetry?: TelemetrySpec | boolean;

  /** Configuration files and variables that the program brings along. */
  readonly config?: ConfigSpec;

  /** The same for secrets; warned about, because the manifests then contain them. */
  readonly secrets?: SecretsSpec;

  /** What else is mounted, by absolute path: existing ConfigMaps, Secrets, claims, any volume. */
  readonly mounts?: Readonly<Record<string, MountSpec>>;

  /**
   * Scratch directories by absolute path with their size, because the image's own files are read-only.
   * @default `/tmp` with 64Mi; `"/tmp": false` removes it
   */
  readonly writable?: Readonly<Record<string, Quantity | EmptyDirSpec | false>>;

  /** Containers that run before the program, by name, in this order. */
  readonly initContainers?: Readonly<Record<string, InitContainerSpec>>;

  /** A check by the program's own image before it starts. @default none */
  readonly preflight?: PreflightSpec;

  /** What the process may do. @default Pod Security "restricted", user 65532 */
  readonly securityContext?: SecurityContextSpec;

  /** Reasons for what is weaker than by default, such as `networkPolicy: false`. @default none: it is warned about */
  readonly weakened?: PodWeakening;

  /** A name is that of an existing account; `false` uses the namespace's default account. @default an account of its own */
  readonly serviceAccount?: string | ServiceAccountSpec | false;

  /** Whether pods get a token for the Kubernetes API. @default false: few services call it */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Whether pods get variables for every Service of the namespace.
   * @default false: they can collide with the program's own variables, and many of them slow its start
   */
  readonly enableServiceLinks?: boolean;

  /** Where pods may run. @default anywhere, spread over zones and nodes as well as possible */
  readonly placement?: PlacementSpec;

  /**
   * Services of the environment that this one calls: `dex`, or `dex:grpc` for one port. Their NetworkPolicies
   * admit it, on the port called `http` or the only one unless named.
   */
  readonly dependsOn?: readonly string[];

  /** `app.kubernetes.io/version`. @default the image's tag */
  readonly version?: string;

  /** `app.kubernetes.io/component`, its role: `api`, `database`. */
  readonly component?: string;

  /** `app.kubernetes.io/part-of`, the larger application. */
  readonly partOf?: string;

  /**
   * `app.kubernetes.io/instance`. It is part of the selector, which Kubernetes never lets change.
   * @default the name of the service or job
   */
  readonly instance?: string;

  /** Labels of all objects and pods. */
  readonly labels?: Readonly<Record<string, string>>;

  /** Annotations of all objects, not of pods. */
  readonly annotations?: Readonly<Record<string, string>>;

  /** Further labels of the pods. */
  readonly podLabels?: Readonly<Record<string, string>>;

  /** Annotations of the pods. */
  readonly podAnnotations?: Readonly<Record<string, string>>;
}
