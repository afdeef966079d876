import { type Attempt, isFailed, own } from '../../../../core/base';
import { annotationPath } from './annotations';
import { normalize } from '../../dynamic/names';
import { type Drop, dropped } from '../result';
import {
  type BackendReference,
  type Upstream,
  backendNamed,
  findUpstream,
  noUpstream,
  portText,
  readBackend,
} from './backends';
import { type Canary, canaryKey } from './canary';
import type { NginxContext, NginxIngress, NamedTlsOptions } from './context';
import { type Gathered, type IngressPath, pathsOf, rulesOf } from './gather';
import type { Location } from './location';
import { type Login, isHeaderValue, readCustomHeaders, readLogin } from './secrets';

/** What all Ingresses are read beside. */
export interface IngressSurroundings {
  readonly context: NginxContext;
  readonly gathered: Gathered;
  readonly canaries: ReadonlyMap<string, Canary>;
  /** All backends by name; of several of one name the first counts. */
  readonly backends: Map<string, Upstream>;
}

/** An Ingress on its way, and what of it counts for all of its paths. */
export interface Site extends NginxIngress {
  readonly hasTls: boolean;
  readonly tlsOptions: NamedTlsOptions | undefined;
}

/** The locations of an Ingress: one for each path, and one for each host where it has a backend for the rest. */
export function locationsOf(surroundings: IngressSurroundings, site: Site): readonly Location[] {
  const paths = pathsOf(site);
  return [
    ...paths.flatMap((path, route) => ofPath(surroundings, site, path, route) ?? []),
    ...defaultLocations(surroundings, site, paths.length),
  ];
}

function ofPath(
  surroundings: IngressSurroundings,
  site: Site,
  path: IngressPath,
  route: number,
): Location | undefined {
  const { context, canaries } = surroundings;
  const reference = readBackend(path.backend);
  if (!reference) return undefined;
  const { namespace, name } = site.object;
  const { ruleIndex, pathIndex } = path;
  const place = ['spec', 'rules', ruleIndex, 'http', 'paths', pathIndex];
  const backendName = normalize(`${namespace}-${name}-${reference.service}-${portText(reference)}`);
  addUpstream(surroundings, site, { backendName, reference, place });
  const guards = guardsOf(context, site, place);
  if (!guards) return undefined;
  return {
    ...common(surroundings, site, path.host, reference),
    ...guards,
    route,
    path: path.path,
    pathType: pathTypeOf(path),
    key: normalize(`${namespace}-${name}-rule-${ruleIndex}-path-${pathIndex}`),
    backendName,
    endpointCount: surroundings.backends.get(backendName)?.endpoints.length ?? 0,
    errorBackend: errorBackendOf(surroundings, site),
    canary: canaries.get(canaryKey(namespace, reference)),
  };
}

/** What Traefik makes of the type of a path. */
export function pathTypeOf({ pathType }: IngressPath): string {
  return pathType === 'ImplementationSpecific' ? 'Prefix' : pathType;
}

/** The backend for what no path of a host takes. */
function defaultLocations(surroundings: IngressSurroundings, site: Site, route: number): readonly Location[] {
  const reference = readBackend(own(own(site.object.value, 'spec'), 'defaultBackend'));
  const hosts = new Set(rulesOf(site.object).map(({ host }) => host));
  if (!reference || hosts.size === 0) return [];
  const { namespace, name } = site.object;
  const backendName = normalize(`${namespace}-${name}-default-backend`);
  const place = ['spec', 'defaultBackend'];
  addUpstream(surroundings, site, { backendName, reference, place });
  if (hosts.size > 1) surroundings.context.dropped.push(dropped(site.object, place, sharedName([...hosts])));
  return [...hosts].flatMap((host): readonly Location[] => {
    const guards = defaultGuards(surroundings, site, place);
    if (!guards) return [];
    return [
      {
        ...common(surroundings, site, host, reference),
        ...guards,
        route,
        path: '',
        pathType: 'Prefix',
        key: backendName,
        backendName,
        endpointCount: surroundings.backends.get(backendName)?.endpoints.length ?? 0,
        canary: undefined,
      },
    ];
  });
}

function sharedName(hosts: readonly string[]): string {
  const named = hosts.map((host) => (host === '' ? 'any host' : host)).join(' and ');
  return `chance decides for which of ${named} it counts: Traefik gives the routers of all of them one name`;
}

/** The backend of an Ingress without rules: it takes what nobody else does, where none is set for all. */
export function catchAllOf(
  surroundings: IngressSurroundings,
  site: Site,
): { readonly location: Location; readonly upstream: Upstream } | undefined {
  const { context } = surroundings;
  const reference = readBackend(own(own(site.object.value, 'spec'), 'defaultBackend'));
  if (!reference || rulesOf(site.object).length > 0) return undefined;
  const place = ['spec', 'defaultBackend'];
  const found = findUpstream(context, site.object.namespace, reference, site.settings);
  if (isFailed(found)) context.dropped.push(unresolved(site, place, found.reason));
  const upstream = isFailed(found) ? noUpstream : found.value;
  const guards = defaultGuards(surroundings, site, place);
  if (!guards) return undefined;
  const isGuarded = context.version.has('nginx-default-backend');
  const location = {
    ...common(surroundings, site, '', reference),
    ...guards,
    hasTls: isGuarded && site.hasTls,
    tlsOptions: isGuarded ? site.tlsOptions : undefined,
    serverSnippet: '',
    usesRegex: false,
    route: 0,
    path: '',
    pathType: 'Prefix',
    key: 'default-backend',
    backendName: 'default-backend',
    endpointCount: upstream.endpoints.length,
    canary: undefined,
  };
  return { location, upstream };
}

