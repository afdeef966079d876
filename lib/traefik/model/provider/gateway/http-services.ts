import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import type { FieldPath } from '../../../../core/finding';
import { normalize, qualify } from '../../dynamic/names';
import { providerName } from '../crd/context';
import type { ServicePort } from '../kubernetes';
import { backendOf } from '../servers';
import { addressesOf } from './addresses';
import { transportFor } from './backend-tls';
import { type Attachment, type GatewayContext, mayReferAcross } from './context';
import { loadFilters } from './filters';
import { backendGrantError } from './grants';
import type { BackendRef } from './route';
import type { PathMatch } from './rule';
import { type Condition, fault } from './status';

/** A backend of a rule, and where it stands. */
export interface HttpBackend {
  readonly router: string;
  readonly backend: BackendRef;
  /** Its number in the rule. */
  readonly at: number;
  /** The path that the rule matches; undefined for gRPC. */
  readonly path: PathMatch | undefined;
  readonly place: FieldPath;
}

interface Added {
  readonly name: string;
  /** What is wrong with it: then Traefik itself answers the requests that would go there. */
  readonly condition?: Condition;
}

/** Adds the service of a backend. Gives its name, which it has even where it cannot be made. */
export function addHttpService(context: GatewayContext, attachment: Attachment, target: HttpBackend): Added {
  const { router, backend, at, place } = target;
  const { route } = attachment;
  const namespace = backend.namespace || route.object.namespace;
  const name = `${router}-svc-${namespace}-${backend.name}-${at}`;
  const isGrpc = route.kind === 'GRPCRoute';
  const ref = isGrpc ? 'GRPCBackendRef' : 'HTTPBackendRef';
  const full = `${ref} ${backend.group}/${backend.kind}/${namespace}/${backend.name}`;
  const wrong = (reason: string, message: string, called = name): Added => ({
    name: called,
    condition: fault('ResolvedRefs', reason, message, place),
  });
  const isService = backend.group === 'core' && backend.kind === 'Service';
  if (isGrpc && !isService) {
    return wrong('InvalidKind', `Cannot load ${full}: only Kubernetes services are supported`);
  }
  if (!isGrpc && backend.namespace !== '' && backend.name.includes('@')) {
    const message = `Cannot load ${full}: namespace is not allowed with a cross-provider reference`;
    return wrong('RefNotPermitted', message, normalize(name));
  }
  const refused = backendGrantError(context, route, backend);
  if (refused !== undefined) return wrong('RefNotPermitted', `Cannot load ${full}: ${refused}`);
  const filters = loadFilters(context, isGrpc ? [] : backend.filters, {
    parent: name,
    namespace: route.object.namespace,
    path: target.path,
  });
  if (isFailed(filters)) {
    const message = `Cannot load filters on ${full}: ${filters.reason}`;
    return wrong('InvalidKind', message);
  }
  const { names: middlewares, made: configs } = filters.value;
  for (const [key, config] of configs) attachment.configuration.middlewares.set(key, config);
  if (!isService) {
    const foreign = foreignService(context, namespace, backend);
    return isFailed(foreign)
      ? wrong('InvalidKind', `Cannot load ${full}: ${foreign.reason}`)
      : { name: foreign.value };
  }
  if (backend.port === 0) return wrong('UnsupportedProtocol', `Cannot load ${full}: port is required`);
  const condition = addServers(context, attachment, { ...target, name, namespace, middlewares, ref });
  return { name, ...(condition && { condition }) };
}

/** A TraefikService, or a service of another provider. */
function foreignService(
  context: GatewayContext,
  namespace: string,
  { group, kind, name }: BackendRef,
): Attempt<string> {
  if (kind === 'TraefikService' && name.includes('@')) {
    return mayReferAcross(context, namespace)
      ? made(name)
      : failed(
          `TraefikService "${name}" reference is not allowed: namespace "${namespace}" is not in crossProviderNamespaces`,
        );
  }
  if (group !== 'traefik.io' || kind !== 'TraefikService' || !context.crd) {
    return failed(`unsupported HTTPBackendRef ${group === 'core' ? '' : group}/${kind}/${name}`);
  }
  return context.crd.isWatched(namespace)
    ? made(qualify(providerName, context.crd.naming.object(namespace, name)))
    : failed(`namespace "${namespace}" is not allowed`);
}

interface Servers extends HttpBackend {
  readonly name: string;
  readonly namespace: string;
  readonly middlewares: readonly string[];
  readonly ref: string;
}

function addServers(
  context: GatewayContext,
  attachment: Attachment,
  { backend, place, name, namespace, middlewares, ref }: Servers,
): Condition | undefined {
  const { route, configuration } = attachment;
  const wrong = (reason: string, message: string): Condition =>
    fault('ResolvedRefs', reason, `Cannot load ${ref} ${namespace}/${backend.name}: ${message}`, place);
  const found = addressesOf(context, namespace, backend);
  if (isFailed(found)) return wrong('BackendNotFound', found.reason);
  const { service, port, hostPorts, isOneAddress } = found.value;
  const transport =
    route.kind === 'GRPCRoute'
      ? undefined
      : transportFor(context, attachment, { namespace, service: backend.name, port: port.name });
  if (transport && 'error' in transport) {
    const message = `Cannot apply BackendTLSPolicy for Service ${namespace}/${backend.name}: ${transport.error}`;
    return fault('ResolvedRefs', 'RefNotPermitted', message, place);
  }
  const scheme = transport ? made('https') : schemeOf(port, route.kind === 'GRPCRoute');
  if (isFailed(scheme)) return wrong('UnsupportedProtocol', scheme.reason);
  if (transport) configuration.serversTransports.set(name, transport);
  configuration.services.set(name, {
    loadBalancer: {
      ...(hostPorts.length > 0 && {
        servers: hostPorts.map((hostPort) => ({ url: `${scheme.value}://${hostPort}` })),
      }),
      strategy: 'wrr',
      passHostHeader: true,
      responseForwarding: { flushInterval: '100ms' },
      ...(transport && { serversTransport: name }),
    },
    ...(middlewares.length > 0 && { middlewares }),
    backend: backendOf(service, port, scheme.value),
    ...(isOneAddress && { isOneAddress }),
  });
  return undefined;
}

const schemes: Readonly<Record<string, string>> = {
  'kubernetes.io/h2c': 'h2c',
  http: 'http',
  'kubernetes.io/ws': 'http',
  https: 'https',
  'kubernetes.io/wss': 'https',
};

function schemeOf({ protocol, appProtocol, port, name }: ServicePort, isGrpc: boolean): Attempt<string> {
  if (protocol !== 'TCP') return failed('only TCP protocol is supported');
  if (appProtocol === undefined) {
    if (isGrpc) return made('h2c');
    return made(port === 443 || name.startsWith('https') ? 'https' : 'http');
  }
  const said = appProtocol.toLowerCase();
  if (isGrpc && said !== 'kubernetes.io/h2c' && said !== 'https') {
    return failed('only "kubernetes.io/h2c" and "https" appProtocol is supported');
  }
  const scheme = schemes[said];
  return scheme === undefined ? failed(`unsupported application protocol ${said}`) : made(scheme);
}
