import { type Service, routerWith } from '../../dynamic/configuration';
import { sourceOf } from '../cluster';
import { type Upstream, balancer } from './backends';
import type { NginxContext } from './context';
import type { Location } from './location';
import { defaultBackendName, transportName } from './names';
import { addMiddlewares, observabilityOf } from './routers';

/** The lowest priority that Traefik gives is below every rule. */
export const catchAllRule = { rule: 'PathPrefix("/")', priority: -2_147_483_648 };

/** What takes the requests that no rule takes. */
export interface CatchAll {
  readonly upstream: Upstream;
  readonly namespace: string;
  readonly serviceName: string;
  /** The Ingress without rules that asks for it; undefined where the provider's options do. */
  readonly location: Location | undefined;
}

/** Adds the routers of the default backend. */
export function addCatchAll(
  context: NginxContext,
  { upstream, namespace, serviceName, location }: CatchAll,
  backends: ReadonlyMap<string, Upstream>,
): void {
  const { configuration, options } = context;
  configuration.services.set(defaultBackendName, serviceOf(upstream, location));
  const metadata = { ingress: { namespace, serviceName } };
  const observability = location ? observabilityOf(location, true) : { metadata };
  const tlsOptions = location?.tlsOptions;
  if (tlsOptions) configuration.tlsOptions.set(tlsOptions.name, tlsOptions.options);
  for (const isTls of [false, true]) {
    const key = isTls ? `${defaultBackendName}-tls` : defaultBackendName;
    const router = routerWith({
      entryPoints: isTls ? options.tlsEntryPoints : options.plainEntryPoints,
      middlewares: location ? addMiddlewares(context, location, { key, isTls }, backends) : [],
      service: defaultBackendName,
      ...catchAllRule,
      tls: isTls ? (tlsOptions ? { options: tlsOptions.name } : {}) : undefined,
      observability,
      source: location && sourceOf(location.ingress.object, location.route),
    });
    configuration.routers.set(key, router);
  }
}

/** Neither affinity nor a protocol of the backend counts here. */
function serviceOf(upstream: Upstream, location: Location | undefined): Service {
  const service = balancer(upstream, {}, '');
  if (!service.loadBalancer || !location) return service;
  const serversTransport = transportName(location.ingress.object);
  return { ...service, loadBalancer: { ...service.loadBalancer, serversTransport } };
}
