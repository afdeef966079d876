import { fromBytes } from '../rule';
import { type GoUrl, escapedPath, pathEscape, pathUnescape, requestUri, withPath } from './go-url';
import { type Authority, escapeHost, parseAuthority } from './authority';

/** A URL that a redirect computed, parsed as Go's url.Parse does. */
export interface Location {
  readonly scheme: string;
  /** What stands behind `scheme:` where there is no path; empty otherwise. */
  readonly opaque: string;
  readonly userinfo: string | undefined;
  readonly host: string | undefined;
  readonly url: GoUrl;
  /** The fragment as Go prints it. */
  readonly fragment: string | undefined;
  /** What would stand on a request line. */
  readonly requestUri: string;
}

/** Parses a redirect's target; undefined where Go reports an error. */
export function parseLocation(text: string): Location | undefined {
  const hash = text.indexOf('#');
  const bare = hash < 0 ? text : text.slice(0, hash);
  const fragment = hash < 0 ? '' : readFragment(text.slice(hash + 1));
  // oxlint-disable-next-line no-control-regex -- Go refuses control characters
  if (fragment === undefined || /[\0-\x1f\x7f]/.test(bare) || bare.startsWith(':')) return undefined;
  const written = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(bare)?.[1] ?? '';
  const scheme = written.toLowerCase();
  const afterScheme = written === '' ? bare : bare.slice(written.length + 1);
  const mark = afterScheme.indexOf('?');
  const hierarchy = mark < 0 ? afterScheme : afterScheme.slice(0, mark);
  const rawQuery = mark < 0 ? '' : afterScheme.slice(mark + 1);
  const query = { path: '', rawPath: '', rawQuery, forceQuery: mark >= 0 && rawQuery === '' };
  if (!hierarchy.startsWith('/')) {
    if (scheme !== '') return opaque(scheme, hierarchy, query, fragment);
    // It would be taken for a scheme.
    if (hierarchy.split('/', 1)[0]?.includes(':')) return undefined;
  }
  const hasAuthority = hierarchy.startsWith('//') && (scheme !== '' || !hierarchy.startsWith('///'));
  const slash = hasAuthority ? hierarchy.indexOf('/', 2) : 0;
  const url = withPath(query, slash < 0 ? '' : hierarchy.slice(slash));
  const none: Partial<Authority> = {};
  const authority = hasAuthority
    ? parseAuthority(scheme, hierarchy.slice(2, slash < 0 ? undefined : slash))
    : none;
  if (!url || !authority) return undefined;
  const { userinfo, host } = authority;
  return { scheme, opaque: '', userinfo, host, url, fragment, requestUri: requestUri(url) };
}

function opaque(scheme: string, text: string, url: GoUrl, fragment: string): Location {
  const search = url.forceQuery || url.rawQuery !== '' ? `?${url.rawQuery}` : '';
  const uri = text === '' ? requestUri(url) : text + search;
  return { scheme, opaque: text, userinfo: undefined, host: undefined, url, fragment, requestUri: uri };
}

/** A fragment is printed as it was written if it could be; undefined where it has a malformed `%`. */
function readFragment(text: string): string | undefined {
  const decoded = pathUnescape(text);
  if (decoded === undefined || decoded === '') return decoded;
  const isPrintable = /^[\w\-.~!$&'()*+,;=:@/?[\]%]*$/.test(text);
  return isPrintable ? text : decoded.replace(/[^\w\-.~!$&()*+,/:;=?@]/g, (char) => pathEscape(char));
}

/** Prints it as Go does: path and fragment escaped where they need to be. */
export function formatLocation({ scheme, opaque, userinfo, host, url, fragment }: Location): string {
  let text = scheme === '' ? '' : `${scheme}:`;
  if (opaque !== '') text += opaque;
  else {
    if (host !== undefined && (host !== '' || userinfo !== undefined || (scheme !== '' && url.path !== ''))) {
      text += `//${userinfo === undefined ? '' : `${userinfo}@`}${escapeHost(host)}`;
    }
    const path = escapedPath(url);
    if (path !== '' && !path.startsWith('/') && (host ?? '') !== '') text += '/';
    text += path;
  }
  if (url.forceQuery || url.rawQuery !== '') text += `?${url.rawQuery}`;
  if (fragment !== undefined && fragment !== '') text += `#${fragment}`;
  return fromBytes(text);
}
