import { expressionError, expressionOf } from '../../api/read';
import {
  type TrafficRequest,
  addHeader,
  answer,
  changed,
  cleaned,
  escapedPath,
  pathUnescape,
  setUrl,
} from '../../request';
import type { MiddlewareConfig } from '../dynamic/middlewares';
import { toBytes } from '../rules';
import { type Effect } from './middleware';

type Config<K extends keyof MiddlewareConfig> = NonNullable<MiddlewareConfig[K]>;

function rooted(path: string): string {
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

/** Puts a prefix before the path; never cleans it. */
export const addPrefix: Effect<Config<'addPrefix'>> = {
  check: ({ prefix }) => (prefix === undefined ? 'prefix cannot be empty' : undefined),
  handle: (request, { prefix = '' }, next, { change }) => {
    const before = request.requestUri;
    const { path, rawPath } = request.url;
    const bytes = toBytes(prefix);
    setUrl(request, {
      ...request.url,
      path: rooted(bytes + path),
      rawPath: rawPath === '' ? '' : rooted(bytes + rawPath),
    });
    change(changed('path', before, request.requestUri));
    return next();
  },
};

/** Removes the first of its prefixes with which the path starts. */
export const stripPrefix: Effect<Config<'stripPrefix'>> = {
  handle: (request, { prefixes = [], forceSlash = false }, next, { change }) => {
    const before = request.requestUri;
    const prefix = prefixes
      .map((text) => toBytes(text.trim()))
      .find((text) => request.url.path.startsWith(text));
    if (prefix === undefined) {
      change(`no prefix of ${before} to strip`);
      return next();
    }
    const root = forceSlash ? (path: string) => `/${path.replace(/^\//, '')}` : rooted;
    if (!strip(request, prefix, root)) return answer(400);
    addHeader(request.headers, 'X-Forwarded-Prefix', prefix);
    setUrl(request, request.url);
    change(changed('path', before, request.requestUri));
    return next();
  },
};

/** Cuts a prefix off; false where what is left is not clean, which is answered with 400. */
function strip(request: TrafficRequest, prefix: string, root: (path: string) => string): boolean {
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

/** Removes what the first fitting expression matches at the start of the path. */
export const stripPrefixRegex: Effect<Config<'stripPrefixRegex'>> = {
  check: ({ regex = [] }) => regex.map((pattern) => expressionError(pattern.trim())).find((error) => error),
  handle: (request, { regex = [] }, next, { change }) => {
    const before = request.requestUri;
    for (const pattern of regex) {
      const prefix = expressionOf(pattern.trim()).find(request.url.path);
      if (prefix === undefined || prefix === '' || !request.url.path.startsWith(prefix)) continue;
      addHeader(request.headers, 'X-Forwarded-Prefix', prefix);
      if (!strip(request, prefix, rooted)) return answer(400);
      setUrl(request, request.url);
      change(changed('path', before, request.requestUri));
      return next();
    }
    change(`no prefix of ${before} to strip`);
    return next();
  },
};

/** The path as written; what X-Replaced-Path shows. */
function currentPath({ url }: TrafficRequest): string {
  return url.rawPath === '' ? escapedPath(url) : url.rawPath;
}

function replacePathBy(request: TrafficRequest, written: string): boolean {
  const path = pathUnescape(written);
  addHeader(request.headers, 'X-Replaced-Path', currentPath(request));
  if (path === undefined) return false;
  setUrl(request, { ...request.url, path, rawPath: written });
  return true;
}

/** Puts another path in place of the request's. */
export const replacePath: Effect<Config<'replacePath'>> = {
  handle: (request, { path = '' }, next, { change }) => {
    const before = request.requestUri;
    if (!replacePathBy(request, toBytes(path))) return answer(500);
    change(changed('path', before, request.requestUri));
    return next();
  },
};

/** Rewrites the path by an expression. */
export const replacePathRegex: Effect<Config<'replacePathRegex'>> = {
  check: ({ regex = '' }) => expressionError(regex.trim()),
  handle: (request, { regex = '', replacement = '' }, next, { change }) => {
    const expression = expressionOf(regex.trim());
    const before = request.requestUri;
    const path = currentPath(request);
    if (!expression.test(path)) {
      change(`${before} does not match ${regex.trim()}`);
      return next();
    }
    if (!replacePathBy(request, expression.replaceAll(path, replacement.trim()))) return answer(500);
    const replaced = request.url;
    if (replaced.path !== '') request.url = cleaned(replaced);
    if (request.url.path !== replaced.path) return answer(400);
    change(changed('path', before, request.requestUri));
    return next();
  },
};
