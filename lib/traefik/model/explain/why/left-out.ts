import { groupBy, oncePer } from '../../../../core/base';
import { type FieldPath, type Location, formatFieldPath } from '../../../../core/finding';
import type { Priority } from '../../dynamic/configuration';
import type { ClusterObject } from '../../provider/cluster';
import { type Rule, globMeant, readRule, translation } from '../../rules';
import { defaultEntryPointsOf } from './entry-points';
import { fixOf } from './hints';
import { type ObjectReference, type Scene, objectOf, routePath } from './scene';
import { isForNginx } from './selection-fixes';
import { isServed, servingRouters } from './served';
import { type WantedRoute, wantedRoutes } from './wanted';

/** A route that takes no request: its router is disabled, the provider dropped it, or no provider reads its object. */
export interface LeftOut {
  readonly status: 'disabled' | 'dropped' | 'unread';
  /** The router's name, where Traefik makes one. */
  readonly router: string | null;
  readonly object: ObjectReference;
  /** The field of the object, for example `spec.routes[0]`. */
  readonly path: string;
  readonly location: Location | null;
  readonly rule: string;
  readonly priority: Priority | null;
  readonly reason: string;
  /** What to write instead, where that can be told. */
  readonly fix: string | null;
}

/** One of them with what decides whether it would have taken a request. */
export interface LeftOutRoute {
  readonly told: LeftOut;
  /** Undefined where the rule cannot be read in either syntax. */
  readonly rule: Rule | undefined;
  readonly isOldRule: boolean;
  readonly protocol: 'http' | 'tcp';
  /** Entry points that there are; empty where the object names none of them. */
  readonly entryPoints: readonly string[];
  /** Whether it says so itself; an entry point may add it. */
  readonly hasTls: boolean;
  readonly parents: readonly string[];
}

/** All routes that are left out. */
export const leftOutRoutes = oncePer(collect);

function collect(scene: Scene): readonly LeftOutRoute[] {
  const { built, dropped, unread, cluster } = scene;
  const { routers, tcpRouters } = built.runtime;
  const isUnread = ({ apiVersion, kind, namespace, name }: ClusterObject): boolean =>
    unread.some(
      ({ object }) =>
        object.apiVersion === apiVersion &&
        object.kind === kind &&
        object.namespace === namespace &&
        object.name === name,
    );
  const fromDropped = dropped.flatMap(({ object, path, reason, isWhole }) => {
    const found = objectOf(scene, object);
    if (!found || (path.length === 0 && isUnread(found))) return [];
    if (path.length === 0 && isForNginx(scene, found)) {
      return wantedBy(scene, found, 'unread', '', reason, fixOf(scene, found, path, reason));
    }
    const fix = isWhole ? fixOf(scene, found, path, reason) : undefined;
    return wantedBy(scene, found, 'dropped', isWhole ? '' : formatFieldPath(path), reason, fix);
  });
  const fromUnread = unread.flatMap(({ object, reason, fix, meant }) => {
    const { apiVersion, kind, namespace, name } = object;
    const found = cluster.get(apiVersion, kind, namespace, name);
    return found ? wantedBy(scene, found, 'unread', '', reason, fix, meant) : [];
  });
  const serving = servingRouters(built);
  const disabled = [
    ...[...routers.values()].map((state) => ({ state, protocol: 'http' as const })),
    ...[...tcpRouters.values()].map((state) => ({ state, protocol: 'tcp' as const })),
  ].flatMap(({ state, protocol }): readonly LeftOutRoute[] => {
    const { config, name, errors } = state;
    // A router with both a service and children is called disabled, and takes requests all the same.
    if (state.status !== 'disabled' || serving.has(name)) return [];
    const object = config.source && objectOf(scene, config.source);
    if (!config.source || !object) return [];
    const path = routePath(object.value, config.source.route);
    const reason = errors.join('; ');
    const { entryPoints } = built.runtime.statics;
    const read = readEither(config.rule, config.ruleSyntax, protocol);
    // A router without any entry point is not built, and has no priority computed.
    const priority = state.priority === 0 ? (read.rule?.priority ?? null) : state.priority;
    return [
      {
        ...read,
        told: tell(scene, { status: 'disabled', router: name, object, path, reason }, config.rule, priority),
        protocol,
        entryPoints: config.entryPoints.filter((entryPoint) => entryPoints.has(entryPoint)),
        hasTls: config.tls !== undefined,
        parents: ('parentRefs' in config ? config.parentRefs : undefined) ?? [],
      },
    ];
  });
  return [...disabled, ...fromDropped, ...fromUnread];
}

