/** A Namespace. */
export interface NamespaceSpec {
  /** Name of the Namespace, for example `${namespace}`. @default its key in `namespaces` */
  readonly name?: string;
  /**
   * Level of Pod Security that pods of the namespace have to meet; what `GoService` makes meets `restricted`.
   *
   * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
   * @default none is demanded
   */
  readonly podSecurity?: 'restricted' | 'baseline' | 'privileged';
  /** Labels of the Namespace. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the Namespace. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object of any kind, as Kubernetes has it. */
export interface RawObject {
  /** Group and version of its kind, for example `apps/v1`. @minLength 1 */
  readonly apiVersion: string;
  /** Its kind, for example `NetworkPolicy`. @minLength 1 */
  readonly kind: string;
  /** Its metadata. @default its key in `objects` as name, in the namespace of the environment */
  readonly metadata?: RawMetadata;
  /** Whatever else objects of the kind have. */
  readonly [field: string]: unknown;
}

/** Metadata of an object of any kind. */
export interface RawMetadata {
  /** @default its key in `objects` */
  readonly name?: string;
  /** @default the environment's namespace; none for kinds of the whole cluster */
  readonly namespace?: string;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Whatever else metadata have. */
  readonly [field: string]: unknown;
}
