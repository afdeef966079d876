import { groupBy, oncePer, suggester } from '../../core/base';
import { groupOf, type PlacedObject } from '../../core/manifest';
import { type RefusedObject, admission } from './admission';
import { ByPlace } from './by-place';
import type { ClusterFacts, KnownObject } from './facts';
import { madeOfCanaries } from './flagger';
import { mentionsOf } from './mentions';
import type { Mention } from './naming';

/** A mention of an object and the object that holds it. */
export interface PlacedMention {
  readonly placed: PlacedObject;
  readonly mention: Mention;
}

interface Mentions {
  readonly ofObjects: readonly PlacedMention[];
  readonly ofProviders: readonly PlacedMention[];
}

/** Everything that one cluster has, made or known to exist, found by kind, namespace and name. */
export class Inventory {
  /** The objects that the API server takes, as far as it is known which kinds it has. */
  readonly objects: readonly PlacedObject[];
  /** Those that it refuses, since it has no such kind: to all others they are not there. */
  readonly refused: readonly RefusedObject[];
  /** The specs of the CustomResourceDefinitions among the objects. */
  readonly definitions: readonly unknown[];
  private foundMentions: Mentions | undefined;
  private foundIndex: ByPlace<PlacedObject> | undefined;
  private foundGroups: ReadonlyMap<string, readonly PlacedObject[]> | undefined;
  /** The first that was declared of each name in each namespace, or in any. */
  private readonly declared = new ByPlace<KnownObject>();
  private readonly suggesters = new Map<string, (name: string) => string | undefined>();
  private named: ReadonlyMap<string, readonly KnownObject[]> | undefined;
  /** By kind and namespace, none for what exists in any. */
  private namedAt: ReadonlyMap<string, readonly KnownObject[]> | undefined;

  /** What the cluster has, though it is not among the objects: what is declared, and what a controller makes of them. */
  readonly besides: readonly KnownObject[];

  constructor(
    /** All objects, as they were given. */
    readonly given: readonly PlacedObject[],
    readonly facts: ClusterFacts = {},
    private readonly namedIn: typeof mentionsOf = mentionsOf,
  ) {
    const { objects, refused, definitions } = admission(given);
    this.objects = objects;
    this.refused = refused;
    this.definitions = definitions;
    const { existing = [] } = facts;
    for (const known of existing) this.declare(known);
    this.besides = [...existing, ...madeOfCanaries(objects).filter((known) => this.declare(known))];
  }

  /** @returns whether nothing was declared under this name before */
  private declare(known: KnownObject): boolean {
    const { kind, namespace, name } = known;
    if (this.existing(kind, namespace, name)) return false;
    this.declared.set(kind, namespace, name, known);
    return true;
  }

  /** The objects of an API group, in their order: a rule over those of Traefik passes all others over. */
  ofGroup(group: string): readonly PlacedObject[] {
    this.foundGroups ??= groupBy(this.objects, ({ object }) => groupOf(object.apiVersion));
    return this.foundGroups.get(group) ?? [];
  }

  /** Every mention of one object by another, in the order of the objects. */
  get mentions(): readonly PlacedMention[] {
    return this.allMentions.ofObjects;
  }

  /** Every mention by a name with a provider (`api@internal`, `auth@file`), in the order of the objects. */
  get providerMentions(): readonly PlacedMention[] {
    return this.allMentions.ofProviders;
  }

  private get allMentions(): Mentions {
    this.foundMentions ??= partMentions(this.objects, this.namedIn);
    return this.foundMentions;
  }

  /** The object that is made under this name. */
  made(kind: string, namespace: string | undefined, name: string): PlacedObject | undefined {
    return this.index.get(kind, namespace ?? defaultNamespace, name);
  }

  /** What was declared as existing under this name. */
  existing(kind: string, namespace: string | undefined, name: string): KnownObject | undefined {
    return this.declared.get(kind, namespace, name) ?? this.declared.get(kind, undefined, name);
  }

