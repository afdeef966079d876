import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import type { ServiceTcpSpec, ServiceUdpSpec } from '../../../api';
import type { StreamService, TcpRouter, WeightedChild } from '../../dynamic/configuration';
import { putRouter } from '../../dynamic/rivals';
import { type ClusterObject, sourceOf } from '../cluster';
import { dropped } from '../result';
import { type Address, backendOf, distinct, findAddresses, findPort } from '../servers';
import {
  type CrdContext,
  type TraefikObject,
  drop,
  isNamespaceAllowed,
  classError,
  namespaceOf,
  resolveReferences,
  resolveTransport,
} from './context';
import { readTls } from './http';
import { loadCertificate } from './tls';

/** IngressRouteTCPs become TCP routers and services. Their names are not normalized. */
export function loadIngressRoutesTcp(context: CrdContext): void {
  for (const { object, spec } of context.objects('IngressRouteTCP')) {
    const ofAnother = classError(context, object, spec.ingressClassName);
    if (ofAnother !== undefined) {
      drop(context, object, [], ofAnother);
      continue;
    }
    if (!spec.tls?.passthrough) loadCertificate(context, object, spec.tls);
    for (const [index, route] of (spec.routes ?? []).entries()) {
      const reason = loadRoute(context, object, spec, route, index);
      if (reason !== undefined) drop(context, object, ['spec', 'routes', index], reason);
    }
  }
}

type TcpSpec = TraefikObject<'IngressRouteTCP'>['spec'];

function loadRoute(
  context: CrdContext,
  object: ClusterObject,
  spec: TcpSpec,
  route: NonNullable<TcpSpec['routes']>[number],
  index: number,
): string | undefined {
  const { match } = route;
  if (match === undefined) return 'Empty match rule';
  const middlewares = resolveReferences(context, object.namespace, route.middlewares);
  if (isFailed(middlewares)) return `Failed to create middleware keys: ${middlewares.reason}`;
  const name = context.naming.stream(object.namespace, object.name, index, match);
  const service = addServices(context, object, index, name, route.services, {
    services: context.configuration.tcpServices,
    build: (reference) => buildTcp(context, object.namespace, reference),
  });
  const tls = readTcpTls(context, object, spec.tls);
  if (isFailed(tls)) return tls.reason;
  putRouter(context.configuration.tcpRouters, name, {
    entryPoints: spec.entryPoints ?? [],
    middlewares: middlewares.value,
    service,
    rule: match,
    ruleSyntax: route.syntax ?? '',
    priority: route.priority ?? 0,
    tls: tls.value,
    source: sourceOf(object, index),
  });
  return undefined;
}

function readTcpTls(
  context: CrdContext,
  object: ClusterObject,
  tls: TcpSpec['tls'],
): Attempt<TcpRouter['tls']> {
  const read = readTls(context, object, tls);
  if (isFailed(read) || !read.value) return isFailed(read) ? read : made(undefined);
  return made({ ...read.value, passthrough: tls?.passthrough === true });
}

/** IngressRouteUDPs become UDP routers and services. Their names are not normalized. */
export function loadIngressRoutesUdp(context: CrdContext): void {
  for (const { object, spec } of context.objects('IngressRouteUDP')) {
    const ofAnother = classError(context, object, spec.ingressClassName);
    if (ofAnother !== undefined) {
      drop(context, object, [], ofAnother);
      continue;
    }
    for (const [index, route] of (spec.routes ?? []).entries()) {
      const name = context.naming.stream(object.namespace, object.name, index);
      const service = addServices(context, object, index, name, route.services, {
        services: context.configuration.udpServices,
        build: (reference) => buildStream(context, object.namespace, reference, 'udp'),
      });
      putRouter(context.configuration.udpRouters, name, {
        entryPoints: spec.entryPoints ?? [],
        service,
        source: sourceOf(object, index),
      });
    }
  }
}

interface Target<S> {
  readonly services: Map<string, StreamService>;
  readonly build: (service: S) => Attempt<StreamService>;
}

/** kubernetes_tcp.go and kubernetes_udp.go take a service of this name for a weighted one. */
const crash =
  'Traefik crashes on several services after a route of the same name with one service; as long as this is so, it reads no object of its own kinds';

