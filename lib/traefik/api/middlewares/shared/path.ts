import { quoteMeta } from '../../../../core/base';
import { type RuleNode, fromBytes, pathPrefix, pathRegexp, toBytes } from '../../../rule';
import {
  type TrafficRequest,
  addHeader,
  cleaned,
  escapedPath,
  pathUnescape,
  percent,
  setUrl,
} from '../../../request';

/** A path with its slash. */
export function rooted(path: string): string {
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

/** Cuts a prefix off; false where what is left is not clean, which is answered with 400. */
export function strip(request: TrafficRequest, prefix: string, root: (path: string) => string): boolean {
  const { path, rawPath } = request.url;
  const url = {
    ...request.url,
    path: root(path.slice(prefix.length)),
    rawPath: rawPath === '' ? '' : root(rawPath.slice(encodedLength(rawPath, prefix))),
  };
  request.url = url.path === '' ? url : cleaned(url);
  return request.url.path === url.path;
}

/** How many bytes of a path as written make up a decoded prefix. */
function encodedLength(rawPath: string, prefix: string): number {
  let at = 0;
  for (let decoded = 0; at < rawPath.length && decoded < prefix.length; decoded++) {
    at += rawPath[at] === '%' && at + 2 < rawPath.length ? 3 : 1;
  }
  return at;
}

/** The path as written; what X-Replaced-Path shows. */
export function currentPath({ url }: TrafficRequest): string {
  return url.rawPath === '' ? escapedPath(url) : url.rawPath;
}

/** Puts another path in place of the request's; false where it has a malformed `%`. */
export function replacePathBy(request: TrafficRequest, written: string): boolean {
  const path = pathUnescape(written);
  addHeader(request.headers, 'X-Replaced-Path', currentPath(request));
  if (path === undefined) return false;
  setUrl(request, { ...request.url, path, rawPath: written });
  return true;
}

/** Characters that stay encoded in the path that rules see, if they came so. */
const reserved = ":/?#[]@!$&'()*+,;=%";

/** The requests whose decoded path begins with a text; rules see a path in which reserved characters stay encoded. */
export function decodedPrefix(prefix: string): RuleNode {
  const isPlain =
    prefix.startsWith('/') && !Array.from(prefix.slice(1)).some((one) => reserved.includes(one));
  if (isPlain) return pathPrefix(prefix).tree;
  const parts = Array.from(prefix, (character) => {
    const plain = fromBytes(quoteMeta(toBytes(character)));
    return reserved.includes(character) ? `(?:${plain}|${percent(character)})` : plain;
  });
  return pathRegexp(`^${parts.join('')}`).tree;
}