  /** The name of this kind in a namespace, those included that exist in any, that a misspelt one is nearest to. */
  nearestName(kind: string, namespace: string | undefined, name: string): string | undefined {
    const place = key(kind, namespace, '');
    const suggest = this.suggesters.get(place) ?? suggester(this.names(kind, namespace ?? defaultNamespace));
    this.suggesters.set(place, suggest);
    return suggest(name);
  }

  /** The first namespace that has an object of this kind and name. */
  namespaceOf(kind: string, name: string): string | undefined {
    this.named ??= groupBy(this.known(), (object) => key(object.kind, undefined, object.name));
    return this.named.get(key(kind, undefined, name))?.find(({ namespace }) => namespace !== undefined)
      ?.namespace;
  }

  /** What references can name, by kind, namespace and name. */
  private get index(): ByPlace<PlacedObject> {
    if (this.foundIndex) return this.foundIndex;
    this.foundIndex = new ByPlace();
    for (const placed of this.objects.filter(isNamed)) {
      const { kind, metadata } = placed.object;
      this.foundIndex.set(kind, metadata.namespace ?? defaultNamespace, metadata.name, placed);
    }
    return this.foundIndex;
  }

  private names(kind: string, namespace: string): string[] {
    this.namedAt ??= groupBy(this.known(), (object) => placeKey(object.kind, object.namespace));
    const places = new Set([namespace, undefined].map((place) => placeKey(kind, place)));
    return [...places].flatMap((place) => (this.namedAt?.get(place) ?? []).map(({ name }) => name));
  }

  /** All that is made or exists. */
  private known(): readonly KnownObject[] {
    const made = this.objects.filter(isNamed).map(({ object: { kind, metadata } }) => ({
      kind,
      name: metadata.name,
      namespace: metadata.namespace ?? defaultNamespace,
    }));
    return [...made, ...this.besides];
  }
}

/**
 * What one cluster has: whoever asks about the same objects and facts has the same inventory, and what it has found.
 * @param namedIn finds what an object names; for states that have most objects in common
 */
export function inventoryOf(
  objects: readonly PlacedObject[],
  facts: ClusterFacts,
  namedIn?: typeof mentionsOf,
): Inventory {
  const known = inventoriesOf(objects);
  const inventory = known.get(facts) ?? new Inventory(objects, facts, namedIn);
  known.set(facts, inventory);
  return inventory;
}

const inventoriesOf = oncePer((_objects: readonly PlacedObject[]) => new WeakMap<ClusterFacts, Inventory>());

function partMentions(objects: readonly PlacedObject[], namedIn: typeof mentionsOf): Mentions {
  const ofObjects: PlacedMention[] = [];
  const ofProviders: PlacedMention[] = [];
  for (const placed of objects) {
    for (const mention of namedIn(placed.object)) {
      (mention.name.includes('@') ? ofProviders : ofObjects).push({ placed, mention });
    }
  }
  return { ofObjects, ofProviders };
}

/** Whether references can name an object. */
function isNamed({ object: { apiVersion, kind } }: PlacedObject): boolean {
  return groupOf(apiVersion) === groupOfKind(kind);
}

const groups: ReadonlyMap<string, string> = new Map([
  ['Service', ''],
  ['Secret', ''],
  ['ConfigMap', ''],
  ['Ingress', 'networking.k8s.io'],
  ['Container', 'docker.com'],
  ['Task', 'docker.com'],
  ['File', 'docker.com'],
  ...['BackendTLSPolicy', 'Gateway', 'GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute'].map(
    (kind) => [kind, 'gateway.networking.k8s.io'] as const,
  ),
]);

/** Group of the kinds that are looked up, so that a Service of another group is not taken for a Service. */
export function groupOfKind(kind: string): string {
  return groups.get(kind) ?? 'traefik.io';
}

/** The namespace of what names none, as kubectl and Traefik take it. */
const defaultNamespace = 'default';

function key(kind: string, namespace: string | undefined, name: string): string {
  return JSON.stringify([kind, namespace ?? defaultNamespace, name]);
}

/** Unlike a key, tells what exists in any namespace from what has none. */
function placeKey(kind: string, namespace: string | undefined): string {
  return JSON.stringify([kind, namespace]);
}
