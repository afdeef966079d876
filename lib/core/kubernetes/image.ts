/** The parts of an image reference. */
export interface ImageReference {
  /** Host and port of the registry, where the reference has one. */
  readonly registry?: string;
  readonly repository: string;
  readonly tag?: string;
  /** Algorithm and hash, for example `sha256:…`. */
  readonly digest?: string;
  /** Whether it is a Go import path that ko replaces by the image it builds (`ko://…`). */
  readonly ko: boolean;
}

const component = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/;
const registry =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;
const tagSyntax = /^\w[\w.-]{0,127}$/;
const digestSyntax = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** Reads `registry:port/path:tag@digest`; nothing where a node could not pull it. */
export function parseImage(text: string): ImageReference | undefined {
  if (text.startsWith('ko://'))
    return /^ko:\/\/[\w.~/-]+$/.test(text) ? { repository: text, ko: true } : undefined;
  const [named = '', digest, ...more] = text.split('@');
  if (more.length > 0 || (digest !== undefined && !digestSyntax.test(digest))) return undefined;

  // A colon before the last slash is that of a registry's port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const name = colon === -1 ? named : named.slice(0, colon);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  if (name.length > 255 || (tag !== undefined && !tagSyntax.test(tag))) return undefined;

  const components = name.split('/');
  const host = components.length > 1 && isRegistry(components[0] ?? '') ? components.shift() : undefined;
  if (host !== undefined && !registry.test(host)) return undefined;
  if (!components.every((part) => component.test(part))) return undefined;
  return {
    ...(host !== undefined && { registry: host }),
    repository: components.join('/'),
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
    ko: false,
  };
}

/** What tells a registry from the first part of a path: a dot, a port, upper case letters, or `localhost`. */
function isRegistry(part: string): boolean {
  return part === 'localhost' || /[.:A-Z]/.test(part);
}
