import { isEqual, own, valueAt } from '../../../core/base';
import { type ListedRouter, type Share, type TrafficModel, inputOf } from '../../../traefik/model';

/** What became of a router since what it is compared with. */
export interface Change {
  readonly kind: 'same' | 'added' | 'removed' | 'changed';
  /** What differs, for people. */
  readonly what: readonly string[];
}

export interface ComparedRouter {
  readonly router: ListedRouter;
  readonly change: Change;
}

const same: Change = { kind: 'same', what: [] };

/**
 * The routers of a model, each with what became of it, and those that are no more. A router whose rule changed has
 * another name: what an object's route was and what it is are one.
 */
export function changesOf(
  now: readonly ListedRouter[],
  before: readonly ListedRouter[] | undefined,
  [modelNow, modelBefore]: readonly [TrafficModel, TrafficModel | undefined],
): readonly ComparedRouter[] {
  if (!before || !modelBefore) return now.map((router) => ({ router, change: same }));
  const changedObjects = objectChanges(modelNow, modelBefore);
  const byName = new Map(before.map((router) => [router.name, router]));
  const names = new Set(now.map(({ name }) => name));
  const byPlace = new Map(
    before.filter(({ name }) => !names.has(name)).map((router) => [placeOf(router), router]),
  );
  const paired = new Set<ListedRouter>();
  const compared = now.map((router): ComparedRouter => {
    const old = byName.get(router.name) ?? byPlace.get(placeOf(router));
    if (!old) return { router, change: { kind: 'added', what: [] } };
    paired.add(old);
    const what = [...differences(router, old), ...throughObjects(router, changedObjects)];
    return { router, change: what.length === 0 ? same : { kind: 'changed', what } };
  });
  const removed = before
    .filter((router) => !paired.has(router))
    .map((router): ComparedRouter => ({ router, change: { kind: 'removed', what: [] } }));
  return [...compared, ...removed];
}

function placeOf({ object, path, name, entryPoints }: ListedRouter): string {
  return object ? JSON.stringify([object.kind, object.namespace, object.name, path, entryPoints]) : name;
}

/** What of a router is compared, and how that is told. */
const fields = [
  ['rule', 'rule'],
  ['priority', 'priority'],
  ['entryPoints', 'entry points'],
  ['middlewares', 'middlewares'],
  ['backends', 'backends'],
  ['isTls', 'TLS'],
  ['status', 'status'],
] as const satisfies readonly (readonly [keyof ListedRouter, string])[];

function differences(now: ListedRouter, before: ListedRouter): readonly string[] {
  return fields
    .filter(([field]) => !isEqual(plain(now[field]), plain(before[field])))
    .map(([field, name]) => `${name}: ${told(before[field])} → ${told(now[field])}`);
}

/** Priorities may be bigints, which are equal to no number. */
function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function told(value: ListedRouter[(typeof fields)[number][0]]): string {
  if (value === null) return 'none';
  if (typeof value === 'object') return value.length === 0 ? 'none' : value.map(partText).join(', ');
  return String(value);
}

function partText(part: string | Share): string {
  if (typeof part === 'string') return part;
  const { service, port, share } = part;
  return `${service}:${port}${share === 1 ? '' : ` ${Math.round(share * 1000) / 10} %`}`;
}

function throughObjects(router: ListedRouter, changed: ReadonlySet<string>): readonly string[] {
  const kind = router.protocol === 'tcp' ? 'MiddlewareTCP' : 'Middleware';
  const objects = [
    ...router.passed.map(({ name }) => `${kind} ${name}`),
    ...router.backends.map(({ service }) => `Service ${service}`),
  ];
  return [...new Set(objects)].filter((object) => changed.has(object)).map((object) => `${object} changed`);
}

/** Objects of both models that differ in more than their metadata, as `Middleware shop/login`. */
function objectChanges(now: TrafficModel, before: TrafficModel): ReadonlySet<string> {
  const old = new Map(inputOf(before).objects.map((object) => [nameOf(object), object]));
  return new Set(
    inputOf(now)
      .objects.filter((object) => {
        const other = old.get(nameOf(object));
        return other !== undefined && !isEqual(own(object, 'spec'), own(other, 'spec'));
      })
      .map(nameOf),
  );
}

function nameOf(object: unknown): string {
  const [kind, namespace, name] = [['kind'], ['metadata', 'namespace'], ['metadata', 'name']].map((path) => {
    const value = valueAt(object, ...path);
    return typeof value === 'string' ? value : undefined;
  });
  return `${kind} ${namespace ?? 'default'}/${name}`;
}
