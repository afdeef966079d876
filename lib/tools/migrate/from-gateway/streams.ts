import { asList, groupBy, itemAt, own, stableJson } from '../../../core/base';
import type { TcpRouter } from '../../../traefik/model';
import { rulePriority } from '../../../traefik/rule';
import { inBackticks } from '../routes';
import type { ServiceReference } from '../services';
import type { Certificates } from './certificates';
import { type Placed, inNeedOfPriority } from './order';
import { findObject, namespaceOf, textAt } from '../read';
import { type GatewayRoutes, type RouteName, tellOf } from './scene';
import { backendName } from './services';

/** One router of a TLSRoute or a TCPRoute on its way to an IngressRouteTCP. */
interface Draft extends Placed {
  readonly route: RouteName;
  readonly match: string;
  readonly services: readonly ServiceReference[];
  readonly tls: object | undefined;
}

/** Writes the routers of TLSRoutes and TCPRoutes as IngressRouteTCPs. */
export function writeStreamRoutes(
  scene: GatewayRoutes,
  certificates: Certificates,
  others: readonly Placed[],
): void {
  const drafts = [...scene.configuration.tcpRouters.values()].flatMap((router) => {
    const draft = draftOf(scene, certificates, router);
    return draft ? [draft] : [];
  });
  // What Traefik closes because there is a TLSRoute.
  if (scene.configuration.tcpRouters.has('deny-unknown-host')) {
    for (const object of scene.objects.filter(({ kind }) => kind === 'TLSRoute')) {
      const { kind, metadata } = object;
      const route = { kind, namespace: namespaceOf(object), name: metadata.name };
      tellOf(scene, route)(['spec', 'hostnames'], 'MG410');
    }
  }
  const needy = inNeedOfPriority(drafts, others);
  const groups = groupBy(drafts, ({ route, tls = null, match, services }) =>
    stableJson([route, tls, match, services]),
  );
  for (const same of groups.values()) {
    const [first] = same;
    if (!first) continue;
    const { route, match, services, tls, number } = first;
    scene.workshop.add('IngressRouteTCP', route, route.name, {
      entryPoints: [...new Set(same.flatMap(({ entryPoints }) => entryPoints))],
      routes: [{ match, ...(same.some((draft) => needy.has(draft)) && { priority: number }), services }],
      ...(tls && { tls }),
    });
  }
}

function draftOf(
  scene: GatewayRoutes,
  certificates: Certificates,
  { source, rule, priority, entryPoints, service, tls }: TcpRouter,
): Draft | undefined {
  if (!source) return undefined;
  const { kind, namespace, name, route: index } = source;
  const route = { kind, namespace, name };
  const object = findObject(scene, kind, namespace, name);
  const at = ['spec', 'rules', index];
  const refs = asList(own(itemAt(object ?? {}, at), 'backendRefs'));
  const children = scene.configuration.tcpServices.get(service)?.weighted?.services ?? [];
  const services = children.flatMap(({ name: child = '', weight = 1 }, number) => {
    const backend = scene.configuration.tcpServices.get(child)?.backend;
    const ref = refs[number];
    if (!backend) {
      // An IngressRouteTCP leads to Services alone.
      if (textAt(ref, 'kind') === 'TraefikService')
        tellOf(scene, route)([...at, 'backendRefs', number], 'MG409', 'lost');
      return [];
    }
    const its = backendName(backend);
    return [
      {
        name: its.name,
        ...(its.namespace !== namespace && { namespace: its.namespace }),
        port: backend.port,
        ...(children.length > 1 && { weight }),
      },
    ];
  });
  if (services.length === 0) {
    tellOf(scene, route)(at, 'MG409', 'lost');
    return undefined;
  }
  const match = inBackticks(rule);
  return {
    route,
    match,
    services,
    entryPoints,
    isTls: tls !== undefined,
    number: Number(priority) || rulePriority(rule, 'tcp'),
    usual: rulePriority(match, 'tcp'),
    matches: undefined,
    tls: tls && (tls.passthrough ? { passthrough: true } : certificates.tlsOf(object, entryPoints)),
  };
}
