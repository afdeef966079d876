import { sha256 } from '../../../core/base';
import { normalize } from '../../labels';

export { normalize };

/** The id of a namespaced object before it is normalized. */
function makeId(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}-${name}`;
}

/** The first ten bytes of the SHA-256 of a rule, in hex: what tells the routes of one object apart. */
export function ruleHash(rule: string): string {
  return sha256(rule, 20);
}

/** How the provider of Traefik's own kinds names what it makes of them. */
export interface Naming {
  /** What one object makes: a middleware, a service, a transport; also what references to it become. */
  object(namespace: string, name: string): string;
  /** TLS options and stores, whose names are not normalized. */
  tls(namespace: string, name: string): string;
  /** A route of an IngressRoute. */
  route(namespace: string, name: string, index: number, rule: string): string;
  /** A route of an IngressRouteTCP, or without a rule of an IngressRouteUDP: these are not normalized. */
  stream(namespace: string, name: string, index: number, rule?: string): string;
  /** Joins what tells one service from all others; undefined where it is named by itself alone. */
  service(parts: readonly (string | number)[]): string | undefined;
}

/** Names are joined and normalized, so that those of two objects may be one. */
const plainNaming: Naming = {
  object: (namespace, name) => normalize(makeId(namespace, name)),
  tls: makeId,
  route: (namespace, name, _index, rule) => normalize(makeId(namespace, `${name}-${ruleHash(rule)}`)),
  stream: (namespace, name, index, rule) =>
    makeId(namespace, `${name}-${rule === undefined ? index : ruleHash(rule)}`),
  service: () => undefined,
};

/** `_` joins the parts, which is in no name of Kubernetes, and a route is known by its number. */
const safeNaming: Naming = {
  object: (namespace, name) => `${namespace}_${name}`,
  tls: (namespace, name) => `${namespace}_${name}`,
  route: (namespace, name, index) => `${namespace}_${name}_${index}`,
  stream: (namespace, name, index) => `${namespace}_${name}_${index}`,
  service: (parts) => parts.join('_'),
};

/** @param isSafe `safeNaming` of the provider */
export function namingOf(isSafe = false): Naming {
  return isSafe ? safeNaming : plainNaming;
}

/** `name@provider`. */
export function qualify(provider: string, name: string): string {
  return `${name}@${provider}`;
}

/** The provider of a qualified name, the empty string where it has none. */
export function providerOf(name: string): string {
  const at = name.indexOf('@');
  if (at < 0) return '';
  const next = name.indexOf('@', at + 1);
  return name.slice(at + 1, next < 0 ? name.length : next);
}

/** A reference as seen from an element of a provider: a name without `@` belongs to the same provider. */
export function resolveName(provider: string, name: string): string {
  return name.includes('@') || provider === '' ? name : qualify(provider, name);
}
