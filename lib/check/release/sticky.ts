import { asList, isEqual, valueAt } from '../../core/base';
import type { Finding } from '../../core/finding';
import { type ApiObjectData, formatIdentity, objectKey, identityOf } from '../../core/manifest';
import { besideOf, isOfTraefik } from '../../traefik/release';

/**
 * Cookies that keep clients elsewhere than at a version while its requests are shared out: at pods alone, under one name
 * with the versions, or otherwise than before.
 */
export function stickyFindings(
  from: readonly ApiObjectData[],
  to: readonly ApiObjectData[],
): readonly Finding[] {
  const splits = to.filter(isSplit);
  const before = new Map(from.map((object) => [objectKey(object), object]));
  return [
    ...splits.flatMap((split): readonly Finding[] => {
      const cookie = cookieOf(valueAt(split, 'spec', 'weighted'));
      const ofPods = childrenOf(split)
        .map(cookieOf)
        .filter((own) => own !== undefined);
      const earlier = before.get(objectKey(split));
      const was = earlier && isSplit(earlier) ? cookieOf(valueAt(earlier, 'spec', 'weighted')) : cookie;
      return [
        ...(ofPods.length > 0 && cookie === undefined ? [told(split, onlyPods)] : []),
        ...(cookie !== undefined && ofPods.some((own) => isOneName(own, cookie)) ? [told(split, twice)] : []),
        ...(isEqual(was, cookie) ? [] : [told(split, changed)]),
      ];
    }),
    ...to.flatMap((object) => ofReferences(object, splits)),
  ];
}

const onlyPods =
  'keeps clients at pods of a version, and at no version: the next request may come to the other one';
const twice =
  'has one cookie for versions and for their pods: each of the two takes the value of the other for its own';
const changed = 'keeps clients by another cookie than before, or no longer: all of them are shared out anew';

function told(object: ApiObjectData, what: string): Finding {
  return { rule: 'release-sticky', message: `${formatIdentity(identityOf(object))} ${what}.` };
}

/** Cookies of routes: Traefik reads none of a reference to a TraefikService. */
function ofReferences(object: ApiObjectData, splits: readonly ApiObjectData[]): readonly Finding[] {
  const routes = isOfTraefik(object, 'IngressRoute') ? valueAt(object, 'spec', 'routes') : [];
  if (!Array.isArray(routes)) return [];
  return routes.flatMap((route: unknown): readonly Finding[] => {
    const services = valueAt(route, 'services');
    const isLost =
      Array.isArray(services) &&
      services.some(
        (reference: unknown) =>
          valueAt(reference, 'kind') === 'TraefikService' &&
          cookieOf(reference) !== undefined &&
          splits.some(
            ({ metadata: { name, namespace } }) =>
              name === valueAt(reference, 'name') &&
              namespace === (valueAt(reference, 'namespace') ?? object.metadata.namespace),
          ),
      );
    return isLost
      ? [told(object, 'declares a cookie where it refers to the release: Traefik reads none there')]
      : [];
  });
}

/** A TraefikService that shares requests out between a service and its next version. */
function isSplit(object: ApiObjectData): boolean {
  if (!isOfTraefik(object, 'TraefikService')) return false;
  const names = childrenOf(object).map((child) => String(valueAt(child, 'name')));
  return names.some((name) => names.includes(besideOf(name) ?? ''));
}

function childrenOf(object: ApiObjectData): readonly unknown[] {
  const services = valueAt(object, 'spec', 'weighted', 'services');
  return asList(services);
}

function cookieOf(value: unknown): unknown {
  return valueAt(value, 'sticky', 'cookie');
}

/** Whether two cookies have one name; Traefik makes one up where none is given, another for each service. */
function isOneName(one: unknown, other: unknown): boolean {
  const name = valueAt(one, 'name');
  return name !== undefined && name === valueAt(other, 'name');
}
