/**
 * A name of the catalogue, with its kind and namespace where they are not the usual ones: `platform`,
 * `group:default/platform`.
 * @pattern ^([A-Za-z][A-Za-z0-9]*:)?([a-z0-9][-a-z0-9]{0,62}/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$
 * @minLength 1
 * @maxLength 190
 * @see https://backstage.io/docs/features/software-catalog/references
 */
export type CatalogueName = string;

/**
 * A word by which the catalogue is searched.
 * @pattern ^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$
 * @maxLength 63
 */
export type CatalogueTag = string;

/** What Backstage's catalogue says beside what follows from the objects. It is one catalogue for all environments. */
export interface BackstageSpec {
  /** The group or user who owns it all. */
  readonly owner: CatalogueName;
  /**
   * Domain of the system. It is written where this is nothing but a name; `domain:default/shop` is one that the catalogue
   * has already.
   * @default none
   */
  readonly domain?: CatalogueName;
  /** What the system is, in a sentence. @default none */
  readonly description?: string;
  /** What is known of workloads, by their names. @default what follows from the objects */
  readonly components?: Readonly<Record<string, BackstageComponent>>;
}

/** A workload as Backstage's catalogue has it. */
export interface BackstageComponent {
  /** What it is, in a sentence. @default none */
  readonly description?: string;
  /** @minLength 1 @default service where a Service leads to it, job for what ends by itself, else worker */
  readonly type?: string;
  /** @minLength 1 @default production where an environment for production has it, else experimental */
  readonly lifecycle?: string;
  /** @default the owner of all */
  readonly owner?: CatalogueName;
  /** @default none */
  readonly tags?: readonly CatalogueTag[];
  /** What it offers others, by the name that the catalogue shall have for it. @default nothing */
  readonly provides?: Readonly<Record<string, BackstageApi>>;
  /**
   * What it asks, by names of the catalogue (`payments`, `api:default/payments`).
   * @default what those provide whose addresses its variables and arguments have
   */
  readonly consumes?: readonly CatalogueName[];
}

/** An API of Backstage's catalogue. */
export interface BackstageApi {
  /** In which language it is defined. */
  readonly type: 'openapi' | 'asyncapi' | 'graphql' | 'grpc';
  /** File that defines it below the folder of the project, or its address. @minLength 1 */
  readonly definition: string;
  /** What it is, in a sentence. @default none */
  readonly description?: string;
}
