import { isPlainMap, own } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';
import { type NginxSettings, nginxPrefix, nginxSettingsOf } from '../../../traefik/model';
import { addressSet, parseAddress } from '../../../traefik/rule';
import { bytesOf, textAt } from './read';

/*
 * What ingress-nginx itself does with a request, from its documentation: the server of a host, the location of a path, and the
 * annotations that decide access and redirections. It was never held against that program.
 */

/** A request, as far as it matters here. */
export interface AskedRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  readonly clientIp: string;
  /** Bytes of the body. */
  readonly length: number;
}

/** What becomes of it. */
export type NginxFate =
  | { readonly kind: 'answered'; readonly status: number; readonly why: string }
  | { readonly kind: 'forwarded'; readonly service: string; readonly why: string }
  /** Credentials, snippets or another server decide. */
  | { readonly kind: 'unknown'; readonly why: string };

/** A location of a server of nginx. */
interface Location {
  readonly ingress: string;
  readonly path: string;
  readonly pathType: string;
  readonly service: string;
  readonly settings: NginxSettings;
  readonly annotations: Readonly<Record<string, string>>;
  readonly hasTls: boolean;
}

/** The servers of nginx by their names. */
export type NginxServers = ReadonlyMap<string, readonly Location[]>;

/** Reads Ingresses as ingress-nginx does: the first of several Ingresses has a path. */
export function nginxServers(ingresses: readonly ApiObjectData[]): NginxServers {
  const servers = new Map<string, Location[]>();
  const aliases: (readonly [alias: string, host: string])[] = [];
  for (const { metadata, ...object } of ingresses) {
    const { namespace = 'default', name, annotations = {} } = metadata;
    const settings = nginxSettingsOf(annotations);
    if (settings.canary) continue;
    const spec = object['spec'];
    const hasTls = listOf(own(spec, 'tls')).length > 0;
    for (const rule of listOf(own(spec, 'rules'))) {
      const host = textAt(rule, 'host', '_');
      const locations = servers.get(host) ?? [];
      servers.set(host, locations);
      for (const item of listOf(own(own(rule, 'http'), 'paths'))) {
        const [path, pathType] = [textAt(item, 'path', '/'), textAt(item, 'pathType', 'Prefix')];
        if (locations.some((there) => there.path === path && there.pathType === pathType)) continue;
        const service = `${namespace}/${textAt(own(own(item, 'backend'), 'service'), 'name', '')}`;
        const ingress = `Ingress ${namespace}/${name}`;
        locations.push({ ingress, path, pathType, service, settings, annotations, hasTls });
      }
      for (const alias of settings['server-alias'] ?? []) aliases.push([alias.toLowerCase(), host]);
    }
  }
  for (const [alias, host] of aliases) if (!servers.has(alias)) servers.set(alias, servers.get(host) ?? []);
  return servers;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : isPlainMap(value) ? [value] : [];
}

/** What ingress-nginx does with a request. */
export function nginxFate(servers: NginxServers, request: AskedRequest): NginxFate {
  const locations =
    servers.get(request.host) ?? servers.get(request.host.replace(/^[^.]+/, '*')) ?? servers.get('_') ?? [];
  const location = locationOf(locations, request.path);
  if (!location) return { kind: 'answered', status: 404, why: 'no location of its server takes the path' };
  return refusal(location, request) ?? destination(location, request);
}

/** With an expression anywhere on a host all of its locations are ones; the longest is asked first. */
function locationOf(locations: readonly Location[], path: string): Location | undefined {
  const longest = locations.toSorted((a, b) => b.path.length - a.path.length);
  const hasRegex = locations.some(
    ({ settings }) => settings['use-regex'] === true || (settings['rewrite-target'] ?? '') !== '',
  );
  if (hasRegex) return longest.find((location) => matches(location.path, path));
  return (
    longest.find((location) => location.pathType === 'Exact' && location.path === path) ??
    longest.find((location) => location.pathType !== 'Exact' && isBelow(location, path))
  );
}

function matches(pattern: string, path: string): boolean {
  try {
    return new RegExp(`^${pattern}`, 'i').test(path);
  } catch {
    return false;
  }
}

function isBelow({ path, pathType }: Location, asked: string): boolean {
  if (pathType === 'ImplementationSpecific' || path === '/') return asked.startsWith(path);
  const bare = path.replace(/\/$/, '');
  return asked === bare || asked.startsWith(`${bare}/`);
}

/** What keeps a request from its backend. */
function refusal(location: Location, { scheme, clientIp, length }: AskedRequest): NginxFate | undefined {
  const { settings, annotations, hasTls } = location;
  const answered = (status: number, why: string): NginxFate => ({ kind: 'answered', status, why });
  const isRedirected =
    settings['force-ssl-redirect'] === true || (hasTls && (settings['ssl-redirect'] ?? true));
  if (scheme === 'http' && isRedirected) return answered(308, 'ssl-redirect');
  const limit = bytesOf(settings['proxy-body-size'] ?? '1m');
  if (limit > 0 && length > limit) return answered(413, 'proxy-body-size, which is 1m unless it is set');
  const denied = rangesOf(annotations[`${nginxPrefix}denylist-source-range`]);
  const allowed = rangesOf(settings['allowlist-source-range'] ?? settings['whitelist-source-range']);
  const isRefused =
    (denied.length > 0 && isIn(denied, clientIp)) || (allowed.length > 0 && !isIn(allowed, clientIp));
  const asks = settings['auth-type'] ?? settings['auth-url'];
  const isAnyEnough = annotations[`${nginxPrefix}satisfy`] === 'any' && asks !== undefined;
  if (isRefused && !isAnyEnough) {
    return answered(
      403,
      denied.length > 0 && isIn(denied, clientIp) ? 'denylist-source-range' : 'whitelist-source-range',
    );
  }
  if (asks !== undefined && !(isAnyEnough && !isRefused)) {
    return settings['auth-url'] === undefined
      ? answered(401, 'auth-type')
      : { kind: 'unknown', why: 'auth-url' };
  }
  if (annotations[`${nginxPrefix}auth-tls-match-cn`] !== undefined) {
    return answered(403, 'auth-tls-match-cn: no certificate of that name is shown');
  }
  return undefined;
}

function destination(location: Location, { path }: AskedRequest): NginxFate {
  const { settings, service, ingress } = location;
  const redirect = settings['temporal-redirect'] ?? settings['permanent-redirect'];
  if (Object.keys(settings).some((name) => name.endsWith('snippet')))
    return { kind: 'unknown', why: 'a snippet' };
  if (redirect !== undefined) {
    const isTemporal = settings['temporal-redirect'] !== undefined;
    const status = isTemporal
      ? (settings['temporal-redirect-code'] ?? 302)
      : (settings['permanent-redirect-code'] ?? 301);
    return { kind: 'answered', status, why: isTemporal ? 'temporal-redirect' : 'permanent-redirect' };
  }
  if (settings['app-root']?.startsWith('/') && path === '/')
    return { kind: 'answered', status: 302, why: 'app-root' };
  return { kind: 'forwarded', service, why: `the location ${location.path} of ${ingress}` };
}

function rangesOf(written = ''): readonly string[] {
  return written
    .split(',')
    .map((range) => range.trim())
    .filter((range) => range !== '');
}

function isIn(ranges: readonly string[], address: string): boolean {
  const parsed = parseAddress(address);
  try {
    return parsed !== undefined && addressSet(ranges)(parsed.address);
  } catch {
    return false;
  }
}
