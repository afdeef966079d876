import { groupBy, itemAt, stableJson } from '../../../core/base';
import { grpcRouteRule, httpRouteRule } from '../../../traefik/model';
import { grpcMatchOf } from './grpc';
import { gatewayApi } from '../from-gateway';
import type { NamespaceGateway } from './listeners';
import { type HostMatches, mayMeet } from '../matches';
import { namespaceOf } from '../read';
import { type GatewayScene, type RouteDraft, freeName } from './scene';

/** How many rules an HTTPRoute can have, and how many hostnames, by its schema. */
const mostRules = 16;
const mostHostnames = 16;

/** A rule as it is written, with the order that Traefik gives it. */
interface PlacedRule {
  readonly draft: RouteDraft;
  readonly hosts: HostMatches;
  /** Of each match. */
  readonly priorities: readonly number[];
}

interface Rule {
  readonly draft: RouteDraft;
  readonly hosts: HostMatches;
}

/** Writes drafts as HTTPRoutes and GRPCRoutes: one for all rules of an IngressRoute with the same hosts. */
export function writeHttpRoutes(
  scene: GatewayScene,
  drafts: readonly RouteDraft[],
  gatewayOf: (namespace: string) => NamespaceGateway,
): void {
  const placed: PlacedRule[] = [];
  const carried: RouteDraft[] = [];
  for (const draft of drafts) {
    const { sectionOf } = gatewayOf(draft.namespace);
    const without = draft.stands.filter((stand) => sectionOf(stand) === undefined);
    if (without.length > 0) {
      const { source, index } = draft;
      const detail = `the entry point ${without.map(({ entryPoint }) => entryPoint).join(', ')} has no listener for it`;
      scene.notes.push({ source, at: ['spec', 'routes', index], fate: 'lost', code: 'MG304', detail });
    } else carried.push(draft);
  }
  const refs = new Map(carried.map((draft) => [draft, refsOf(scene, draft)]));
  const rules = carried.flatMap((draft) =>
    draft.alternatives.flatMap((hosts) =>
      chunks(hosts.hostnames, mostHostnames).map((hostnames): Rule => ({
        draft,
        hosts: { ...hosts, hostnames },
      })),
    ),
  );
  const groups = groupBy(rules, ({ draft, hosts }) =>
    stableJson([
      draft.kind,
      draft.namespace,
      draft.source.object.metadata.name,
      hosts.hostnames,
      draft.stands,
    ]),
  );
  for (const group of groups.values()) {
    const sorted = group.toSorted((a, b) => b.draft.priority - a.draft.priority);
    for (const part of chunks(sorted, mostRules))
      placed.push(...writeHttpRoute(scene, part, { gatewayOf, refs }));
  }
  noteOrder(scene, placed);
}

/** What rules are attached to, and what they lead to. */
interface Targets {
  readonly gatewayOf: (namespace: string) => NamespaceGateway;
  readonly refs: ReadonlyMap<RouteDraft, readonly object[]>;
}

function refsOf(scene: GatewayScene, { source, namespace, index, backends }: RouteDraft): readonly object[] {
  if ('refs' in backends) return backends.refs;
  const route = source.object.metadata.name;
  const name = freeName(scene, 'TraefikService', namespace, `${route}-${index + 1}`);
  scene.made.push({
    file: scene.fileOf(source.object),
    object: {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'TraefikService',
      metadata: { name, namespace },
      spec: { weighted: { services: backends.weighted } },
    },
  });
  return [{ group: 'traefik.io', kind: 'TraefikService', name }];
}

function writeHttpRoute(
  scene: GatewayScene,
  rules: readonly Rule[],
  { gatewayOf, refs }: Targets,
): readonly PlacedRule[] {
  const [first] = rules;
  if (!first) return [];
  const { kind, namespace, source, stands } = first.draft;
  const { hostnames } = first.hosts;
  const gateway = gatewayOf(namespace);
  const wanted = source.object.metadata.name;
  const name = freeName(scene, kind, namespace, wanted);
  scene.made.push({
    file: scene.fileOf(source.object),
    object: {
      apiVersion: gatewayApi,
      kind,
      metadata: { name, namespace },
      spec: {
        parentRefs: stands.map((stand) => ({ name: gateway.name, sectionName: gateway.sectionOf(stand) })),
        ...(hostnames.length > 0 && { hostnames }),
        rules: rules.map(({ draft, hosts: { matches } }) => ({
          ...(matches.some((match) => Object.keys(match).length > 0) && {
            matches: kind === 'GRPCRoute' ? matches.map(grpcMatchOf) : matches,
          }),
          ...(draft.filters.length > 0 && { filters: draft.filters }),
          backendRefs: refs.get(draft),
        })),
      },
    },
  });
  return rules.map(({ draft, hosts }, index) => ({
    draft,
    hosts,
    priorities: hosts.matches.map((match) =>
      kind === 'GRPCRoute'
        ? grpcRouteRule(hosts.hostnames, grpcMatchOf(match)).priority
        : httpRouteRule(hosts.hostnames, match).priority + rules.length - index,
    ),
  }));
}

/** Notes routes that others come before which they came before. */
function noteOrder(scene: GatewayScene, placed: readonly PlacedRule[]): void {
  const lost = new Map<RouteDraft, RouteDraft>();
  for (const one of placed) {
    for (const other of placed) {
      if (one.draft === other.draft || one.draft.priority <= other.draft.priority) continue;
      if (lost.has(one.draft) || !shareStand(one.draft, other.draft)) continue;
      if (Math.min(...one.priorities) > Math.max(...other.priorities)) continue;
      const isTurned = one.hosts.matches.some((match, at) =>
        other.hosts.matches.some(
          (second, its) =>
            (one.priorities[at] ?? 0) <= (other.priorities[its] ?? 0) &&
            mayMeet({ ...one.hosts, matches: [match] }, { ...other.hosts, matches: [second] }),
        ),
      );
      if (isTurned) lost.set(one.draft, other.draft);
    }
  }
  for (const [{ source, index }, { source: by, index: its }] of lost) {
    const hasPriority = itemAt(source.object, ['spec', 'routes', index, 'priority']) !== undefined;
    const detail = `IngressRoute ${namespaceOf(by.object)}/${by.object.metadata.name} spec.routes[${its}] comes first now`;
    const at = ['spec', 'routes', index, hasPriority ? 'priority' : 'match'];
    scene.notes.push({ source, at, fate: 'changed', code: 'MG305', detail });
  }
}

function shareStand(one: RouteDraft, other: RouteDraft): boolean {
  return one.stands.some(({ entryPoint, isTls }) =>
    other.stands.some((stand) => stand.entryPoint === entryPoint && stand.isTls === isTls),
  );
}

/** Lists of so many at most; one at least. */
function chunks<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.max(1, Math.ceil(all.length / most));
  return Array.from({ length: count }, (_, index) => all.slice(index * most, (index + 1) * most));
}
