import { sha256 } from '../../../core/base';

/** Traefik's Normalize: every run of characters that are neither letters nor numbers becomes one dash. */
export function normalize(name: string): string {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .join('-');
}

/** The id of a namespaced object before it is normalized. */
export function makeId(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}-${name}`;
}

/** The first ten bytes of the SHA-256 of a rule, in hex: what tells the routes of one object apart. */
export function ruleHash(rule: string): string {
  return sha256(rule, 20);
}

/** `name@provider`. */
export function qualify(provider: string, name: string): string {
  return `${name}@${provider}`;
}

/** The provider of a qualified name, the empty string where it has none. */
export function providerOf(name: string): string {
  return name.split('@')[1] ?? '';
}

/** A reference as seen from an element of a provider: a name without `@` belongs to the same provider. */
export function resolveName(provider: string, name: string): string {
  return name.includes('@') || provider === '' ? name : qualify(provider, name);
}
