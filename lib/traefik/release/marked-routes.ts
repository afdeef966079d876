import { isPlainMap, quoteMeta, valueAt } from '../../core/base';
import type { ApiObjectData } from '../../core/manifest';
import { RuleBuilder, RuleError, header, headerRegexp, parseRule } from '../rule';
import type { Mark } from './course';
import type { ReleaseDeclaration } from './release';
import { isOfTraefik, splitOf } from './shares';

/**
 * A second IngressRoute for requests that ask for the next version, for each that leads to the service: the same entry
 * points, TLS and middlewares, its rule and the mark, and a priority that is one higher.
 */
export function markedRoutes(
  objects: readonly ApiObjectData[],
  declaration: ReleaseDeclaration,
): readonly ApiObjectData[] {
  const splits = objects.flatMap((object) => {
    const child = splitOf(object, declaration);
    return child ? [{ object, child }] : [];
  });
  /** What stands for a reference to the release; undefined for any other reference. */
  const nextOf = (reference: unknown, own: string | undefined): object | undefined => {
    if (!isPlainMap(reference) || reference['kind'] !== 'TraefikService') return undefined;
    const { name, namespace = own, kind: _kind, ...rest } = reference;
    const split = splits.find(
      ({ object: { metadata } }) => metadata.name === name && metadata.namespace === namespace,
    );
    if (!split) return undefined;
    const { weight: _weight, ...stable } = split.child;
    return { ...stable, name: declaration.next, ...rest };
  };
  return objects.flatMap((object) => {
    if (!isOfTraefik(object, 'IngressRoute')) return [];
    const spec = object['spec'];
    const routes = valueAt(spec, 'routes');
    if (!isPlainMap(spec) || !Array.isArray(routes)) return [];
    const marked = routes.flatMap((route: unknown) => {
      const services = valueAt(route, 'services');
      if (!isPlainMap(route) || !Array.isArray(services)) return [];
      const own = object.metadata.namespace;
      if (!services.some((reference) => nextOf(reference, own))) return [];
      const next = services.map((reference: unknown) => nextOf(reference, own) ?? reference);
      const rule = markedRule(route, declaration.course.marks);
      return rule ? [{ ...route, ...rule, services: next }] : [];
    });
    if (marked.length === 0) return [];
    return [
      {
        ...object,
        metadata: { ...object.metadata, name: markedName(object.metadata.name, declaration) },
        spec: { ...spec, routes: marked },
      },
    ];
  });
}

/** Name of the IngressRoute that takes marked requests in the place of another. */
function markedName(name: string, { service, next }: ReleaseDeclaration): string {
  return name === service ? next : `${name}-${next}`;
}

/** Name of the IngressRoute beside which one stands that takes marked requests; undefined for any other. */
export function mainName(
  marked: string,
  { service, next }: Pick<ReleaseDeclaration, 'service' | 'next'>,
): string | undefined {
  if (marked === next) return service;
  return marked.endsWith(`-${next}`) ? marked.slice(0, -next.length - 1) : undefined;
}

/** Rule and priority of a marked route; undefined where its rule cannot be read, which is told where rules are checked. */
function markedRule(
  route: Readonly<Record<string, unknown>>,
  marks: readonly Mark[],
): { readonly match: string; readonly priority: number } | undefined {
  const { match, priority, syntax } = route;
  const [mark, ...others] = marks.map(matcherOf);
  if (typeof match !== 'string' || syntax === 'v2' || !mark) return undefined;
  try {
    const { tree, priority: own } = parseRule(match);
    return {
      match: new RuleBuilder(tree).and(mark.or(...others)).toString(),
      priority: (typeof priority === 'number' && priority !== 0 ? priority : own) + 1,
    };
  } catch (error) {
    if (error instanceof RuleError) return undefined;
    throw error;
  }
}

function matcherOf({ in: place, name, value }: Mark): RuleBuilder {
  if (place === 'header') return header(name, value);
  return headerRegexp('Cookie', `(^|;\\s*)${quoteMeta(name)}=${quoteMeta(value)}(;|$)`);
}
