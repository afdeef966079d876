import { groupOf, type PlacedObject } from '../../core/manifest';
import type { ClusterFacts, KnownObject } from './facts';
import { type Mention, mentionsOf } from './mentions';

/** A mention of an object and the object that holds it. */
export interface PlacedMention {
  readonly placed: PlacedObject;
  readonly mention: Mention;
}

/** Everything that one cluster has, made or known to exist, found by kind, namespace and name. */
export class Inventory {
  /** Every mention of one object by another, in the order of the objects. */
  readonly mentions: readonly PlacedMention[];
  private readonly index = new Map<string, PlacedObject>();

  constructor(
    readonly objects: readonly PlacedObject[],
    readonly facts: ClusterFacts = {},
  ) {
    for (const placed of objects) {
      const { apiVersion, kind, metadata } = placed.object;
      if (groupOf(apiVersion) !== groupOfKind(kind)) continue;
      this.index.set(key(kind, metadata.namespace, metadata.name), placed);
    }
    this.mentions = objects.flatMap((placed) =>
      mentionsOf(placed.object).map((mention) => ({ placed, mention })),
    );
  }

  /** The object that is made under this name. */
  made(kind: string, namespace: string | undefined, name: string): PlacedObject | undefined {
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

  /** Names of this kind in a namespace, those included that exist in any. */
  names(kind: string, namespace: string | undefined): string[] {
    return this.namesakes(kind)
      .filter((object) => object.namespace === namespace || object.namespace === undefined)
      .map(({ name }) => name);
  }

  /** Namespaces that have an object of this kind and name. */
  namespacesOf(kind: string, name: string): string[] {
    return this.namesakes(kind).flatMap((object) => (object.name === name ? (object.namespace ?? []) : []));
  }

  private namesakes(kind: string): readonly KnownObject[] {
    const made = [...this.index.values()]
      .filter(({ object }) => object.kind === kind)
      .map(({ object }) => ({
        kind,
        name: object.metadata.name,
        namespace: object.metadata.namespace ?? '',
      }));
    return [...made, ...(this.facts.existing ?? []).filter((object) => object.kind === kind)];
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
