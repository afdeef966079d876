import { isPlainMap, valueAt } from '../../core/base';
import { type ApiObjectData, groupOf } from '../../core/manifest';
import type { Course } from './course';
import type { ReleaseDeclaration } from './release';
import type { StepState } from './states';

type Child = Readonly<Record<string, unknown>>;

/** Whether an object is of a kind of Traefik's. */
export function isOfTraefik({ apiVersion, kind }: ApiObjectData, wanted: string): boolean {
  return kind === wanted && groupOf(apiVersion) === 'traefik.io';
}

/** Whether a reference of an object leads to a Service. */
export function leadsTo(
  child: unknown,
  { metadata }: ApiObjectData,
  name: string,
  namespace?: string,
): boolean {
  if (!isPlainMap(child) || child['name'] !== name) return false;
  const { kind = 'Service', namespace: place = metadata.namespace } = child;
  return kind === 'Service' && place === namespace;
}

/**
 * The reference through which a TraefikService shares requests out for a release: the first that it has, to the
 * service, beside which there is none but one to the next version. Undefined for every other object.
 */
export function splitOf(
  object: ApiObjectData,
  { service, next, namespace }: ReleaseDeclaration,
): Child | undefined {
  if (!isOfTraefik(object, 'TraefikService')) return undefined;
  const services = valueAt(object, 'spec', 'weighted', 'services');
  if (!Array.isArray(services)) return undefined;
  const [child, ...others]: readonly unknown[] = services;
  if (others.length > 1 || !others.every((other) => leadsTo(other, object, next, namespace)))
    return undefined;
  return isPlainMap(child) && leadsTo(child, object, service, namespace) ? child : undefined;
}

/** A TraefikService of a release as it is at a step; other objects stay as they are. */
export function withShares(
  object: ApiObjectData,
  state: StepState,
  declaration: ReleaseDeclaration,
): ApiObjectData {
  const child = splitOf(object, declaration);
  if (!child || (state.weight === 0 && !state.isMirrored)) return object;
  const { course, next } = declaration;
  const { weight: _weight, ...stable } = child;
  return {
    ...object,
    spec:
      state.isMirrored && course.mirror
        ? mirroring(stable, next, course.mirror)
        : {
            weighted: {
              ...Object(valueAt(object, 'spec', 'weighted')),
              services: sharedOut(stable, next, state.weight),
            },
          },
  };
}

function mirroring(
  stable: Child,
  next: string,
  { percent, mirrorBody, maxBodySize }: NonNullable<Course['mirror']>,
): object {
  return { mirroring: { ...stable, mirrorBody, maxBodySize, mirrors: [{ ...stable, name: next, percent }] } };
}

/** One version alone where the other has no share: one of weight 0 would still have to be there. */
function sharedOut(stable: Child, next: string, weight: number): readonly Child[] {
  return [
    ...(weight < 100 ? [{ ...stable, weight: 100 - weight }] : []),
    ...(weight > 0 ? [{ ...stable, name: next, weight }] : []),
  ];
}

/** A route of TCP or UDP as it is at a step: it shares connections out by itself. Other objects stay as they are. */
export function withStreamShares(
  object: ApiObjectData,
  { weight }: StepState,
  { service, namespace, next }: ReleaseDeclaration,
): ApiObjectData {
  if (!isOfTraefik(object, 'IngressRouteTCP') && !isOfTraefik(object, 'IngressRouteUDP')) return object;
  const spec = object['spec'];
  const routes = valueAt(spec, 'routes');
  if (weight === 0 || !isPlainMap(spec) || !Array.isArray(routes)) return object;
  const changed = routes.map((route: unknown) => {
    const services = valueAt(route, 'services');
    if (!isPlainMap(route) || !Array.isArray(services)) return route;
    return {
      ...route,
      services: services.flatMap((child: unknown): readonly unknown[] =>
        isPlainMap(child) && leadsTo(child, object, service, namespace)
          ? sharedOut(child, next, weight)
          : [child],
      ),
    };
  });
  return { ...object, spec: { ...spec, routes: changed } };
}
