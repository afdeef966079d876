import { groupBy, suggester } from '../../core/base';
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
  private readonly declared: ReadonlyMap<string, readonly KnownObject[]>;
  private readonly suggesters = new Map<string, (name: string) => string | undefined>();
  private named: ReadonlyMap<string, readonly KnownObject[]> | undefined;

  constructor(
    readonly objects: readonly PlacedObject[],
    readonly facts: ClusterFacts = {},
  ) {
    for (const placed of objects) {
      const { apiVersion, kind, metadata } = placed.object;
      if (groupOf(apiVersion) !== groupOfKind(kind)) continue;
      this.index.set(key(kind, metadata.namespace, metadata.name), placed);
    }
    this.declared = groupBy(facts.existing ?? [], ({ kind, name }) => key(kind, undefined, name));
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
    return this.declared
      .get(key(kind, undefined, name))
      ?.find((object) => object.namespace === undefined || object.namespace === namespace);
  }

  /** The name of this kind in a namespace, those included that exist in any, that a misspelt one is nearest to. */
  nearestName(kind: string, namespace: string | undefined, name: string): string | undefined {
    const place = key(kind, namespace, '');
    const suggest = this.suggesters.get(place) ?? suggester(this.names(kind, namespace));
    this.suggesters.set(place, suggest);
    return suggest(name);
  }

  /** Namespaces that have an object of this kind and name. */
  namespacesOf(kind: string, name: string): string[] {
    this.named ??= groupBy(this.known(), (object) => key(object.kind, undefined, object.name));
    return (this.named.get(key(kind, undefined, name)) ?? []).flatMap(({ namespace }) => namespace ?? []);
  }

  private names(kind: string, namespace: string | undefined): string[] {
    return this.known()
      .filter(
        (object) =>
          object.kind === kind && (object.namespace === namespace || object.namespace === undefined),
      )
      .map(({ name }) => name);
  }

  /** All that is made or exists. */
  private known(): readonly KnownObject[] {
    const made = Array.from(this.index.values(), ({ object: { kind, metadata } }) => ({
      kind,
      name: metadata.name,
      namespace: metadata.namespace ?? '',
    }));
    return [...made, ...(this.facts.existing ?? [])];
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
