import { oncePer } from '../../core/base';
import { type FieldPath, type Location, formatFieldPath } from '../../core/finding';
import {
  type ApiObjectData,
  type PlacedObject,
  identityKey,
  objectKey,
  identityOf,
} from '../../core/manifest';
import { type ReportedObject, reportedObject } from '../../core/report';
import { type ClusterFacts, type Mention, groupOfKind, inventoryOf, linksOf } from '../cluster';
import type { Difference } from '../../traefik/difference';
import type { Source, TraceWithSteps } from '../../traefik/model';
import { changedFields } from './field-changes';
import { effectOf } from './effect';
import { isLabelled, labelOf, onWayOf } from './labels';
import { type ObjectChanges, placedByKey } from './objects';

/** What was changed that makes requests fare otherwise. */
export interface Cause {
  readonly object: ReportedObject;
  /** The field; empty for the whole object. */
  readonly path: string;
  readonly location: Location | null;
  /** The side whose object it is. */
  readonly side: 'from' | 'to';
}

/** Objects of one side, and what is known of their cluster. */
export interface SideObjects {
  readonly objects: readonly PlacedObject[];
  readonly facts: ClusterFacts;
}

/** Kinds of objects that decide what Traefik does; that pods change is no cause. */
const routing: ReadonlySet<string> = new Set([
  'Certificate',
  'Container',
  'EndpointSlice',
  'Ingress',
  'IngressRoute',
  'IngressRouteTCP',
  'IngressRouteUDP',
  'Middleware',
  'MiddlewareTCP',
  'Secret',
  'ServersTransport',
  'ServersTransportTCP',
  'Service',
  'TLSOption',
  'TLSStore',
  'Task',
  'TraefikService',
]);

/** Objects that are looked at for one cause. */
const mostObjects = 500;

/** Finds what was changed among the objects on the way of requests, and those that they name. */
export class Causes {
  private readonly from: Side;
  private readonly to: Side;
  private readonly statics: readonly Cause[];

  constructor(from: SideObjects, to: SideObjects, { added, removed, changed }: ObjectChanges) {
    const fields = new Map(changed.map((change) => [objectKey(change.to.object), change.fields]));
    this.from = new Side('from', from, new Map(removed.map(({ object }) => [objectKey(object), [[]]])));
    this.to = new Side(
      'to',
      to,
      new Map([...fields, ...added.map(({ object }) => [objectKey(object), [[]]] as const)]),
    );
    this.statics = staticCauses(from, to);
  }

  /** The changes behind a difference; all of the static configuration where it is no object's. */
  of(difference: Difference, before: TraceWithSteps, after: TraceWithSteps): readonly Cause[] {
    const found = [...this.to.causes(after), ...this.from.causes(before), ...this.to.causes(before)];
    const distinct = found.filter((cause, place) => found.findIndex((one) => isSame(one, cause)) === place);
    const hasEffect = effectOf(difference);
    const effective = distinct.filter(({ object }) => hasEffect(object));
    if (effective.length > 0) return effective;
    return distinct.length > 0 ? distinct : this.statics;
  }
}

class Side {
  private readonly placed: ReadonlyMap<string, PlacedObject>;
  private named: ReadonlyMap<string, readonly Named[]> | undefined;

  constructor(
    private readonly side: Cause['side'],
    private readonly source: SideObjects,
    private readonly changes: ReadonlyMap<string, readonly FieldPath[]>,
  ) {
    this.placed = placedByKey(source.objects);
  }

  causes(trace: TraceWithSteps): readonly Cause[] {
    const { steps, source, tls } = trace;
    if (this.changes.size === 0) return [];
    if (source && isLabelled(source)) return this.causesByLabels(trace, source);
    const route = source === null ? undefined : keyOfKind(source.kind, source.namespace, source.name);
    const ways = steps.filter(({ step }) => step !== 'shadowed');
    const open = ways.map(({ object: { kind, namespace, name } }) => keyOfKind(kind, namespace, name));
    if (tls?.options === 'default') open.push(...this.keysOfDefaults());
    const seen = new Set<string>();
    const found: Cause[] = [];
    for (let key = open.shift(); key !== undefined && seen.size < mostObjects; key = open.shift()) {
      const kind = this.placed.get(key)?.object.kind;
      if (seen.has(key) || (kind !== undefined && !routing.has(kind))) continue;
      seen.add(key);
      const isOfRoute = (field: FieldPath): boolean => key !== route || isOf(field, source?.route ?? 0);
      const fields = (this.changes.get(key) ?? []).filter(isOfRoute);
      const cause = this.cause(key, fields, key === route ? source?.route : undefined);
      if (cause) found.push(cause);
      open.push(
        ...this.namedBy(key)
          .filter(({ field }) => isOfRoute(field))
          .map((named) => named.key),
      );
    }
    return found;
  }

