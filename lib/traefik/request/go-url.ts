/*
 * Go's net/url on byte strings, as far as requests pass through it. A path is kept twice: decoded, and as it was
 * written where that is not what Go would write itself.
 */

/** Path and query of a URL as Go keeps them. */
export interface GoUrl {
  /** Decoded path. */
  readonly path: string;
  /** Path as written; empty where it is the default encoding of `path`. */
  readonly rawPath: string;
  readonly rawQuery: string;
  /** A `?` with nothing behind it. */
  readonly forceQuery: boolean;
}

/** Decodes every `%XX`; undefined where one is malformed. */
export function pathUnescape(text: string): string | undefined {
  if (!text.includes('%')) return text;
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  return text.replace(/%[0-9a-fA-F]{2}/g, (encoded) =>
    String.fromCharCode(Number.parseInt(encoded.slice(1), 16)),
  );
}

/** Encodes a decoded path as Go does by default. */
export function pathEscape(path: string): string {
  return path.replace(/[^\w\-.~$&+,/:;=@]/g, (char) => percent(char));
}

/** Encodes a value of a query. */
export function queryEscape(value: string): string {
  return value.replace(/[^\w\-.~]/g, (char) => (char === ' ' ? '+' : percent(char)));
}

/** Encodes one byte. */
export function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Sets the path as written; undefined where it has a malformed `%`. */
export function withPath(url: GoUrl, written: string): GoUrl | undefined {
  const path = pathUnescape(written);
  if (path === undefined) return undefined;
  return { ...url, path, rawPath: pathEscape(path) === written ? '' : written };
}

/** The path as Go writes it: as it was written, if that still fits the decoded one. */
export function escapedPath({ path, rawPath }: GoUrl): string {
  const isValid = rawPath !== '' && /^[\w\-.~!$&'()*+,;=:@/[\]%]*$/.test(rawPath);
  if (isValid && pathUnescape(rawPath) === path) return rawPath;
  return path === '*' ? '*' : pathEscape(path);
}

/** Path and query as they stand on a request line. */
export function requestUri(url: GoUrl): string {
  const query = url.forceQuery || url.rawQuery !== '' ? `?${url.rawQuery}` : '';
  return (escapedPath(url) || '/') + query;
}

/** Reads what stands on a request line; undefined where Go refuses it. */
export function parseRequestUri(text: string): GoUrl | undefined {
  const empty: GoUrl = { path: '', rawPath: '', rawQuery: '', forceQuery: false };
  if (text === '*') return { ...empty, path: '*' };
  if (!text.startsWith('/')) return undefined;
  const mark = text.indexOf('?');
  if (mark < 0) return withPath(empty, text);
  const rawQuery = text.slice(mark + 1);
  return withPath({ ...empty, rawQuery, forceQuery: rawQuery === '' }, text.slice(0, mark));
}

/** Removes `.`, `..` and repeated slashes from a path as written, and keeps a slash at its end. */
export function cleaned(url: GoUrl): GoUrl {
  const escaped = escapedPath(url);
  const isAbsolute = escaped.startsWith('/');
  const written = isAbsolute ? escaped : `/${escaped}`;
  const clean = pathClean(written).slice(isAbsolute ? 0 : 1);
  return withPath(url, written.endsWith('/') && !clean.endsWith('/') ? `${clean}/` : clean) ?? url;
}

/** Go's `path.Clean`. */
export function pathClean(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const element of path.split('/')) {
    if (element === '' || element === '.') continue;
    if (element !== '..') kept.push(element);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push('..');
  }
  const clean = kept.join('/');
  if (isAbsolute) return `/${clean}`;
  return clean === '' ? '.' : clean;
}
