import { asList, groupBy, itemAt, own, stableJson } from '../../../core/base';
import type { Router } from '../../../traefik/model';
import { rulePriority } from '../../../traefik/rule';
import { inBackticks } from '../routes';
import type { Certificates } from './certificates';
import { isAnswering, middlewaresOf } from './filters';
import { type Placed, inNeedOfPriority, matchesOfRule } from './order';
import { findObject } from '../read';
import { type GatewayRoutes, type RouteName, tellOf } from './scene';
import { servicesOf } from './services';

/** One router of a route on its way to an IngressRoute. */
interface Draft extends Placed {
  readonly route: RouteName;
  readonly match: string;
  readonly rest: object;
  readonly tls: object | undefined;
}

/**
 * Writes the routers of HTTPRoutes and GRPCRoutes as IngressRoutes: one for all routes of an object with the same TLS and the
 * same entry points.
 */
export function writeHttpRoutes(
  scene: GatewayRoutes,
  certificates: Certificates,
  others: readonly Placed[],
): void {
  const drafts = [...scene.configuration.routers].flatMap(([name, router]) => {
    const draft = draftOf(scene, certificates, name, router);
    return draft ? [draft] : [];
  });
  const needy = inNeedOfPriority(drafts, others);
  const groups = groupBy(drafts, ({ route, entryPoints, tls = null }) =>
    stableJson([route, entryPoints, tls]),
  );
  const written = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { route, tls, entryPoints } = first;
    return [{ route, tls, entryPoints, routes: routesOf(group, needy) }];
  });
  // What stands on several entry points is written once.
  for (const same of groupBy(written, ({ route, tls = null, routes }) =>
    stableJson([route, tls, routes]),
  ).values()) {
    const [first] = same;
    if (!first) continue;
    const { route, tls, routes } = first;
    const hasBoth = written.some(
      (one) => one.route.name === route.name && !one.tls !== !tls && isOf(one, route),
    );
    const wanted = tls === undefined && hasBoth ? `${route.name}-http` : route.name;
    scene.workshop.add('IngressRoute', route, wanted, {
      entryPoints: same.flatMap(({ entryPoints }) => entryPoints),
      routes,
      ...(tls && { tls }),
    });
  }
}

function isOf(one: { readonly route: RouteName }, { kind, namespace }: RouteName): boolean {
  return one.route.kind === kind && one.route.namespace === namespace;
}

/** Routes in the order of their rules. Of several with one match the first gets all requests, and one router is all there can be. */
function routesOf(drafts: readonly Draft[], needy: ReadonlySet<Placed>): readonly object[] {
  const byMatch = groupBy(drafts, ({ match }) => match);
  const first = new Set([...byMatch.values()].map((same) => same.toSorted((a, b) => b.number - a.number)[0]));
  return drafts
    .filter((draft) => first.has(draft))
    .map((draft) => ({
      kind: 'Rule',
      match: draft.match,
      ...(needy.has(draft) && { priority: draft.number }),
      ...draft.rest,
    }));
}

function draftOf(
  scene: GatewayRoutes,
  certificates: Certificates,
  name: string,
  router: Router,
): Draft | undefined {
  const { source, rule: text, priority, entryPoints } = router;
  if (!source) return undefined;
  const { kind, namespace, name: its, route: index } = source;
  const route = { kind, namespace, name: its };
  const tell = tellOf(scene, route);
  const at = ['spec', 'rules', index];
  const reason = scene.disabled(name);
  if (reason !== undefined) {
    tell(at, 'MG206', 'lost', `it does not run its router: ${reason}`);
    return undefined;
  }
  const object = findObject(scene, kind, namespace, its);
  const rule = itemAt(object ?? {}, at) ?? {};
  const services = servicesOf(scene, { route, index, rule, service: router.service });
  const filters = own(rule, 'filters');
  const middlewares = middlewaresOf(scene, router.middlewares, {
    route,
    at: [...at, 'filters'],
    filters,
    tell,
  });
  const match = inBackticks(simplified(text));
  return {
    route,
    match,
    entryPoints,
    isTls: router.tls !== undefined,
    number: Number(priority),
    usual: rulePriority(match),
    matches: matchesOfRule(text, 'default'),
    tls: router.tls && certificates.tlsOf(object, entryPoints),
    rest: {
      ...(middlewares.length > 0 && { middlewares }),
      services: services.length > 0 ? services : [nothing(scene, route, { at, rule })],
    },
  };
}

/** What a rule without a backend leads to. */
function nothing(
  scene: GatewayRoutes,
  route: RouteName,
  { at, rule }: { readonly at: readonly (string | number)[]; readonly rule: unknown },
): object {
  if (isAnswering(own(rule, 'filters'))) return { kind: 'TraefikService', name: 'noop@internal' };
  const refs = asList(own(rule, 'backendRefs'));
  const isZero = refs.length > 0 && refs.every((ref) => own(ref, 'weight') === 0);
  if (!isZero) tellOf(scene, route)(refs.length === 0 ? at : [...at, 'backendRefs'], 'MG403');
  // Without any child it answers 503.
  const name = scene.workshop.shared('TraefikService', route, 'unavailable', { weighted: { services: [] } });
  return { kind: 'TraefikService', name };
}

const hosts = String.raw`Host(?:Regexp)?\("(?:[^"\\]|\\.)*"\)`;
const anyPath = new RegExp(
  String.raw`^(\()?(${hosts}(?: \|\| ${hosts})*)\)? && PathPrefix\("/"\)(?<more> && )?`,
);

/** A rule without the prefix of every path, where it has hosts. */
function simplified(rule: string): string {
  return rule.replace(anyPath, (_, open: string | undefined, names: string, more: string | undefined) =>
    more === undefined ? names : `${open === undefined ? names : `(${names})`}${more}`,
  );
}