function common(
  { gathered }: IngressSurroundings,
  site: Site,
  host: string,
  reference: BackendReference,
): Pick<
  Location,
  | 'ingress'
  | 'host'
  | 'aliases'
  | 'usesRegex'
  | 'serviceName'
  | 'servicePort'
  | 'hasTls'
  | 'tlsOptions'
  | 'serverSnippet'
> {
  return {
    ingress: site,
    host,
    aliases: aliasesOf(gathered, site),
    usesRegex: gathered.regexHosts.has(host),
    serviceName: reference.service,
    servicePort: portText(reference),
    hasTls: site.hasTls,
    tlsOptions: site.tlsOptions,
    serverSnippet: gathered.serverSnippets.get(host) ?? '',
  };
}

/** Aliases that are no host of another Ingress, and that no other claimed before. */
export function aliasesOf(
  { hosts, aliases }: Gathered,
  { object, settings }: NginxIngress,
): readonly string[] {
  const id = `${object.namespace}/${object.name}`;
  return (settings['server-alias'] ?? []).filter((alias) => {
    const name = alias.toLowerCase();
    return !hosts.has(name) && (aliases.get(name) ?? id) === id;
  });
}

type Guards = Pick<Location, 'login' | 'customHeaders'>;

/** What needs Secrets and ConfigMaps; undefined where the location is left out since nobody could be asked. */
function guardsOf(context: NginxContext, site: Site, place: Drop['path']): Guards | undefined {
  const { object, settings } = site;
  const login: Attempt<Login | undefined> = readLogin(context, object.namespace, settings);
  if (isFailed(login)) {
    context.dropped.push(dropped(object, place, `Cannot resolve auth secret: ${login.reason}`));
    return undefined;
  }
  return { login: login.value, customHeaders: headersOf(context, site) };
}

/** Headers of responses; one that cannot be sent keeps all of the location from being served. */
function headersOf(context: NginxContext, { object, settings }: Site): Location['customHeaders'] {
  const reference = settings['custom-headers'];
  if (reference === undefined) return {};
  const fail = (reason: string): 'failed' => {
    context.dropped.push(dropped(object, annotationPath('custom-headers'), reason));
    return 'failed';
  };
  const read = readCustomHeaders(context, object.namespace, reference);
  if (isFailed(read)) return fail(`Cannot resolve custom-headers ConfigMap: ${read.reason}`);
  const wrong = Object.entries(read.value).find(([, value]) => !isHeaderValue(value));
  return wrong
    ? fail(`the value of the custom header ${wrong[0]} has characters that are not allowed`)
    : read.value;
}

/** Default backends are guarded as paths are, since a release. */
function defaultGuards(
  surroundings: IngressSurroundings,
  site: Site,
  place: Drop['path'],
): (Guards & Pick<Location, 'errorBackend'>) | undefined {
  const { context } = surroundings;
  if (!context.version.has('nginx-default-backend')) {
    return { login: undefined, customHeaders: {}, errorBackend: undefined };
  }
  const guards = guardsOf(context, site, place);
  return guards && { ...guards, errorBackend: errorBackendOf(surroundings, site) };
}

/** The backend of error pages that an Ingress names. */
function errorBackendOf(
  { context, backends }: IngressSurroundings,
  { object, settings }: Site,
): string | undefined {
  const { 'custom-http-errors': status = [], 'default-backend': name = '' } = settings;
  if (status.length === 0 || name === '') return undefined;
  const key = `default-backend-${object.namespace}-${name}`;
  const found = backends.has(key)
    ? undefined
    : findUpstream(context, object.namespace, backendNamed(name), settings);
  if (found && !isFailed(found)) backends.set(key, found.value);
  return key;
}

/** Adds a backend; where it cannot be resolved the router stays, and answers 503. */
function addUpstream(
  { context, backends }: IngressSurroundings,
  site: Site,
  {
    backendName,
    reference,
    place,
  }: { readonly backendName: string; readonly reference: BackendReference; readonly place: Drop['path'] },
): void {
  const found = findUpstream(context, site.object.namespace, reference, site.settings);
  if (isFailed(found)) context.dropped.push(unresolved(site, [...place, 'backend'], found.reason));
  if (!backends.has(backendName)) backends.set(backendName, isFailed(found) ? noUpstream : found.value);
}

function unresolved({ object }: NginxIngress, place: Drop['path'], reason: string): Drop {
  return dropped(object, place, `Cannot resolve backend addresses, emitting empty backend: ${reason}`);
}
