import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import type { LoadBalancerSpec } from '../../../api';
import { formatDuration, parseDuration } from '../../../api/read';
import type { LoadBalancer, Server, Service } from '../../dynamic/configuration';
import { normalize } from '../../dynamic/names';
import { backendOf, distinct, findAddresses, findPort, schemeOf } from '../servers';
import {
  type CrdContext,
  isCrossProviderAllowed,
  isNamespaceAllowed,
  namespaceOf,
  providerName,
  resolveReferences,
  resolveTransport,
} from './context';

/** What a reference to a service becomes: a name and, for a Kubernetes Service, its load balancer. */
export interface NamedService {
  readonly name: string;
  readonly service: Service | undefined;
}

/** Options that reach references of IngressRoutes but not those inside TraefikServices and error pages. */
export type Scope = 'route' | 'nested';

const strategies: ReadonlySet<string> = new Set(['wrr', 'p2c', 'hrw', 'leasttime']);

/**
 * Reads one reference to a service.
 *
 * @param key how the load balancer of a Kubernetes Service is called; undefined where by itself alone
 */
export function nameAndService(
  context: CrdContext,
  parent: string,
  reference: LoadBalancerSpec,
  scope: Scope,
  key: string | undefined,
): Attempt<NamedService> {
  const name = reference.name ?? '';
  const isQualified = name.includes('@');
  const namespace = isQualified ? (reference.namespace ?? '') : namespaceOf(reference, parent);
  if (!isQualified && !isNamespaceAllowed(context, parent, namespace)) {
    return failed(`service ${namespace}/${name} not in the parent resource namespace ${parent}`);
  }
  // Nobody can tell which namespace a name such as shop-web@kubernetescrd is in.
  if (isRefusedAsQualified(context, name)) {
    return failed(
      `invalid reference to service ${name}: namespace-name@kubernetescrd format is not allowed when crossnamespace is disallowed`,
    );
  }
  if (isQualified && !isCrossProviderAllowed(context, parent)) {
    return failed(
      `service "${name}" reference is not allowed: namespace "${parent}" is not in crossProviderNamespaces`,
    );
  }
  const kind = reference.kind ?? 'Service';
  if (kind === 'TraefikService')
    return made({ name: traefikServiceName(context, namespace, name), service: undefined });
  if (kind !== 'Service') return failed(`unsupported service kind ${kind}`);
  const service = buildService(context, namespace, reference, scope);
  if (isFailed(service)) return service;
  return made({ name: key ?? normalize(`${namespace}-${name}-${reference.port}`), service: service.value });
}

function isRefusedAsQualified({ version, options }: CrdContext, name: string): boolean {
  return (
    version.has('qualified-services') && !options.allowCrossNamespace && name.endsWith(`@${providerName}`)
  );
}

function traefikServiceName({ naming }: CrdContext, namespace: string, name: string): string {
  if (!name.includes('@')) return naming.object(namespace, name);
  const at = name.lastIndexOf('@');
  const [local, provider] = [name.slice(0, at), name.slice(at + 1)];
  return provider === providerName ? naming.object(namespace, local) : `${normalize(local)}@${provider}`;
}

function buildService(
  context: CrdContext,
  namespace: string,
  reference: LoadBalancerSpec,
  scope: Scope,
): Attempt<Service> {
  const { strategy = 'wrr' } = reference;
  if (!strategies.has(strategy) && strategy !== 'RoundRobin') {
    return failed(`load-balancer strategy ${strategy} is not supported`);
  }
  const found = loadServers(context, namespace, reference, scope);
  if (isFailed(found)) return found;
  const healthCheck = readHealthCheck(reference.healthCheck);
  if (isFailed(healthCheck)) return healthCheck;
  const passiveHealthCheck = readPassiveHealthCheck(reference.passiveHealthCheck);
  if (isFailed(passiveHealthCheck)) return passiveHealthCheck;
  const flushInterval = durationOr(reference.responseForwarding?.flushInterval, '100ms');
  if (isFailed(flushInterval)) return failed(`unable to parse flushInterval: ${flushInterval.reason}`);
  const transport = resolveTransport(context, namespace, reference.serversTransport);
  if (isFailed(transport)) return transport;
  const middlewares = resolveReferences(context, namespace, reference.middlewares);
  if (isFailed(middlewares)) return failed(`could not create middleware keys: ${middlewares.reason}`);

  const loadBalancer: LoadBalancer = {
    ...(found.value.servers.length > 0 && { servers: found.value.servers }),
    strategy: strategy === 'RoundRobin' ? 'wrr' : strategy,
    passHostHeader: reference.passHostHeader ?? true,
    responseForwarding: flushInterval.value === '0s' ? {} : { flushInterval: flushInterval.value },
    ...(healthCheck.value && { healthCheck: healthCheck.value }),
    ...(passiveHealthCheck.value && { passiveHealthCheck: passiveHealthCheck.value }),
    ...(reference.sticky?.cookie && { sticky: { cookie: { path: '/', ...reference.sticky.cookie } } }),
    ...(transport.value !== '' && { serversTransport: transport.value }),
  };
  return made({
    loadBalancer,
    ...(middlewares.value.length > 0 && { middlewares: middlewares.value }),
    backend: found.value.backend,
    ...(found.value.isOneAddress && { isOneAddress: true }),
  });
}

