import { oncePer } from '../../../core/base';
import type { Location, NginxServer, NginxServers } from './servers';

/** The server of a host: its own, that of a wildcard for one label, or the one for all. */
export function serverOf({ byHost }: NginxServers, host: string): NginxServer | undefined {
  return byHost.get(host) ?? byHost.get(host.replace(/^[\w-]+(?=\.)/, '*')) ?? byHost.get('_');
}

/**
 * The location that takes a path. With an expression anywhere on a host all of its locations are ones, whatever their types: the
 * first that fits counts, in the order of descending length as written. Otherwise an exact path goes before the longest prefix.
 *
 * @see docs/user-guide/ingress-path-matching.md of ingress-nginx
 */
export function locationOf(locations: readonly Location[], path: string): Location | undefined {
  const { expressions, prefixes, longestFirst } = ordered(locations);
  if (expressions) return expressions.find((one) => matches(one.path, path));
  return (
    locations.find((one) => one.pathType === 'Exact' && one.path === path) ??
    prefixes.find((one) => one.path === path || one.path === `${path}/`) ??
    longestFirst.find((one) => path.startsWith(prefixOf(one)))
  );
}

/** The locations of a server in the orders in which a path is held against them. */
const ordered = oncePer((locations: readonly Location[]) => ({
  /** Undefined where none is an expression. */
  expressions: locations.some(isExpression) ? inOrder(locations) : undefined,
  prefixes: locations.filter(({ pathType }) => pathType === 'Prefix'),
  longestFirst: locations
    .filter(({ pathType }) => pathType !== 'Exact')
    .toSorted((a, b) => prefixOf(b).length - prefixOf(a).length),
}));

function isExpression(location: Location): boolean {
  return location.settings['use-regex'] === true || isRewritten(location);
}

/** Whether a location sends another path to the backend than it takes. */
export function isRewritten({ settings, path }: Location): boolean {
  const target = settings['rewrite-target'] ?? '';
  return target !== '' && target !== path;
}

function inOrder(locations: readonly Location[]): readonly Location[] {
  return locations
    .toSorted((a, b) => (a.path < b.path ? 1 : a.path > b.path ? -1 : 0))
    .toSorted((a, b) => b.path.length - a.path.length);
}

function matches(pattern: string, path: string): boolean {
  return expressionOf(`^${pattern}`)?.test(path) ?? false;
}

/** A regular expression as nginx takes it, without regard to capitals; undefined where it is none. */
export function expressionOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'i');
  } catch {
    return undefined;
  }
}

/** What a path must begin with: of type Prefix that are whole elements. */
function prefixOf({ path, pathType }: Location): string {
  return pathType === 'Prefix' && !path.endsWith('/') ? `${path}/` : path;
}