/** The fields whose fault leaves out all routes of an object: all of it, its annotations, its parents. */
const wholeObject = /^(?:$|metadata\.annotations(?:$|[.[])|spec\.parentRefs$)/;

function wantedBy(
  scene: Scene,
  object: ClusterObject,
  status: LeftOut['status'],
  path: string,
  reason: string,
  fix?: string,
  kind = object.kind,
): readonly LeftOutRoute[] {
  const { statics } = scene.built.runtime;
  const { all, byField } = kind === object.kind ? wantedIn(scene)(object) : wantedOf(scene, object, kind);
  return (wholeObject.test(path) ? all : (byField.get(path) ?? []))
    .filter((route) => !isServed(scene, object, route))
    .map((route) => {
      const entryPoints = defaultEntryPointsOf(statics, route.entryPoints);
      const parsed = readEither(route.rule, route.syntax, route.protocol);
      const priority = route.priority === 0 ? (parsed.rule?.priority ?? null) : route.priority;
      return {
        ...parsed,
        told: tell(
          scene,
          { status, router: null, object, path: route.path, reason, fix },
          route.rule,
          priority,
        ),
        protocol: route.protocol,
        entryPoints,
        hasTls: route.hasTls,
        parents: [],
      };
    });
}

/** The routes that an object asks for, and by the field that asks for them. */
interface Wanted {
  readonly all: readonly WantedRoute[];
  readonly byField: ReadonlyMap<string, readonly WantedRoute[]>;
}

/** Once for all faults of an object: one of thousands of routes may have as many. */
const wantedIn = oncePer((scene: Scene) => oncePer((object: ClusterObject) => wantedOf(scene, object)));

function wantedOf(scene: Scene, object: ClusterObject, kind = object.kind): Wanted {
  const all = wantedRoutes(scene, object, kind);
  return { all, byField: groupBy(all, ({ path }) => formatFieldPath(path)) };
}

interface Told {
  readonly status: LeftOut['status'];
  readonly router: string | null;
  readonly object: ClusterObject;
  readonly path: FieldPath;
  readonly reason: string;
  readonly fix?: string;
}

function tell(
  scene: Scene,
  { status, router, object, path, reason, fix }: Told,
  rule: string,
  priority: Priority | null,
): LeftOut {
  const { kind, namespace, name, value } = object;
  return {
    status,
    router,
    object: { kind, namespace, name },
    path: formatFieldPath(path),
    location: scene.locate(value, path) ?? null,
    rule,
    priority,
    reason,
    fix: fix ?? fixOf(scene, object, path, reason) ?? ruleFix(rule) ?? null,
  };
}

/** What to write where the rule itself is what Traefik does not take. */
function ruleFix(rule: string): string | undefined {
  const old = readRule(rule, 'v2', 'http');
  const inV3 = readRule(rule, 'v3', 'http');
  if ('rule' in inV3) return undefined;
  const translated = 'rule' in old ? translation(old.rule) : undefined;
  return translated ?? globMeant(rule) ?? inV3.fix;
}

/** A rule that v3 does not take may have been written for v2: what it meant then says whom it was for. */
function readEither(
  text: string,
  syntax: string,
  protocol: 'http' | 'tcp',
): { readonly rule: Rule | undefined; readonly isOldRule: boolean } {
  const read = readRule(text, syntax, protocol);
  if ('rule' in read) return { rule: read.rule, isOldRule: false };
  const old = readRule(text, 'v2', protocol);
  return 'rule' in old ? { rule: old.rule, isOldRule: true } : { rule: undefined, isOldRule: false };
}
