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

const component = '[a-z0-9]+(?:(?:[.]|_{1,2}|-+)[a-z0-9]+)*';
const repositorySyntax = new RegExp(`^${component}(?:/${component})*$`);
const registry =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;
const tagSyntax = /^\w[\w.-]{0,127}$/;
const digestSyntax = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** Reads `registry:port/path:tag@digest`; nothing where a node could not pull it. */
export function parseImage(text: string): ImageReference | undefined {
  if (text.startsWith('ko://'))
    return /^ko:\/\/[\w.~/-]+$/.test(text) ? { repository: text, ko: true } : undefined;
  const at = text.indexOf('@');
  const named = at === -1 ? text : text.slice(0, at);
  const digest = at === -1 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !digestSyntax.test(digest)) return undefined;

  // A colon before the last slash is that of a registry's port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const name = colon === -1 ? named : named.slice(0, colon);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  if (name.length > 255 || (tag !== undefined && !tagSyntax.test(tag))) return undefined;

  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const host = isRegistry(first) ? first : undefined;
  if (host !== undefined && !registry.test(host)) return undefined;
  const repository = host === undefined ? name : name.slice(slash + 1);
  if (!repositorySyntax.test(repository)) return undefined;
  return {
    ...(host !== undefined && { registry: host }),
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
    ko: false,
  };
}

/** What tells a registry from the first part of a path: a dot, a port, upper case letters, or `localhost`. */
function isRegistry(part: string): boolean {
  return part === 'localhost' || /[.:A-Z]/.test(part);
}
