import { type GoUrl, cleaned, escapedPath, pathClean, pathEscape, pathUnescape } from '../../../request';
import { toBytes } from '../../../rule';
import type { TraefikVersion } from '../../../version';

/** A path in place of another one, or of its prefix. */
export interface PathReplacement {
  readonly path?: string | undefined;
  /** Undefined where all of the path is replaced. */
  readonly pathPrefix?: string | undefined;
}

/**
 * The URL with its path replaced as filters of the Gateway API ask; undefined where the path that comes of it is refused.
 *
 * @see pkg/middlewares/gatewayapi/urlrewrite/url_rewrite.go
 */
export function withReplacedPath(
  url: GoUrl,
  { path, pathPrefix }: PathReplacement,
  version: TraefikVersion,
): GoUrl | undefined {
  if (path === undefined) return url;
  const replacement = toBytes(path);
  if (pathPrefix === undefined) return { ...url, path: replacement };
  const prefix = toBytes(pathPrefix);
  if (!version.has('gateway-paths')) return { ...url, path: joined(replacement, url.path, prefix) };
  const tail = trimPrefix(escapedPath(url), prefix.replace(/\/$/, ''));
  const found = joinPath(replacement, tail);
  const rooted = found.path === '' ? { ...found, path: '/' } : found;
  const clean = cleaned({ ...url, ...rooted });
  return clean.path === rooted.path ? clean : undefined;
}

/** What older releases do: the decoded path is joined, and keeps its slash at the end. */
function joined(replacement: string, path: string, prefix: string): string {
  const parts = [replacement, trimPrefix(path, prefix)].filter((part) => part !== '');
  const clean = parts.length === 0 ? '' : pathClean(parts.join('/'));
  return path.endsWith('/') && !clean.endsWith('/') ? `${clean}/` : clean;
}

function trimPrefix(path: string, prefix: string): string {
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** Go's URL.JoinPath of a URL with a path alone. */
function joinPath(base: string, tail: string): Pick<GoUrl, 'path' | 'rawPath'> {
  const escaped = pathEscape(base);
  const isAbsolute = escaped.startsWith('/');
  const whole = `${isAbsolute ? '' : '/'}${escaped}${tail === '' ? '' : `/${tail}`}`;
  const clean = pathClean(whole);
  const written =
    (isAbsolute ? clean : clean.slice(1)) + (tail.endsWith('/') && !clean.endsWith('/') ? '/' : '');
  const path = pathUnescape(written) ?? '';
  return { path, rawPath: pathEscape(path) === written ? '' : written };
}