/**
 * A service that cannot be built is left out alone; the route stays.
 *
 * @returns the service of the router, which is missing where none can be built
 */
function addServices<S extends ServiceTcpSpec | ServiceUdpSpec>(
  context: CrdContext,
  object: ClusterObject,
  route: number,
  router: string,
  references: readonly S[] = [],
  { services, build }: Target<S>,
): string {
  const path = ['spec', 'routes', route];
  const key = [object.namespace, object.name, route];
  let found = router;
  for (const [index, reference] of references.entries()) {
    const built = build(reference);
    if (isFailed(built)) {
      drop(context, object, [...path, 'services', index], `Cannot create service: ${built.reason}`);
      continue;
    }
    if (references.length === 1) {
      found = context.naming.service([...key, 'lb']) ?? router;
      services.set(found, built.value);
      return found;
    }
    const weighted = [...key, 'wrr'];
    found = context.naming.service(weighted) ?? router;
    const there = services.get(found);
    if (there && !there.weighted) {
      context.crashes.push(dropped(object, path, crash));
      return found;
    }
    const { name = '', port = 0, weight = 1 } = reference;
    const own = [...weighted, index, namespaceOf(reference, object.namespace), name, port];
    const child = context.naming.service(own) ?? `${found}-${name}-${port}`;
    services.set(child, built.value);
    addChild(services, found, { name: child, weight });
  }
  return found;
}

/** Routes with the same rule share a name, and then their weighted children. */
function addChild(services: Map<string, StreamService>, name: string, child: WeightedChild): void {
  const children = services.get(name)?.weighted?.services ?? [];
  services.set(name, { weighted: { services: [...children, child] } });
}

function buildTcp(context: CrdContext, parent: string, reference: ServiceTcpSpec): Attempt<StreamService> {
  const built = buildStream(context, parent, reference, 'tcp');
  if (isFailed(built)) return built;
  const { serversTransport = '', proxyProtocol, terminationDelay, tls } = reference;
  const transport = resolveTransport(context, parent, serversTransport);
  if (isFailed(transport)) return transport;
  const servers = built.value.loadBalancer?.servers?.map((server) => ({ ...server, ...(tls && { tls }) }));
  return made({
    ...built.value,
    loadBalancer: {
      ...(servers && { servers }),
      ...(proxyProtocol && { proxyProtocol: { version: proxyProtocol.version ?? 2 } }),
      ...(transport.value === '' && terminationDelay !== undefined && { terminationDelay }),
      ...(transport.value !== '' && { serversTransport: transport.value }),
    },
  });
}

function buildStream(
  context: CrdContext,
  parent: string,
  reference: ServiceUdpSpec,
  scheme: 'tcp' | 'udp',
): Attempt<StreamService> {
  const { view, options } = context;
  const namespace = namespaceOf(reference, parent);
  const name = reference.name ?? '';
  if (!isNamespaceAllowed(context, parent, namespace)) {
    return failed(`${scheme} service ${namespace}/${name} is not in the parent resource namespace ${parent}`);
  }
  const service = view.service(namespace, name);
  if (isFailed(service)) return failed('service not found');
  const port = findPort(service.value, reference.port);
  if (isFailed(port)) return port;
  const nodePortLB = reference.nodePortLB === true;
  const addresses = findAddresses(view, service.value, port.value, {
    allowExternalName: options.allowExternalNameServices === true,
    // Over TCP and UDP the nodes are looked at before the cluster IP, over HTTP after it.
    nativeLB:
      (reference.nativeLB ?? options.nativeLBByDefault === true) && !isNodePort(service.value, nodePortLB),
    nodePortLB,
    nodesDisabled: options.disableClusterScopeResources === true,
  });
  if (isFailed(addresses)) return addresses;
  const ready: readonly Address[] = distinct((addresses.value ?? []).filter((address) => address.ready));
  if (ready.length === 0 && !options.allowEmptyServices) {
    return failed(`no servers found for ${namespace}/${name}`);
  }
  return made({
    loadBalancer: ready.length > 0 ? { servers: ready.map(({ hostPort }) => ({ address: hostPort })) } : {},
    backend: backendOf(service.value, port.value, scheme),
  });
}

function isNodePort(service: { readonly type: string }, nodePortLB: boolean): boolean {
  return service.type === 'NodePort' && nodePortLB;
}
