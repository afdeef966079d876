import { type FieldPath, type Location, formatFieldPath } from '../../../../core/finding';
import { own, valueAt, withArticle } from '../../../../core/base';
import { isTraefikKind, validateSpec } from '../../../api';
import type { ClusterObject } from '../../provider/cluster';
import { idleAnnotations } from './annotations';
import type { LeftOut } from './left-out';
import { misplacedFields } from './misplaced';
import { type ObjectReference, type Scene, isReadAsNginx, objectOf } from './scene';
import { type Step, namedObjects } from './steps';

/** Something in an object on the way that Traefik never sees, ignores or takes for something else. */
export interface Fault {
  readonly object: ObjectReference;
  readonly path: string;
  readonly location: Location | null;
  readonly message: string;
  readonly fix: string | null;
}

/** A fault before it is placed. */
interface Found {
  readonly path: FieldPath;
  readonly message: string;
  readonly fix?: string;
}

/** What is wrong in the objects on the way of a request, and in those that are left out of it. */
export function faultsOf(
  scene: Scene,
  steps: readonly Step[],
  leftOut: readonly LeftOut[],
): readonly Fault[] {
  const routes = new Map<ClusterObject, Set<string>>();
  const meet = (reference: ObjectReference, path: string): void => {
    const object = objectOf(scene, reference);
    if (object) routes.set(object, (routes.get(object) ?? new Set()).add(path));
  };
  const passed = steps.filter(({ step }) => step !== 'ambiguous' && step !== 'shadowed');
  for (const { object, path } of passed) meet(object, path);
  for (const route of leftOut) {
    meet(route.object, route.path);
    const middlewares = scene.built.runtime.routers.get(route.router ?? '')?.middlewares ?? [];
    for (const name of middlewares) {
      const object = namedObjects(scene).middlewares.get(name);
      if (object) meet(object, '');
    }
  }
  return [...routes].flatMap(([object, paths]) =>
    faultsIn(scene, object)
      .filter(({ path }) => isOnWay(formatFieldPath(path), paths))
      .map(({ path, message, fix = null }) => {
        const { kind, namespace, name, value } = object;
        const location = scene.locate(value, path) ?? null;
        return { object: { kind, namespace, name }, path: formatFieldPath(path), location, message, fix };
      }),
  );
}

/** Another route of the same object is no part of the way. */
function isOnWay(path: string, routes: ReadonlySet<string>): boolean {
  const route = /^spec\.(?:routes\[\d+\]|rules\[\d+\]\.http\.paths\[\d+\])/.exec(path)?.[0];
  return route === undefined || routes.has('') || routes.has(route);
}

const known = new WeakMap<ClusterObject, readonly Found[]>();

function faultsIn(scene: Scene, object: ClusterObject): readonly Found[] {
  const there = known.get(object) ?? [
    ...misplacedFields(object.value).map(({ key, fix }) => ({
      path: [key],
      message: `"${key}" stands beside spec, where ${withArticle(object.kind)} has no such field: the API server drops it`,
      fix,
    })),
    ...specFaults(object),
    ...storeFaults(object),
    ...resolverFaults(scene, object),
    ...idleAnnotations(object.kind, [...object.annotations.keys()], () => isReadAsNginx(scene, object)).map(
      ({ key, message, fix }) => ({ path: ['metadata', 'annotations', key], message, fix }),
    ),
  ];
  known.set(object, there);
  return there;
}

function specFaults({ apiVersion, kind, value }: ClusterObject): readonly Found[] {
  if (!apiVersion.startsWith('traefik.io/') || !isTraefikKind(kind)) return [];
  return validateSpec(kind, own(value, 'spec') ?? {})
    .filter(({ severity }) => severity !== 'info')
    .map(({ field = [], message, consequence, fix }) => ({
      path: ['spec', ...field],
      message: consequence === undefined ? message : `${message} ${consequence}`,
      ...(fix !== undefined && { fix }),
    }));
}

/** Traefik serves of the store `default` alone, whatever a router names. */
function storeFaults({ value }: ClusterObject): readonly Found[] {
  const store = valueAt(value, 'spec', 'tls', 'store', 'name');
  if (typeof store !== 'string' || store === 'default') return [];
  return [
    {
      path: ['spec', 'tls', 'store'],
      message: `the TLSStore "${store}" counts for nothing: Traefik serves certificates of the store "default" alone`,
      fix: 'name that TLSStore "default", or give the route its Secret: tls: { secretName: … }',
    },
  ];
}

function resolverFaults({ built }: Scene, { value }: ClusterObject): readonly Found[] {
  const resolver = valueAt(value, 'spec', 'tls', 'certResolver');
  const resolvers = built.runtime.statics.file.certificatesResolvers;
  if (typeof resolver !== 'string' || resolver === '' || resolvers?.has(resolver)) return [];
  return [
    {
      path: ['spec', 'tls', 'certResolver'],
      message: `this static configuration has no certificate resolver "${resolver}": nobody asks for a certificate`,
      fix: `declare certificatesResolvers.${resolver}`,
    },
  ];
}
