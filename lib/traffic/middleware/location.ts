import { fromBytes } from '../rules';
import { type GoUrl, escapedPath, pathEscape, pathUnescape, requestUri, withPath } from '../request/go-url';

/** A URL that a redirect computed, parsed as Go's url.Parse does. */
export interface Location {
  readonly scheme: string;
  /** What stands behind `scheme:` where there is no path; empty otherwise. */
  readonly opaque: string;
  readonly userinfo: string | undefined;
  readonly host: string | undefined;
  readonly url: GoUrl;
  readonly fragment: string | undefined;
  /** What would stand on a request line. */
  readonly requestUri: string;
}

/** Parses a redirect's target; undefined where Go reports an error. */
export function parseLocation(text: string): Location | undefined {
  if (/\p{Cc}/u.test(text.replace(/[\u0080-\u00ff]/g, ''))) return undefined;
  const hash = text.indexOf('#');
  const bare = hash < 0 ? text : text.slice(0, hash);
  const fragment = hash < 0 ? undefined : pathUnescape(text.slice(hash + 1));
  if (hash >= 0 && fragment === undefined) return undefined;
  const scheme = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(bare)?.[1];
  if (bare.startsWith(':')) return undefined;
  const afterScheme = scheme === undefined ? bare : bare.slice(scheme.length + 1);
  const mark = afterScheme.indexOf('?');
  const hierarchy = mark < 0 ? afterScheme : afterScheme.slice(0, mark);
  const rawQuery = mark < 0 ? '' : afterScheme.slice(mark + 1);
  const query = { path: '', rawPath: '', rawQuery, forceQuery: mark >= 0 && rawQuery === '' };
  if (!hierarchy.startsWith('/') && scheme !== undefined) {
    return finish({ scheme, opaque: hierarchy, userinfo: undefined, host: undefined, url: query, fragment });
  }
  if (!hierarchy.startsWith('/') && hierarchy.split('/', 1)[0]?.includes(':')) return undefined;
  const hasAuthority = hierarchy.startsWith('//') && (scheme !== undefined || !hierarchy.startsWith('///'));
  const slash = hasAuthority ? hierarchy.indexOf('/', 2) : 0;
  const path = hasAuthority ? (slash < 0 ? '' : hierarchy.slice(slash)) : hierarchy;
  const authority = hasAuthority ? hierarchy.slice(2, slash < 0 ? undefined : slash) : undefined;
  const url = withPath(query, path);
  const at = authority?.lastIndexOf('@') ?? -1;
  const host = authority?.slice(at + 1);
  if (!url || (host !== undefined && !isValidHost(host))) return undefined;
  const userinfo = at < 0 ? undefined : authority?.slice(0, at);
  return finish({ scheme: scheme?.toLowerCase() ?? '', opaque: '', userinfo, host, url, fragment });
}

function finish(location: Omit<Location, 'requestUri'>): Location {
  return { ...location, requestUri: requestUri(location.url) };
}

/** Go checks the port, brackets, and the bytes of a host. */
function isValidHost(host: string): boolean {
  if (host.startsWith('[')) return /^\[[^\]]*\](:\d*)?$/.test(host);
  if (/[ "<>\\^`{|}]/.test(host)) return false;
  if (/%(?![89a-fA-F][0-9a-fA-F])/.test(host)) return false;
  const colon = host.lastIndexOf(':');
  return colon < 0 || /^\d*$/.test(host.slice(colon + 1));
}

/** Prints it as Go does: path and fragment escaped where they need to be. */
export function formatLocation({ scheme, opaque, userinfo, host, url, fragment }: Location): string {
  let text = scheme === '' ? '' : `${scheme}:`;
  if (opaque !== '') text += opaque;
  else {
    if (scheme !== '' || (host !== undefined && host !== '') || userinfo !== undefined) {
      if (host !== undefined && (host !== '' || url.path !== '' || userinfo !== undefined)) text += '//';
      text += `${userinfo === undefined ? '' : `${userinfo}@`}${escapeHost(host ?? '')}`;
    }
    const path = escapedPath(url);
    if (path !== '' && !path.startsWith('/') && (host ?? '') !== '') text += '/';
    text += path;
  }
  if (url.forceQuery || url.rawQuery !== '') text += `?${url.rawQuery}`;
  if (fragment !== undefined && fragment !== '') text += `#${escapeFragment(fragment)}`;
  return fromBytes(text);
}

function escapeHost(host: string): string {
  return host.replace(/[^\w\-.~!$&'()*+,;=:[\]<>"%]/g, (char) => pathEscape(char));
}

function escapeFragment(fragment: string): string {
  return fragment.replace(/[^\w\-.~$&+,/:;=?@!()*]/g, (char) => pathEscape(char));
}
