import {
  type Observability,
  type ProviderConfiguration,
  type Router,
  emptyConfiguration,
} from '../dynamic/configuration';
import { qualify, resolveName } from '../dynamic/names';

/** The one name of TLS options that belongs to no provider. */
export const defaultOptions = 'default';

/** All providers' configurations as one: names are qualified, routers get default entry points. */
export function mergeConfigurations(
  configurations: ReadonlyMap<string, ProviderConfiguration>,
  defaultEntryPoints: readonly string[],
): ProviderConfiguration {
  const merged = emptyConfiguration();
  let definers = 0;
  for (const [provider, configuration] of configurations) {
    for (const [name, router] of configuration.routers) {
      merged.routers.set(qualify(provider, name), mergedRouter(provider, router, defaultEntryPoints));
    }
    for (const [name, router] of configuration.tcpRouters) {
      const entryPoints = router.entryPoints.length > 0 ? router.entryPoints : defaultEntryPoints;
      merged.tcpRouters.set(qualify(provider, name), { ...router, entryPoints });
    }
    copy(provider, configuration.middlewares, merged.middlewares);
    copy(provider, configuration.services, merged.services);
    copy(provider, configuration.models, merged.models);
    copy(provider, configuration.serversTransports, merged.serversTransports);
    copy(provider, configuration.tcpMiddlewares, merged.tcpMiddlewares);
    copy(provider, configuration.tcpServices, merged.tcpServices);
    copy(provider, configuration.tcpServersTransports, merged.tcpServersTransports);
    copy(provider, configuration.udpRouters, merged.udpRouters);
    copy(provider, configuration.udpServices, merged.udpServices);
    copy(provider, configuration.certificates, merged.certificates);
    copy(provider, configuration.defaultCertificates, merged.defaultCertificates);
    for (const [name, options] of configuration.tlsOptions) {
      if (name === defaultOptions) definers += 1;
      merged.tlsOptions.set(name === defaultOptions ? name : qualify(provider, name), options);
    }
  }
  if (definers === 0) merged.tlsOptions.set(defaultOptions, builtInOptions);
  // Defined by two providers it is deleted, and every TLS router fails.
  if (definers > 1) merged.tlsOptions.delete(defaultOptions);
  return merged;
}

const builtInOptions = {
  minVersion: 'VersionTLS12',
  clientCAs: [],
  sniStrict: false,
  alpnProtocols: ['h2', 'http/1.1', 'acme-tls/1'],
};

function mergedRouter(provider: string, router: Router, defaults: readonly string[]): Router {
  const { parentRefs, entryPoints } = router;
  if (parentRefs) return { ...router, parentRefs: parentRefs.map((parent) => resolveName(provider, parent)) };
  return entryPoints.length > 0 ? router : { ...router, entryPoints: defaults };
}

function copy<T>(provider: string, from: ReadonlyMap<string, T>, to: Map<string, T>): void {
  for (const [name, value] of from) to.set(qualify(provider, name), value);
}

/** Applies the models of entry points to the routers on them, and observability's defaults to all roots. */
export function applyModels(configuration: ProviderConfiguration): ProviderConfiguration {
  const { models } = configuration;
  const modelled = models.size > 0 ? modelRouters(configuration) : configuration.routers;
  const routers = new Map<string, Router>();
  for (const [name, router] of modelled) routers.set(name, router.parentRefs ? router : observed(router));
  const syntax = [...models.values()].find(
    ({ defaultRuleSyntax }) => defaultRuleSyntax !== '',
  )?.defaultRuleSyntax;
  const tcpRouters = new Map(
    [...configuration.tcpRouters].map(([name, router]) => [
      name,
      { ...router, ruleSyntax: router.ruleSyntax || (syntax ?? '') },
    ]),
  );
  return { ...configuration, routers, tcpRouters };
}

function modelRouters({ routers, models }: ProviderConfiguration): Map<string, Router> {
  const result = new Map<string, Router>();
  const renamed = new Map<string, string[]>();
  const syntax = [...models].find(([name]) => name.endsWith('@internal'))?.[1].defaultRuleSyntax ?? '';
  for (const [name, router] of routers) {
    if (router.parentRefs) {
      result.set(name, router);
      continue;
    }
    const { entryPoints } = router;
    const ruleSyntax = router.ruleSyntax || (router.isDefaultRule ? '' : syntax);
    const plain = entryPoints.filter((entryPoint) => !models.has(`${entryPoint}@internal`));
    if (plain.length > 0) result.set(name, { ...router, ruleSyntax, entryPoints: plain });
    for (const entryPoint of entryPoints) {
      const model = models.get(`${entryPoint}@internal`);
      if (!model) continue;
      const isAlone = entryPoints.length === 1;
      const modelledName = isAlone ? name : `${entryPoint}-${name}`;
      if (!isAlone) renamed.set(name, [...(renamed.get(name) ?? []), modelledName]);
      result.set(modelledName, {
        ...router,
        ruleSyntax,
        entryPoints: [entryPoint],
        tls: router.tls ?? model.tls,
        middlewares: [...model.middlewares, ...router.middlewares],
        deniedEncodedCharacters: model.deniedEncodedCharacters ?? router.deniedEncodedCharacters,
        observability: { ...model.observability, ...router.observability },
      });
    }
  }
  for (const [name, router] of result) {
    if (!router.parentRefs) continue;
    const parentRefs = router.parentRefs.flatMap((parent) => [
      ...(result.has(parent) ? [parent] : []),
      ...(renamed.get(parent) ?? []),
    ]);
    result.set(name, { ...router, parentRefs: parentRefs.length > 0 ? parentRefs : undefined });
  }
  return result;
}

const observabilityDefaults: Observability = {
  accessLogs: true,
  metrics: true,
  tracing: true,
  traceVerbosity: 'minimal',
};

function observed(router: Router): Router {
  const { observability } = router;
  return {
    ...router,
    observability: observability ? { ...observabilityDefaults, ...observability } : observabilityDefaults,
  };
}
