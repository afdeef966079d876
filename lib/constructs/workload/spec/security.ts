/** Capabilities of the process. Pod Security "restricted" allows to add NET_BIND_SERVICE alone. */
export interface CapabilitiesSpec {
  /** @default none */
  readonly add?: readonly string[];

  /** @default ["ALL"] */
  readonly drop?: readonly string[];
}

/**
 * What the process may do. The defaults meet Pod Security "restricted"; a field set to another value is taken as it is.
 *
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface SecurityContextSpec {
  /**
   * User of the process. It is a number because Kubernetes cannot tell whether a name is root.
   * @asType integer
   * @minimum 0
   * @default 65532, `nonroot` of distroless and Chainguard images
   */
  readonly runAsUser?: number;

  /**
   * Group of the process.
   * @asType integer
   * @minimum 0
   * @default the same number as runAsUser
   */
  readonly runAsGroup?: number;

  /**
   * Group that owns the files of volumes; `false` leaves volumes as they are.
   * @asType integer
   * @minimum 0
   * @default the same number as runAsGroup
   */
  readonly fsGroup?: number | false;

  /**
   * When Kubernetes changes the owner of a volume's files.
   * @default "OnRootMismatch" with volumes: `Always` walks a large volume at each start
   */
  readonly fsGroupChangePolicy?: 'OnRootMismatch' | 'Always';

  /** Further groups of the process. */
  readonly supplementalGroups?: readonly number[];

  /** Refuse to start as root. @default true */
  readonly runAsNonRoot?: boolean;

  /** The image's files cannot be changed; see `writable`. @default true */
  readonly readOnlyRootFilesystem?: boolean;

  /** Whether a program may gain more rights than its parent (setuid). @default false */
  readonly allowPrivilegeEscalation?: boolean;

  /** @default drop ALL */
  readonly capabilities?: CapabilitiesSpec;

  /**
   * Settings of the kernel for the pod, by name. Pod Security "restricted" admits those alone that each pod has for
   * itself, such as `net.ipv4.tcp_keepalive_time`; others also have to be allowed on the nodes.
   *
   * Source: Kubernetes `PodSecurityContext.sysctls`
   */
  readonly sysctls?: Readonly<Record<string, string>>;

  /**
   * Filter of system calls; `Localhost/<file>` names a profile on the node.
   * @pattern ^(RuntimeDefault|Unconfined|Localhost/.+)$
   * @default "RuntimeDefault"
   */
  readonly seccompProfile?: string;
}

/** Why pods are weaker than they are by default: a reason for each weakening, which else is warned about. */
export interface PodWeakening {
  /** Why the program may run as root. */
  readonly runAsNonRoot?: string;

  /** Why it may gain more rights than it was started with. */
  readonly allowPrivilegeEscalation?: string;

  /** Why it has capabilities beside NET_BIND_SERVICE. */
  readonly capabilities?: string;

  /** Why it may make every system call. */
  readonly seccompProfile?: string;

  /** Why there is no NetworkPolicy. */
  readonly networkPolicy?: string;
}

/** A ServiceAccount of the service's own. */
export interface ServiceAccountSpec {
  /** Annotations, for example the role of a cloud provider. */
  readonly annotations?: Readonly<Record<string, string>>;

  /** Labels on top of those of all objects. */
  readonly labels?: Readonly<Record<string, string>>;
}