interface FoundServers {
  readonly servers: readonly Server[];
  readonly backend: NonNullable<Service['backend']>;
  readonly isOneAddress: boolean;
}

function loadServers(
  context: CrdContext,
  namespace: string,
  reference: LoadBalancerSpec,
  scope: Scope,
): Attempt<FoundServers> {
  const { view, options } = context;
  const name = reference.name ?? '';
  const service = view.service(namespace, name);
  if (isFailed(service)) return failed(`kubernetes service not found: ${namespace}/${name}`);
  const port = findPort(service.value, reference.port);
  if (isFailed(port)) return port;
  if (service.value.type !== 'ExternalName' && reference.healthCheck) {
    return failed(`healthCheck allowed only for ExternalName services: ${namespace}/${name}`);
  }
  const inherited = scope === 'route';
  const isOneAddress = reference.nativeLB ?? (inherited && options.nativeLBByDefault === true);
  const addresses = findAddresses(view, service.value, port.value, {
    allowExternalName: options.allowExternalNameServices === true,
    nativeLB: isOneAddress,
    nodePortLB: reference.nodePortLB === true,
    nodesDisabled: inherited && options.disableClusterScopeResources === true,
  });
  if (isFailed(addresses)) return addresses;
  const scheme = schemeOf(reference.scheme, port.value);
  // The scheme is read where the port was found, so a wrong one goes unnoticed where it was not.
  if (isFailed(scheme) && addresses.value) return scheme;
  const serving = distinct((addresses.value ?? []).filter((address) => address.serving));
  if (serving.length === 0 && !options.allowEmptyServices) {
    return failed(`no servers found for ${namespace}/${name}`);
  }
  const used = isFailed(scheme) ? (reference.scheme ?? '') : scheme.value;
  return made({
    servers: serving.map(({ hostPort, terminating }) => ({
      url: `${used}://${hostPort}`,
      ...(terminating && { fenced: true }),
    })),
    backend: backendOf(service.value, port.value, used),
    isOneAddress,
  });
}

function durationOr(value: number | string | undefined, fallback: string): Attempt<string> {
  if (value === undefined) return made(fallback);
  const duration = parseDuration(value);
  return duration === undefined ? failed(`invalid duration "${value}"`) : made(formatDuration(duration));
}

type Described = Readonly<Record<string, unknown>>;

function readHealthCheck(check: LoadBalancerSpec['healthCheck']): Attempt<Described | undefined> {
  if (!check) return made(undefined);
  const interval = durationOr(check.interval, '30s');
  if (isFailed(interval)) return interval;
  const unhealthyInterval = durationOr(check.unhealthyInterval, interval.value);
  if (isFailed(unhealthyInterval)) return unhealthyInterval;
  const timeout = durationOr(check.timeout, '5s');
  if (isFailed(timeout)) return timeout;
  const { mode = '' } = check;
  return made(
    present({
      ...check,
      // The default `http` gives way to an empty mode, since the field is compared before it is defaulted.
      mode: mode === 'http' ? 'http' : mode,
      interval: nonZero(interval.value),
      unhealthyInterval: unhealthyInterval.value,
      timeout: nonZero(timeout.value),
      followRedirects: check.followRedirects ?? true,
    }),
  );
}

function readPassiveHealthCheck(
  check: LoadBalancerSpec['passiveHealthCheck'],
): Attempt<Described | undefined> {
  if (!check) return made(undefined);
  const failureWindow = durationOr(check.failureWindow, '10s');
  if (isFailed(failureWindow)) return failureWindow;
  const { maxFailedAttempts = 1 } = check;
  return made(
    present({
      failureWindow: nonZero(failureWindow.value),
      maxFailedAttempts: maxFailedAttempts === 0 ? undefined : maxFailedAttempts,
    }),
  );
}

function nonZero(duration: string): string | undefined {
  return duration === '0s' ? undefined : duration;
}

/** Leaves out what is undefined or an empty text. */
function present(fields: Described): Described {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  );
}
