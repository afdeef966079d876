import { isPlainMap } from '../../../core/base';
import type { EntryPoint } from '../../../traefik/model';
import { type Piece, place } from './piece';
import { isElsewhere } from './references';
import type { Scene } from './scene';
import { under } from './under';

/** The Traefik of an environment: its static configuration with the provider of Kubernetes in place of that of Docker. */
export function* mapStatic(scene: Scene): Iterable<Piece> {
  const { file, entryPoints } = scene.statics;
  // Each rule says its syntax itself.
  const {
    entryPoints: _,
    providers: __,
    core: ___,
    experimental,
    metrics,
    certificatesResolvers = new Map(),
    ...others
  } = file;
  const exposed = exposedPorts(scene);
  const points = [...entryPoints.values()].map((point) => [point.name, entryPointOf(scene, point)]);
  const plugins = pluginsOf(scene);
  yield place(['traefik'], {
    entryPoints: Object.fromEntries(points),
    providers: { kubernetesCRD: { allowEmptyServices: true } },
    ...plainOf(others),
    // What is left of these sections may be nothing, which Traefik refuses: the rest decides nothing about requests.
    ...(metrics?.prometheus && { metrics: plainOf({ prometheus: metrics.prometheus }) }),
    ...(certificatesResolvers.size > 0 && {
      certificatesResolvers: Object.fromEntries(
        Array.from(certificatesResolvers, ([name, { acme }]) => {
          const own = plainOf(acme ?? {});
          return [name, Object.keys(own).length === 0 ? {} : { acme: own }];
        }),
      ),
    }),
    ...(experimental && plugins && { experimental: { plugins } }),
    exposedPorts: Object.fromEntries(exposed),
  });
  for (const { file: own } of entryPoints.values()) {
    for (const reference of missingMiddlewares(scene, own.http?.middlewares ?? [])) {
      const [name = ''] = reference.split('@');
      yield place(['existing', 'middlewares', scene.nameOf('middlewares', name, 'file')], {});
    }
  }
}

/** Ports below 1024 are not for programs without privileges; the official chart listens above and exposes these. */
export function listeningPort(port: number): number {
  const usual = { 80: 8000, 443: 8443 } as const;
  if (port >= 1024) return port;
  return port === 80 || port === 443 ? usual[port] : 10_000 + port;
}

/** Ports at which clients reach the entry points of Traefik's container: those of the host where it publishes them. */
export function exposedPorts({ statics, composed }: Scene): ReadonlyMap<string, number> {
  const published = composed.facts.traefik?.exposedPorts ?? new Map<string, number>();
  return new Map(
    Array.from(statics.entryPoints.values(), ({ name, port }) => [name, published.get(name) ?? port]),
  );
}

function entryPointOf(scene: Scene, { port, protocol, file }: EntryPoint): object {
  const { http, ...rest } = file;
  const address = `:${listeningPort(port)}${protocol === 'udp' ? '/udp' : ''}`;
  return {
    ...plainOf(rest),
    address,
    ...(http && {
      http: {
        ...plainOf(http),
        ...(http.middlewares && { middlewares: http.middlewares.map((each) => middlewareOf(scene, each)) }),
        ...(http.tls?.options !== undefined && {
          tls: { ...plainOf(http.tls), options: optionsOf(scene, http.tls.options) },
        }),
        ...(http.redirections?.entryPoint && {
          redirections: { entryPoint: redirectionOf(scene, http.redirections.entryPoint) },
        }),
      },
    }),
  };
}

/** A middleware of an entry point by the name that the provider of Kubernetes gives it. */
export function middlewareOf({ configured, nameOf, source }: Scene, reference: string): string {
  const [name = '', provider] = reference.split('@');
  const own = configured.find((each) =>
    provider === undefined ? each.configuration.middlewares.has(name) : each.provider === provider,
  );
  return own ? `${source.namespace}-${nameOf('middlewares', name, own.provider)}@kubernetescrd` : reference;
}

/** Those middlewares of an entry point that a provider may have that is not read here, or not in whole. */
export function missingMiddlewares(scene: Scene, references: readonly string[]): readonly string[] {
  return references.filter((reference) => {
    const [name = '', provider] = reference.split('@');
    if (provider !== undefined) return isElsewhere(scene, 'middlewares', reference, 'docker');
    return !scene.configured.some(({ configuration }) => configuration.middlewares.has(name));
  });
}

/** TLS options of an entry point by the name that the provider of Kubernetes gives them. */
export function optionsOf({ configured, nameOf, source }: Scene, reference: string): string {
  const [name = '', provider] = reference.split('@');
  const own = configured.find((each) => each.provider === provider);
  return own?.configuration.tlsOptions.has(name) === true
    ? `${source.namespace}-${nameOf('tlsOptions', name, own.provider)}@kubernetescrd`
    : reference;
}

/** The port that a redirection leads to is that of the entry point's address, which is another one here. */
function redirectionOf({ statics }: Scene, redirection: Readonly<Record<string, unknown>>): object {
  const { to } = redirection;
  const target = statics.entryPoints.get(String(to));
  return { ...redirection, ...(target && { to: `:${target.port}` }) };
}

/** Plugins with what Traefik needs to load them, which decides nothing about requests; none where there are none. */
function pluginsOf({ configuration }: Scene): Plain | undefined {
  const plugins = under(configuration, 'experimental', 'plugins');
  if (!isPlainMap(plugins)) return undefined;
  const entries = Object.entries(plugins).map(([name, plugin]) => {
    const said = pluginFields.map((field) => [field, under(plugin, field)] as const);
    return [name, Object.fromEntries(said.filter(([, value]) => value !== undefined))];
  });
  return Object.fromEntries(entries);
}

/** Fields of a plugin that are texts; settings are for plugins in WebAssembly. */
const pluginFields = ['moduleName', 'version', 'hash'] as const;

type Plain = Readonly<Record<string, unknown>>;

/** Maps as plain data. */
function plainOf(value: object): Plain {
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(
    entries.flatMap(([key, child]): [string, unknown][] => {
      if (child === undefined) return [];
      return [[String(key), child instanceof Map || isPlainMap(child) ? plainOf(child) : child]];
    }),
  );
}
