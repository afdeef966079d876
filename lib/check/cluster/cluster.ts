import type { IConstruct } from 'constructs';
import { type FieldPath, type Finding } from '../../core/finding';
import { type ApiObjectData, groupOf } from '../../core/manifest';
import { type Reference, referencesOf } from './references';

/** An API object of a cluster, wherever it comes from. */
export interface ClusterObject {
  readonly object: ApiObjectData;
}

/** An API object and the construct that made it. */
export interface PlacedObject extends ClusterObject {
  readonly construct: IConstruct;
}

/** A reference and the object that holds it. */
export interface PlacedReference<Placed extends ClusterObject = PlacedObject> {
  readonly placed: Placed;
  readonly reference: Reference;
}

/** What a check found in an object; `field` is a path of that object. */
export interface ObjectFinding extends Finding {
  readonly placed: PlacedObject;
}

/** The options of Traefik's Kubernetes CRD provider that decide which references it follows. */
export interface TraefikFacts {
  /** Names of the entry points and what they listen for. Without it, entry points are not checked. */
  readonly entryPoints?: ReadonlyMap<string, 'tcp' | 'udp'>;
  /** Names of the certificate resolvers. Without it, resolvers are not checked. */
  readonly certificateResolvers?: ReadonlySet<string>;
  /** providers.kubernetesCRD.allowCrossNamespace. @default false */
  readonly allowCrossNamespace?: boolean;
  /** Its whole static configuration in Traefik's own words. @default what the official Helm chart 41 runs */
  readonly configuration?: object;
  /** Ports at which clients reach its entry points. @default those of the entry points' addresses */
  readonly exposedPorts?: ReadonlyMap<string, number>;
}

/** An object that the cluster has, though the program does not make it. */
export interface KnownObject {
  readonly kind: string;
  /** @default any namespace */
  readonly namespace?: string;
  readonly name: string;
  /** Ports of a Service, by number or name. @default any port */
  readonly ports?: readonly (string | number)[];
  /** Keys of a Secret or ConfigMap. @default any key */
  readonly keys?: readonly string[];
}

/** What is known of a cluster besides the objects that the program makes for it. */
export interface ClusterFacts {
  readonly traefik?: TraefikFacts;
  readonly existing?: readonly KnownObject[];
}

/** The constructs' props are the spec's fields, so a path of the object without `spec` is a path of the props. */
export function propsField(field: FieldPath): FieldPath {
  return field[0] === 'spec' ? field.slice(1) : field;
}

const declared = new WeakMap<IConstruct, ClusterFacts>();

/** Tells the cross-checks what the cluster of a deployment scope has. */
export function declareCluster(scope: IConstruct, facts: ClusterFacts): void {
  declared.set(scope, facts);
}

/** What was declared for a deployment scope; nothing where nothing was. */
export function clusterFacts(scope: IConstruct): ClusterFacts {
  return declared.get(scope) ?? {};
}

/** All objects of one cluster, made or existing, found by kind, namespace and name. */
export class Cluster<Placed extends ClusterObject = PlacedObject> {
  /** Every mention of one object by another, in the order of the objects. */
  readonly references: readonly PlacedReference<Placed>[];
  private readonly index = new Map<string, Placed>();

  constructor(
    readonly objects: readonly Placed[],
    readonly facts: ClusterFacts = {},
  ) {
    for (const placed of objects) {
      const { apiVersion, kind, metadata } = placed.object;
      if (groupOf(apiVersion) !== groupOfKind(kind)) continue;
      this.index.set(key(kind, metadata.namespace, metadata.name), placed);
    }
    this.references = objects.flatMap((placed) =>
      referencesOf(placed.object).map((reference) => ({ placed, reference })),
    );
  }

  /** The object that the program makes under this name. */
  made(kind: string, namespace: string | undefined, name: string): Placed | undefined {
    return this.index.get(key(kind, namespace, name));
  }

  /** What was declared as existing under this name. */
  existing(kind: string, namespace: string | undefined, name: string): KnownObject | undefined {
    return this.facts.existing?.find(
      (object) =>
        object.kind === kind &&
        object.name === name &&
        (object.namespace === undefined || object.namespace === namespace),
    );
  }

  /** Names of this kind that a reference from this namespace could have meant. */
  names(kind: string, namespace: string | undefined): string[] {
    return [
      ...[...this.index.values()]
        .filter(({ object }) => object.kind === kind && object.metadata.namespace === namespace)
        .map(({ object }) => object.metadata.name),
      ...(this.facts.existing ?? []).filter((object) => object.kind === kind).map(({ name }) => name),
    ];
  }
}

const coreKinds: ReadonlySet<string> = new Set(['Service', 'Secret', 'ConfigMap']);

/** Group of the kinds that references name, so that a Service of another group is not taken for a Service. */
function groupOfKind(kind: string): string {
  return coreKinds.has(kind) ? '' : 'traefik.io';
}

function key(kind: string, namespace: string | undefined, name: string): string {
  return JSON.stringify([kind, namespace ?? '', name]);
}
