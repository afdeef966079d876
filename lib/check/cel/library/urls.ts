import { CelError } from '../fault';
import type { Library } from '../signature';
import { type CelOpaque, mapOf } from '../values';

interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

const form = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(.*)$/s;

/** An absolute URL or path, as Go's `url.ParseRequestURI` takes it; undefined where it takes none. */
function readUrl(text: string): Url | undefined {
  // oxlint-disable-next-line no-control-regex -- Go takes no control characters
  if (text === '' || /[\x00-\x1F\x7F]/.test(text)) return undefined;
  const [, scheme = '', rest = ''] = form.exec(text) ?? [];
  const [path = '', ...queries] = rest.split('?');
  const query = queries.join('?');
  if (!path.startsWith('/'))
    return scheme === '' || path === '' ? undefined : readOpaque(scheme, path, query);
  if (scheme === '' && !path.startsWith('//'))
    return isEscaped(path) ? { scheme, host: '', path, query } : undefined;
  if (!path.startsWith('//') || path.startsWith('///'))
    return isEscaped(path) ? { scheme, host: '', path, query } : undefined;
  const slash = path.indexOf('/', 2);
  const authority = slash < 0 ? path.slice(2) : path.slice(2, slash);
  const rooted = slash < 0 ? '' : path.slice(slash);
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const isUserValid = at < 0 || /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(authority.slice(0, at));
  if (!isUserValid || !isHost(host) || !isEscaped(rooted)) return undefined;
  return { scheme: scheme.toLowerCase(), host, path: rooted, query };
}

function readOpaque(scheme: string, path: string, query: string): Url | undefined {
  return isEscaped(path) ? { scheme: scheme.toLowerCase(), host: '', path: '', query } : undefined;
}

function isEscaped(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) return /^\[[0-9A-Fa-f:.]*(?:%25[^\]]*)?\](?::\d*)?$/.test(host);
  return /^[^\s"<>\\^`{|}[\]:]*(?::\d*)?$/.test(host) && isEscaped(host);
}

function urlOf(url: Url): CelOpaque {
  return { kind: 'url', data: url, key: JSON.stringify(url) };
}

function urlIn({ data }: CelOpaque): Url {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `urlOf` has put there
  return data as Url;
}

function portOf(host: string): string {
  return /:(\d*)$/.exec(host.replace(/^\[[^\]]*\]/, ''))?.[1] ?? '';
}

/** A path, escaped where it was written without. */
function escapedPath(path: string): string {
  return path.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/%[\]]/gu, (mark) =>
    [...Buffer.from(mark)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** URLs. Source: k8s.io/apiserver, pkg/cel/library/urls.go */
export const urls: Library = {
  'url(string): url': (text: string) => {
    const url = readUrl(text);
    if (url) return urlOf(url);
    throw new CelError(
      `URL parse error during conversion from string: parse "${text}": invalid URI for request`,
    );
  },
  'isURL(string): bool': (text: string) => readUrl(text) !== undefined,
  'url .getScheme(): string': (url: CelOpaque) => urlIn(url).scheme,
  'url .getHost(): string': (url: CelOpaque) => urlIn(url).host,
  'url .getHostname(): string': (url: CelOpaque) => {
    const { host } = urlIn(url);
    return host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d*$/, '');
  },
  'url .getPort(): string': (url: CelOpaque) => portOf(urlIn(url).host),
  'url .getEscapedPath(): string': (url: CelOpaque) => escapedPath(urlIn(url).path),
  'url .getQuery(): map<string, list<string>>': (url: CelOpaque) => {
    const all = new Map<string, string[]>();
    for (const [key, value] of new URLSearchParams(urlIn(url).query))
      all.set(key, [...(all.get(key) ?? []), value]);
    return mapOf(all);
  },
};
