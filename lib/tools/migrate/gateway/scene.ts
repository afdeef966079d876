import type { FieldPath } from '../../../core/finding';
import type { ApiObjectData, ReadObject } from '../../../core/manifest';
import type { Router } from '../../../traefik/model';
import type { MigrationCode } from '../catalogue';
import type { MigrationEntry } from '../entries';
import type { Backends } from './backends';
import type { Children } from './children';
import type { HostMatches } from '../matches';
import { namespaceOf } from '../read';

/** What is told of a part of an IngressRoute that does not mean the same afterwards. */
export interface RouteNote {
  readonly source: ReadObject;
  readonly at: FieldPath;
  readonly fate: 'changed' | 'lost';
  readonly code: MigrationCode;
  readonly severity?: MigrationEntry['severity'];
  /** Added to what the code says. */
  readonly detail?: string;
}

/** A listener that a route wants to stand on. */
export interface Stand {
  readonly entryPoint: string;
  readonly isTls: boolean;
}

/** A route of an IngressRoute on its way to rules of HTTPRoutes, or of GRPCRoutes. */
export interface RouteDraft {
  readonly kind: 'HTTPRoute' | 'GRPCRoute';
  readonly source: ReadObject;
  readonly namespace: string;
  /** Its number in the IngressRoute. */
  readonly index: number;
  readonly stands: readonly Stand[];
  readonly priority: number;
  readonly alternatives: readonly HostMatches[];
  readonly filters: readonly object[];
  readonly backends: Backends;
}

/** What is given, and what is made and told of it. */
export interface GatewayScene {
  readonly objects: readonly ApiObjectData[];
  /** The routers that run, with those that Traefik disables. */
  readonly routers: readonly {
    readonly config: Router;
    readonly errors: readonly string[];
    readonly isRunning: boolean;
  }[];
  readonly version: string;
  /** What stands in TraefikServices. */
  readonly children: Pick<Children, 'claim'>;
  readonly notes: RouteNote[];
  /** The file of what is made of an IngressRoute. */
  readonly fileOf: (route: ApiObjectData) => string;
  /** By the names of their files. */
  readonly made: { readonly file: string; readonly object: ApiObjectData }[];
}

/** A name that no given or made object of the kind has in the namespace. */
export function freeName(
  { objects, made }: GatewayScene,
  kind: string,
  namespace: string,
  wanted: string,
): string {
  const taken = new Set(
    [...objects, ...made.map(({ object }) => object)]
      .filter((object) => object.kind === kind && namespaceOf(object) === namespace)
      .map(({ metadata }) => metadata.name),
  );
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}-${count}`;
  return name;
}
