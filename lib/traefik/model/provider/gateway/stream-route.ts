import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import type { FieldPath } from '../../../../core/finding';
import { sourceOf } from '../cluster';
import { backendOf } from '../servers';
import { addressesOf } from './addresses';
import { type Attachment, type GatewayContext, backendPath, mayReferAcross } from './context';
import { backendGrantError } from './grants';
import { isInternal } from './http-route';
import { routerName } from './names';
import type { BackendRef } from './route';
import { serverNameRule } from './rule';
import { type Condition, fault, fine } from './status';

/** What the rules of a TCPRoute or of a TLSRoute make on a listener. */
export function loadStreamRoute(context: GatewayContext, attachment: Attachment): Condition {
  const { route, listener, hostnames, configuration } = attachment;
  const isTls = route.kind === 'TLSRoute';
  const { rule, priority } = isTls ? serverNameRule(hostnames) : { rule: 'HostSNI("*")', priority: 0 };
  let resolved = fine('ResolvedRefs', 'ResolvedRefs');
  for (const [index, { backendRefs }] of route.rules.entries()) {
    const [only] = backendRefs;
    if (!only) continue;
    const router = routerName(context, attachment, index, '');
    const served = serviceOf(context, attachment, { router, backendRefs, index });
    resolved = served.condition ?? resolved;
    if (served.service === undefined) continue;
    const hasTls = isTls || (listener.protocol === 'TLS' && listener.tlsMode !== undefined);
    configuration.tcpRouters.set(router, {
      entryPoints: [listener.entryPoint],
      middlewares: [],
      service: served.service,
      rule,
      ruleSyntax: 'default',
      priority,
      tls: hasTls ? { passthrough: listener.tlsMode === 'Passthrough' } : undefined,
      source: sourceOf(route.object, index),
    });
  }
  return resolved;
}

/**
 * Once there is a router of a TLSRoute, Traefik closes connections to all other server names, but for those that offer
 * to speak HTTP.
 */
export function denyUnknownHosts({ configuration: { tcpRouters, tcpServices } }: GatewayContext): void {
  if (tcpRouters.size === 0) return;
  const name = 'deny-unknown-host';
  tcpRouters.set(name, {
    entryPoints: [],
    middlewares: [],
    service: name,
    rule: 'HostSNI(`*`) && !ALPN(`h2`) && !ALPN(`http/1.1`)',
    ruleSyntax: '',
    priority: 1,
    tls: { passthrough: false },
    source: undefined,
  });
  tcpServices.set(name, { loadBalancer: {} });
}

interface Served {
  readonly router: string;
  readonly backendRefs: readonly BackendRef[];
  readonly index: number;
}

interface ServedBy {
  /** Undefined where there is no router. */
  readonly service: string | undefined;
  readonly condition: Condition | undefined;
}

function serviceOf(context: GatewayContext, attachment: Attachment, served: Served): ServedBy {
  const { router, backendRefs, index } = served;
  const { route, configuration } = attachment;
  const [only] = backendRefs;
  if (only && backendRefs.length === 1 && isInternal(only)) {
    const { namespace } = route.object;
    if (mayReferAcross(context, namespace)) return { service: only.name, condition: undefined };
    const message = `Cannot load ${route.kind} BackendRef ${only.name}: internal service reference is not allowed: ${route.kind} namespace "${namespace}" is not in crossProviderNamespaces`;
    const condition = fault('ResolvedRefs', 'RefNotPermitted', message, backendPath(index, 0));
    return { service: undefined, condition };
  }
  const service = `${router}-wrr`;
  if (configuration.tcpServices.has(service)) return { service, condition: undefined };
  let condition: Condition | undefined;
  const services = backendRefs.map((backend, at) => {
    const added = addService(context, attachment, { router, backend, at, place: backendPath(index, at) });
    if (!isCondition(added)) return { name: added, weight: backend.weight };
    condition = added;
    const name = `${router}-err-lb`;
    configuration.tcpServices.set(name, { loadBalancer: {} });
    return { name, weight: backend.weight };
  });
  configuration.tcpServices.set(service, { weighted: { services } });
  return { service, condition };
}

function isCondition(added: string | Condition): added is Condition {
  return typeof added !== 'string';
}

interface Target {
  readonly router: string;
  readonly backend: BackendRef;
  readonly at: number;
  readonly place: FieldPath;
}

/** Adds the service of a backend; gives its name, or what is wrong. */
function addService(
  context: GatewayContext,
  { route, configuration }: Attachment,
  { router, backend, at, place }: Target,
): string | Condition {
  const namespace = backend.namespace || route.object.namespace;
  const name = `${router}-svc-${namespace}-${backend.name}-${at}`;
  const full = `${route.kind} BackendRef ${backend.group}/${backend.kind}/${namespace}/${backend.name}`;
  const wrong = (reason: string, message: string): Condition => fault('ResolvedRefs', reason, message, place);
  if (backend.namespace !== '' && backend.name.includes('@')) {
    const message = `Cannot load ${full}: namespace is not allowed with a cross-provider reference`;
    return wrong('RefNotPermitted', message);
  }
  const refused = backendGrantError(context, route, backend);
  if (refused !== undefined) return wrong('RefNotPermitted', `Cannot load ${full}: ${refused}`);
  if (backend.group !== 'core' || backend.kind !== 'Service') {
    const foreign = foreignService(context, route.object.namespace, backend);
    return isFailed(foreign) ? wrong('InvalidKind', `Cannot load ${full}: ${foreign.reason}`) : foreign.value;
  }
  if (backend.port === 0) return wrong('UnsupportedProtocol', `Cannot load ${full} port is required`);
  const found = addressesOf(context, namespace, backend);
  const short = `Cannot load ${route.kind} BackendRef ${namespace}/${backend.name}`;
  if (isFailed(found)) return wrong('BackendNotFound', `${short}: ${found.reason}`);
  const { service, port, hostPorts } = found.value;
  if (port.protocol !== 'TCP')
    return wrong('UnsupportedProtocol', `${short}: only TCP protocol is supported`);
  configuration.tcpServices.set(name, {
    loadBalancer: hostPorts.length > 0 ? { servers: hostPorts.map((address) => ({ address })) } : {},
    backend: backendOf(service, port, 'tcp'),
  });
  return name;
}

function foreignService(
  context: GatewayContext,
  namespace: string,
  { group, kind, name }: BackendRef,
): Attempt<string> {
  if (kind !== 'TraefikService' || !name.includes('@')) {
    return failed(`unsupported BackendRef ${group === 'core' ? '' : group}/${kind}/${name}`);
  }
  if (mayReferAcross(context, namespace)) return made(name);
  return failed(
    `TraefikService "${name}" reference is not allowed: route namespace "${namespace}" is not in crossProviderNamespaces`,
  );
}
