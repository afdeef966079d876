import { type Inventory, groupOfKind, linksOf, placesAt } from '../cluster';
import type { FieldPath } from '../../core/finding';
import { groupBy } from '../../core/base';
import { type ApiObjectData, groupOf } from '../../core/manifest';
import { type TrafficModel, builtOf } from '../../traefik/model';
import { portsOf, wantedPort } from './ports';
import { type Target, certificateResolver, entryPoint } from './target';

/** What a target is, where it is not among the objects. */
export type State = 'declared' | 'made' | 'missing';

/** A field of an object that refers to something. */
export interface Reference {
  readonly from: ApiObjectData;
  readonly field: FieldPath;
  readonly to: Target;
  readonly otherwise: State;
}

/** Everything that the objects of a cluster refer to, object by object, in the order of their fields. */
export function referencesOf(inventory: Inventory, model: TrafficModel): readonly Reference[] {
  const found = [
    ...mentioned(inventory),
    ...linked(inventory, model),
    ...inventory.objects.flatMap(({ object }) => [...ownPorts(object), ...resolvers(object)]),
    ...entryPoints(inventory, model),
  ];
  const byObject = groupBy(found, ({ from }) => from);
  return inventory.objects.flatMap(({ object }) => byObject.get(object) ?? []);
}

function mentioned(inventory: Inventory): readonly Reference[] {
  return inventory.mentions.flatMap(({ placed: { object: from }, mention }) => {
    const { field, kind, namespace, name, port } = mention;
    const otherwise = inventory.existing(kind, namespace, name) ? 'declared' : 'missing';
    const to = { group: groupOfKind(kind), kind, namespace: namespace ?? null, name };
    const named: Reference = { from, field, to, otherwise };
    if (port === undefined) return [named];
    const portTo = wantedPort(inventory, namespace, name, port);
    return [named, { from, field: [...field, 'port'], to: portTo, otherwise }];
  });
}

function linked(inventory: Inventory, model: TrafficModel): readonly Reference[] {
  const { services, middlewares } = builtOf(model).runtime;
  return linksOf(inventory).flatMap(({ placed: { object: from }, link }) => {
    const { field, group, kind, namespace, name, port, makes = false } = link;
    // Traefik's own, as api@internal.
    const isMade = makes || services.has(name) || middlewares.has(name);
    const to = { group, kind, namespace: namespace ?? null, name };
    const named: Reference = { from, field, to, otherwise: isMade ? 'made' : 'missing' };
    if (port === undefined) return [named];
    const portTo = wantedPort(inventory, namespace, name, port);
    return [named, { from, field: [...field, 'port'], to: portTo, otherwise: 'missing' }];
  });
}

function ownPorts(object: ApiObjectData): readonly Reference[] {
  return portsOf(object).map(({ field, kind, namespace, name }) => ({
    from: object,
    field,
    to: { kind, namespace, name },
    otherwise: 'missing',
  }));
}

const resolverPlaces: readonly FieldPath[] = [
  ['spec', 'tls', 'certResolver'],
  ['metadata', 'annotations', 'traefik.ingress.kubernetes.io/router.tls.certresolver'],
];

function resolvers(object: ApiObjectData): readonly Reference[] {
  return resolverPlaces
    .flatMap((at) => placesAt(object, at))
    .filter(({ value }) => typeof value === 'string' && value !== '')
    .map(({ path, value }) => ({
      from: object,
      field: path,
      to: certificateResolver(String(value)),
      otherwise: 'missing',
    }));
}

/** Where an object names no entry points, the ones of its routers: Traefik's default. */
function entryPoints({ objects }: Inventory, model: TrafficModel): readonly Reference[] {
  const routers = groupBy(model.listedRouters(), ({ object }) => sourceKey(object ?? undefined));
  return objects.flatMap(({ object }) => {
    const isRoute = groupOf(object.apiVersion) === 'traefik.io' && object.kind.startsWith('IngressRoute');
    const named = isRoute ? placesAt(object, ['spec', 'entryPoints', '*']) : [];
    const { kind, metadata } = object;
    const key = sourceKey({ kind, namespace: metadata.namespace ?? 'default', name: metadata.name });
    const used = named.length > 0 ? [] : (routers.get(key) ?? []).flatMap((router) => router.entryPoints);
    return [
      ...named.map(({ path, value }) => ({ path, name: String(value) })),
      ...[...new Set(used)].map((name) => ({ path: ['spec'], name })),
    ].map(({ path, name }) => ({
      from: object,
      field: path,
      to: entryPoint(name),
      otherwise: 'missing' as const,
    }));
  });
}

/** Routers name the objects that made them without group: Traefik reads one group of each kind. */
export function sourceKey(
  object: { readonly kind: string; readonly namespace: string; readonly name: string } | undefined,
): string {
  return object ? `${object.kind} ${object.namespace}/${object.name}` : '';
}