  /** Any container may have labels that speak of what requests to another one pass. */
  private causesByLabels(trace: TraceWithSteps, { kind, namespace, name }: Source): readonly Cause[] {
    const isOnWay = onWayOf(trace);
    const own = keyOfKind(kind, namespace, name);
    return Array.from(this.changes).flatMap(([key, changed]) => {
      const object = this.placed.get(key)?.object;
      if (!object || !isLabelled(object)) return [];
      const fields = changed.flatMap((field): readonly FieldPath[] => {
        const label = labelOf(field);
        if (label !== undefined) return (isOnWay(label) ?? key === own) ? [field] : [];
        if (field.length > 0) return key === own ? [field] : [];
        // Of a container that came or went, the labels.
        const labels = Object.keys(object.metadata.labels ?? {}).filter((one) => isOnWay(one));
        return labels.map((one) => ['metadata', 'labels', one]);
      });
      const cause = this.cause(key, fields, undefined);
      return cause ? [cause] : [];
    });
  }

  private cause(key: string, fields: readonly FieldPath[], route: number | undefined): Cause | undefined {
    const placed = this.placed.get(key);
    const [first, ...others] = fields;
    if (!placed || !first) return undefined;
    const isWhole = first.length === 0;
    const path =
      isWhole && route !== undefined && isRouted(placed.object)
        ? ['spec', 'routes', route]
        : others.reduce(common, first);
    return {
      object: reportedObject(identityOf(placed.object)),
      path: formatFieldPath(path),
      location: placed.locate(path) ?? null,
      side: this.side,
    };
  }

  private namedBy(key: string): readonly Named[] {
    this.named ??= namesIn(this.source);
    return this.named.get(key) ?? [];
  }

  private keysOfDefaults(): readonly string[] {
    return [...this.changes.keys()].filter(
      (key) =>
        this.placed.get(key)?.object.kind === 'TLSOption' &&
        this.placed.get(key)?.object.metadata.name === 'default',
    );
  }
}

interface Named {
  readonly field: FieldPath;
  readonly key: string;
}

/** What each object names. A step of a release is the one side of a comparison, and then the other one of the next. */
const namesIn = oncePer(({ objects, facts }: SideObjects): ReadonlyMap<string, readonly Named[]> => {
  const inventory = inventoryOf(objects, facts);
  const named = new Map<string, Named[]>();
  const add = ({ object }: PlacedObject, field: FieldPath, key: string): void => {
    const own = objectKey(object);
    const there = named.get(own);
    if (there) there.push({ field, key });
    else named.set(own, [{ field, key }]);
  };
  for (const { placed, mention } of inventory.mentions) add(placed, mention.field, keyOfMention(mention));
  for (const { placed, link } of linksOf(inventory)) {
    const { group, kind, namespace, name, field } = link;
    add(placed, field, identityKey({ apiVersion: `${group}/v1`, kind, name, namespace: namespace ?? '' }));
  }
  return named;
});

const keyOfMention = oncePer(({ kind, namespace, name }: Mention) => keyOfKind(kind, namespace, name));

function keyOfKind(kind: string, namespace: string | undefined, name: string): string {
  const group = groupOfKind(kind);
  return identityKey({
    apiVersion: group === '' ? 'v1' : `${group}/v1`,
    kind,
    name,
    namespace: namespace ?? '',
  });
}

/** Whether a field is the route's, or of all routes. */
function isOf(field: FieldPath, route: number): boolean {
  return field[0] !== 'spec' || field[1] !== 'routes' || field.length < 3 || field[2] === route;
}

function isRouted({ kind }: ApiObjectData): boolean {
  return kind.startsWith('IngressRoute') && kind !== 'IngressRouteUDP';
}

function common(one: FieldPath, other: FieldPath): FieldPath {
  const differs = one.findIndex((key, place) => key !== other[place]);
  return differs < 0 ? one : one.slice(0, differs);
}

function isSame(one: Cause, other: Cause): boolean {
  return JSON.stringify(one.object) === JSON.stringify(other.object);
}

/** What differs in the static configurations. */
function staticCauses(from: SideObjects, to: SideObjects): readonly Cause[] {
  const [before, after] = [from, to].map(({ facts }) => facts.traefik?.configuration ?? {});
  const [first, ...others] = changedFields(before, after);
  if (!first) return [];
  const object = {
    apiVersion: 'traefik.io/static',
    kind: 'StaticConfiguration',
    namespace: null,
    name: 'traefik',
  };
  return [{ object, path: formatFieldPath(others.reduce(common, first)), location: null, side: 'to' }];
}
