import { middlewareAsShown } from '../../../api/middlewares';
import { type Observability, type Router, routerWith } from '../../dynamic/configuration';
import { putRouter } from '../../dynamic/rivals';
import { sourceOf } from '../cluster';
import { type Upstream, balancer, noUpstream, stickyOf } from './backends';
import { type Canary, hasCanaryRouter, hasStableRouter } from './canary';
import type { NginxContext } from './context';
import type { Location } from './location';
import { type RouterPlace, middlewaresOf } from './middlewares';
import { canaryRule, ruleOf, stableRule } from './rule';
import { transportName, unavailableService } from './names';
import { addWwwRedirect } from './www';

/** What a router of a location is besides its entry points and TLS. */
interface Draft {
  readonly key: string;
  readonly rule: string;
  readonly service: string;
  readonly priority?: number;
  readonly observability: Observability;
}

/** Adds the routers of a location, and what they use. */
export function addLocation(
  context: NginxContext,
  location: Location,
  backends: ReadonlyMap<string, Upstream>,
  hosts: ReadonlySet<string>,
): void {
  const { configuration } = context;
  const { settings } = location.ingress;
  const transport = transportName(location.ingress.object);
  const upstream = backends.get(location.backendName) ?? noUpstream;
  configuration.services.set(location.backendName, balancer(upstream, settings, transport));
  if (location.tlsOptions) {
    const { name, options } = location.tlsOptions;
    if (!configuration.tlsOptions.has(name)) configuration.tlsOptions.set(name, options);
  }
  const service = addCanary(context, location, backends);
  const isBroken = location.customHeaders === 'failed';
  const { canary, key } = location;
  const rule = ruleOf(location);
  const hasOthers = canary !== undefined && (hasCanaryRouter(canary) || hasStableRouter(canary));
  const observability = observabilityOf(location, !isBroken || hasOthers);
  const main = { key, rule, service: isBroken ? unavailableService : service, observability };
  for (const isTls of [false, true]) {
    const place = { key: isTls ? `${key}-tls` : key, isTls };
    const router = addRouter(context, location, backends, main, place, !isBroken);
    if (!isBroken) addWwwRedirect(context, location, place, router, hosts);
    const beside = (name: string, theRule: string, theService: string): void => {
      const other = { key, rule: theRule, service: theService, observability };
      const otherKey = `${key}-${name}${isTls ? '-tls' : ''}`;
      addRouter(context, location, backends, other, { key: otherKey, isTls }, true);
    };
    if (canary && hasCanaryRouter(canary)) {
      beside('canary', canaryRule(rule, canary), `${location.backendName}-canary`);
    }
    if (canary && hasStableRouter(canary)) {
      beside('non-canary', stableRule(rule, canary), location.backendName);
    }
  }
}

/** The services of a canary; gives the one to which requests without a header or cookie for it go. */
function addCanary(
  { configuration }: NginxContext,
  location: Location,
  backends: ReadonlyMap<string, Upstream>,
): string {
  const { backendName, canary, ingress } = location;
  const upstream = canary && backends.get(canary.backendName);
  if (!canary || !upstream) return backendName;
  const name = `${backendName}-canary`;
  configuration.services.set(
    name,
    balancer(upstream, ingress.settings, transportName(location.ingress.object)),
  );
  const sticky = stickyOf(ingress.settings, 'wrr');
  configuration.services.set(`${backendName}-wrr`, {
    weighted: { ...(sticky && { sticky }), services: childrenOf(backendName, name, canary) },
  });
  return `${backendName}-wrr`;
}

function childrenOf(
  stable: string,
  name: string,
  { weight, weightTotal }: Canary,
): readonly { readonly name: string; readonly weight: number }[] {
  return [
    { name: stable, weight: weightTotal - weight },
    { name, weight },
  ];
}

/** What logs and metrics of the routers of a location say. */
export function observabilityOf(location: Location, hasMiddlewares: boolean): Observability {
  const { ingress, serviceName, servicePort } = location;
  const { 'enable-access-log': accessLogs } = ingress.settings;
  return {
    ...(accessLogs !== undefined && hasMiddlewares && { accessLogs }),
    metadata: {
      ingress: {
        namespace: ingress.object.namespace,
        ingressName: ingress.object.name,
        ...(serviceName !== '' && { serviceName }),
        ...(servicePort !== '' && { servicePort }),
      },
    },
  };
}

function addRouter(
  context: NginxContext,
  location: Location,
  backends: ReadonlyMap<string, Upstream>,
  draft: Draft,
  place: RouterPlace,
  hasMiddlewares: boolean,
): Router {
  const { options, configuration } = context;
  const { ingress, route, tlsOptions } = location;
  const tls = tlsOptions ? { options: tlsOptions.name } : {};
  const router = routerWith({
    entryPoints: place.isTls ? options.tlsEntryPoints : options.plainEntryPoints,
    middlewares: hasMiddlewares ? addMiddlewares(context, location, place, backends) : [],
    service: draft.service,
    rule: draft.rule,
    priority: draft.priority ?? 0,
    tls: place.isTls ? tls : undefined,
    observability: draft.observability,
    source: sourceOf(ingress.object, route),
  });
  putRouter(configuration.routers, place.key, router);
  return router;
}

/** Adds the middlewares of a router, and the service of its error pages; gives their names. */
export function addMiddlewares(
  context: NginxContext,
  location: Location,
  place: RouterPlace,
  backends: ReadonlyMap<string, Upstream>,
): readonly string[] {
  const { configuration } = context;
  const errorBackend = location.errorBackend === undefined ? undefined : backends.get(location.errorBackend);
  if (errorBackend) {
    const pages = balancer(errorBackend, location.ingress.settings, '');
    configuration.services.set(`default-backend-${place.key}`, pages);
  }
  return middlewaresOf(context, location, place).map(([suffix, config]) => {
    const name = `${place.key}-${suffix}`;
    configuration.middlewares.set(name, middlewareAsShown(config));
    return name;
  });
}
