import { asList, isFailed, own } from '../../../../core/base';
import { annotationPath } from './annotations';
import type { ProviderConfiguration } from '../../dynamic/configuration';
import type { KubernetesIngressNginxProvider, StaticConfiguration } from '../../static';
import type { Cluster } from '../cluster';
import { text } from '../read';
import { type Drop, dropped } from '../result';
import { type Upstream, backendNamed, balancer, findUpstream, noUpstream } from './backends';
import { resolveCanaries } from './canary';
import { type CatchAll, addCatchAll } from './catch-all';
import { clientAuthOf } from './client-auth';
import { type NginxContext, type NginxIngress, contextOf } from './context';
import { gather } from './gather';
import type { Location } from './location';
import { type IngressSurroundings, catchAllOf, locationsOf } from './locations';
import { transportName, unavailableService } from './names';
import { addPassthrough } from './passthrough';
import { addLocation } from './routers';
import { tlsSecret } from './secrets';
import { transportOf } from './transport';

/** Traefik's provider kubernetesIngressNGINX: Ingress objects with the annotations of ingress-nginx. */
export function provideIngressNginx(
  cluster: Cluster,
  provider: KubernetesIngressNginxProvider,
  statics: StaticConfiguration,
): { readonly configuration: ProviderConfiguration; readonly dropped: readonly Drop[] } {
  const context = contextOf(cluster, provider, statics);
  // It does not start with such a default backend.
  if (context.options.defaultBackend === 'malformed') return context;
  const { services } = context.configuration;
  services.set(unavailableService, balancer(noUpstream, {}, ''));
  const backends = new Map<string, Upstream>();
  const gathered = gather(context);
  let catchAll = sharedCatchAll(context);
  const canaries = resolveCanaries(context, gathered, backends);
  const surroundings = { context, gathered, canaries, backends };
  const locations: Location[] = [];
  for (const ingress of gathered.regular) {
    const read = readIngress(surroundings, ingress, catchAll !== undefined);
    locations.push(...read.locations);
    catchAll ??= read.catchAll;
  }
  if (catchAll) addCatchAll(context, catchAll, backends);
  for (const location of locations) addLocation(context, location, backends, gathered.hosts);
  return context;
}

/** The default backend that the provider's options name. */
function sharedCatchAll(context: NginxContext): CatchAll | undefined {
  const { defaultBackend } = context.options;
  if (!defaultBackend || defaultBackend === 'malformed') return undefined;
  const { namespace, name } = defaultBackend;
  if (namespace === '' || name === '') return undefined;
  const upstream = findUpstream(context, namespace, backendNamed(name));
  if (isFailed(upstream)) return undefined;
  return { upstream: upstream.value, namespace, serviceName: name, location: undefined };
}

interface Read {
  readonly locations: readonly Location[];
  readonly catchAll: CatchAll | undefined;
}

function readIngress(surroundings: IngressSurroundings, ingress: NginxIngress, hasCatchAll: boolean): Read {
  const { context } = surroundings;
  const { object, settings } = ingress;
  const nothing: Read = { locations: [], catchAll: undefined };
  const hasTls = asList(own(own(object.value, 'spec'), 'tls')).length > 0;
  if (settings['ssl-passthrough']) {
    loadCertificates(context, ingress);
    addPassthrough(surroundings, ingress, hasTls);
    return nothing;
  }
  const leaveOut = (annotation: 'proxy-ssl-secret' | 'auth-tls-secret', reason: string): Read => {
    context.dropped.push({ ...dropped(object, annotationPath(annotation), reason), isWhole: true });
    return nothing;
  };
  const transport = transportOf(context, ingress);
  if (isFailed(transport)) {
    return leaveOut('proxy-ssl-secret', `Cannot build serversTransport: ${transport.reason}`);
  }
  loadCertificates(context, ingress);
  const tlsOptions = clientAuthOf(context, ingress);
  if (isFailed(tlsOptions)) {
    return leaveOut('auth-tls-secret', `Cannot build client auth TLS option: ${tlsOptions.reason}`);
  }
  const site = { ...ingress, hasTls, tlsOptions: tlsOptions.value };
  const locations = locationsOf(surroundings, site);
  const caught = hasCatchAll ? undefined : catchAllOf(surroundings, site);
  if (locations.length > 0 || caught) {
    const { serversTransports } = context.configuration;
    const name = transportName(object);
    if (!serversTransports.has(name)) serversTransports.set(name, transport.value);
  }
  return { locations, catchAll: caught && fromIngress(caught) };
}

function fromIngress({ location, upstream }: NonNullable<ReturnType<typeof catchAllOf>>): CatchAll {
  const { namespace } = location.ingress.object;
  return { upstream, namespace, serviceName: location.serviceName, location };
}

/** Certificates count for all hosts; what follows one that cannot be read is not read either. */
function loadCertificates(context: NginxContext, { object }: NginxIngress): void {
  const { certificates } = context.configuration;
  for (const [index, tls] of asList(own(own(object.value, 'spec'), 'tls')).entries()) {
    const name = text(own(tls, 'secretName'));
    const secret = `${object.namespace}/${name}`;
    if (name === '' || certificates.has(secret)) continue;
    const read = tlsSecret(context, object.namespace, name);
    const pair = isFailed(read) ? undefined : read.value.pair;
    if (!pair) {
      const reason = isFailed(read) ? read.reason : `no keypair found in secret ${secret}`;
      context.dropped.push(dropped(object, ['spec', 'tls', index], reason));
      return;
    }
    certificates.set(secret, { secret, pem: pair.certificate, inDefaultStore: true });
  }
}
