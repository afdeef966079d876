import { asList, isPlainMap, own } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';
import { type NginxSettings, covers, nginxSettingsOf } from '../../../traefik/model';
import { textAt } from '../read';

/** A location of a server of nginx. */
export interface Location {
  readonly ingress: string;
  readonly path: string;
  readonly pathType: string;
  readonly service: string;
  /** Paths with one upstream share its canary. */
  readonly upstream: string;
  readonly settings: NginxSettings;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A server of nginx. */
export interface NginxServer {
  readonly locations: Location[];
  /** Whether a certificate is named for it. */
  hasTls: boolean;
}

/** Where some requests to an upstream go in its place. */
export interface NginxCanary {
  readonly service: string;
  readonly settings: NginxSettings;
}

/** What ingress-nginx makes of all Ingresses. */
export interface NginxServers {
  /** By name, that of the one for all other hosts being `_`. */
  readonly byHost: ReadonlyMap<string, NginxServer>;
  /** By upstream. */
  readonly canaries: ReadonlyMap<string, NginxCanary>;
  /** Hosts that are only redirected, to the one with or without `www.` before it. */
  readonly redirected: ReadonlySet<string>;
}

/** A path of a rule with its backend. */
interface Place {
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  readonly service: string;
  readonly upstream: string;
}

/** Reads Ingresses as ingress-nginx does: the first of several Ingresses has a path, the first of several canaries an upstream. */
export function nginxServers(ingresses: readonly ApiObjectData[]): NginxServers {
  const byHost = new Map<string, NginxServer>();
  const read = ingresses.map((ingress) => ({
    ...ingress,
    settings: nginxSettingsOf(ingress.metadata.annotations),
  }));
  const [canaries, stable] = [
    read.filter(({ settings }) => settings.canary),
    read.filter(({ settings }) => !settings.canary),
  ];
  for (const ingress of stable) addLocations(byHost, ingress, ingress.settings);
  for (const ingress of stable) addDefault(byHost, ingress, ingress.settings);
  const redirected = redirectionsOf(byHost);
  for (const { settings, ...ingress } of stable) {
    const [host] = hostsOf(ingress);
    const server = host === undefined ? undefined : byHost.get(host);
    for (const alias of settings['server-alias'] ?? []) {
      const name = alias.toLowerCase();
      if (server && !byHost.has(name)) byHost.set(name, server);
    }
  }
  return { byHost, canaries: canariesOf(byHost, canaries), redirected };
}

function addLocations(
  servers: Map<string, NginxServer>,
  ingress: ApiObjectData,
  settings: NginxSettings,
): void {
  const certain = asList(own(ingress['spec'], 'tls')).map((section) =>
    asList(own(section, 'hosts')).map(String),
  );
  for (const host of hostsOf(ingress)) {
    const server = servers.get(host) ?? { locations: [], hasTls: false };
    servers.set(host, server);
    // The certificate tells the hosts where the section names none.
    server.hasTls ||= certain.some((hosts) => hosts.length === 0 || covers(hosts, host));
  }
  for (const { host, ...place } of placesOf(ingress)) {
    const locations = servers.get(host)?.locations ?? [];
    if (locations.some(({ path, pathType }) => path === place.path && pathType === place.pathType)) continue;
    locations.push(locationOf(ingress, settings, place));
  }
}

/** A default backend has what no path takes: of the hosts of its rules, and of all others where it has none. */
function addDefault(
  servers: Map<string, NginxServer>,
  ingress: ApiObjectData,
  settings: NginxSettings,
): void {
  const backend = backendOf(ingress, own(ingress['spec'], 'defaultBackend'));
  if (!backend) return;
  const hosts = hostsOf(ingress);
  for (const host of hosts.length === 0 ? ['_'] : hosts) {
    const server = servers.get(host) ?? { locations: [], hasTls: false };
    servers.set(host, server);
    if (server.locations.some(({ path }) => path === '/')) continue;
    server.locations.push(locationOf(ingress, settings, { path: '/', pathType: 'Prefix', ...backend }));
  }
}

function locationOf(
  { metadata: { namespace = 'default', name, annotations = {} } }: ApiObjectData,
  settings: NginxSettings,
  place: Omit<Place, 'host'>,
): Location {
  return { ingress: `Ingress ${namespace}/${name}`, ...place, settings, annotations };
}

function canariesOf(
  servers: ReadonlyMap<string, NginxServer>,
  ingresses: readonly (ApiObjectData & { readonly settings: NginxSettings })[],
): ReadonlyMap<string, NginxCanary> {
  const canaries = new Map<string, NginxCanary>();
  for (const { settings, ...ingress } of ingresses) {
    for (const { host, path, pathType, service, upstream } of placesOf(ingress)) {
      const stable = servers
        .get(host)
        ?.locations.find((location) => location.path === path && location.pathType === pathType);
      if (!stable || stable.upstream === upstream || canaries.has(stable.upstream)) continue;
      canaries.set(stable.upstream, { service, settings });
    }
  }
  return canaries;
}

function redirectionsOf(servers: ReadonlyMap<string, NginxServer>): ReadonlySet<string> {
  return new Set(
    [...servers].flatMap(([host, { locations }]) => {
      const other = host.startsWith('www.') ? host.slice('www.'.length) : `www.${host}`;
      const isAsked = locations.some(({ settings }) => settings['from-to-www-redirect']);
      return isAsked && /^[^_*]/.test(host) && !servers.has(other) ? [other] : [];
    }),
  );
}

/** The hosts of the rules of an Ingress; `_` for all. */
export function hostsOf(ingress: ApiObjectData): readonly string[] {
  return asList(own(ingress['spec'], 'rules')).map((rule) => textAt(rule, 'host', '_'));
}

/** The paths of the rules of an Ingress that lead to Services. */
export function placesOf(ingress: ApiObjectData): readonly Place[] {
  return asList(own(ingress['spec'], 'rules')).flatMap((rule) =>
    asList(own(own(rule, 'http'), 'paths')).flatMap((item) => {
      const backend = backendOf(ingress, own(item, 'backend'));
      const [path, pathType] = [textAt(item, 'path', '/'), textAt(item, 'pathType', 'Prefix')];
      return backend ? [{ host: textAt(rule, 'host', '_'), path, pathType, ...backend }] : [];
    }),
  );
}

function backendOf(
  { metadata: { namespace = 'default' } }: ApiObjectData,
  backend: unknown,
): Pick<Place, 'service' | 'upstream'> | undefined {
  const service = own(backend, 'service');
  if (!isPlainMap(service)) return undefined;
  const name = `${namespace}/${textAt(service, 'name')}`;
  return { service: name, upstream: `${name}:${JSON.stringify(service['port'] ?? null)}` };
}
