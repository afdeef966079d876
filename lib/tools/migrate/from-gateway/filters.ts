import { asList, isPlainMap, own, quoteMeta, stableJson } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { MiddlewareConfig } from '../../../traefik/api/middlewares';
import type { MiddlewareReference } from '../middlewares';
import { textAt } from '../read';
import type { GatewayRoutes, RouteName, Tell } from './scene';

/** Where filters stand, by which the middlewares that Traefik makes of them are found. */
export interface FilterPlace {
  readonly route: RouteName;
  readonly at: FieldPath;
  /** The filters as they are written: Traefik makes one middleware of each. */
  readonly filters: unknown;
  readonly tell: Tell;
}

/** The Middlewares that stand in for filters, in their order. */
export function middlewaresOf(
  scene: GatewayRoutes,
  names: readonly string[],
  { route, at, filters, tell }: FilterPlace,
): readonly MiddlewareReference[] {
  const found: (MiddlewareReference | object)[] = [];
  for (const [index, name] of names.entries()) {
    const config = scene.configuration.middlewares.get(name);
    if (!config) {
      // The names of Traefik do not tell where the namespace ends.
      const written = textAt(own(asList(filters)[index], 'extensionRef'), 'name');
      found.push({ name: written || name });
    } else found.push(...specsOf(config, (code, detail) => tell([...at, index], code, 'changed', detail)));
  }
  return joined(found).map((one) => {
    if ('name' in one) return one;
    const [kind = ''] = Object.keys(one);
    return { name: scene.workshop.shared('Middleware', route, `${route.name}-${words[kind] ?? kind}`, one) };
  });
}

type Note = (code: Parameters<Tell>[1], detail?: string) => void;

/** What Middlewares are called by their kinds. */
const words: Readonly<Record<string, string>> = {
  addPrefix: 'prefix',
  redirectRegex: 'redirect',
  redirectScheme: 'redirect',
  replacePath: 'rewrite',
  replacePathRegex: 'rewrite',
  stripPrefix: 'strip',
};

/** Specs of Middlewares that together do what one filter does. */
function specsOf(
  { requestHeaderModifier, responseHeaderModifier, requestRedirect, URLRewrite }: MiddlewareConfig,
  note: Note,
): readonly object[] {
  if (requestHeaderModifier) return headers('customRequestHeaders', requestHeaderModifier, note);
  if (responseHeaderModifier) return headers('customResponseHeaders', responseHeaderModifier, note);
  if (requestRedirect) return redirection(requestRedirect, note);
  return URLRewrite ? rewriting(URLRewrite, note) : [];
}

function headers(
  field: 'customRequestHeaders' | 'customResponseHeaders',
  { set = {}, add = {}, remove = [] }: NonNullable<MiddlewareConfig['requestHeaderModifier']>,
  note: Note,
): readonly object[] {
  const lines = new Map<string, readonly [string, string]>();
  const put = (name: string, value: string): void => void lines.set(name.toLowerCase(), [name, value]);
  for (const [name, value] of Object.entries(set)) {
    if (value === '') note('MG404', `${name} is empty`);
    put(name, value);
  }
  for (const [name, value] of Object.entries(add)) {
    note('MG404', `${name} is added`);
    put(name, value);
  }
  for (const name of remove) {
    if (field === 'customRequestHeaders' && name.toLowerCase() === 'x-forwarded-for') {
      note('MG404', 'without X-Forwarded-For the address of the client is not told either');
    }
    put(name, '');
  }
  return lines.size === 0 ? [] : [{ headers: { [field]: Object.fromEntries(lines.values()) } }];
}

function redirection(
  config: NonNullable<MiddlewareConfig['requestRedirect']>,
  note: Note,
): readonly object[] {
  const { scheme, hostname, port, path, pathPrefix, statusCode = 302 } = config;
  note('MG102');
  const permanent = (statusCode === 301 || statusCode === 308) && { permanent: true };
  if (scheme !== undefined && hostname === undefined && path === undefined) {
    return [{ redirectScheme: { scheme, ...(port !== undefined && port !== '' && { port }), ...permanent } }];
  }
  // Groups: 1 the scheme, 2 the host, 3 its port, 4 what stays of the path, 5 the query.
  const [asked, written] = pathsOf(path, pathPrefix);
  const regex = `^(https?)://(\\[[^\\]]+\\]|[^:/?]+)(:[0-9]+)?${asked}(\\?.*)?$`;
  const toPort = port === undefined ? '${3}' : port === '' ? '' : `:${port}`;
  const replacement = `${scheme ?? '${1}'}://${literal(hostname) ?? '${2}'}${toPort}${written}\${5}`;
  return [{ redirectRegex: { regex, replacement, ...permanent } }];
}

/** The expression for a path, with one group, and what it becomes. */
function pathsOf(path: string | undefined, pathPrefix: string | undefined): readonly [string, string] {
  if (path === undefined) return ['([^?]*)', '${4}'];
  if (pathPrefix === undefined) return ['([^?]*)', literal(path) ?? ''];
  const [bare, target] = [withoutSlash(pathPrefix), withoutSlash(path)];
  return target === ''
    ? [`${quoteMeta(bare)}/?([^?]*)`, '/${4}']
    : [`${quoteMeta(bare)}(/[^?]*)?`, `${literal(target) ?? ''}\${4}`];
}

function rewriting(
  { hostname, path, pathPrefix }: NonNullable<MiddlewareConfig['URLRewrite']>,
  note: Note,
): readonly object[] {
  const host = hostname === undefined ? [] : [{ headers: { customRequestHeaders: { Host: hostname } } }];
  if (path === undefined) return host;
  if (pathPrefix === undefined) {
    note('MG103');
    return [...host, { replacePath: { path } }];
  }
  const [bare, target] = [withoutSlash(pathPrefix), withoutSlash(path)];
  if (bare === target) return host;
  if (bare === '') return [...host, { addPrefix: { prefix: target } }];
  if (target === '') {
    note('MG413');
    return [...host, { stripPrefix: { prefixes: [bare] } }];
  }
  note('MG103');
  const replacement = `${literal(target) ?? ''}\${1}`;
  return [...host, { replacePathRegex: { regex: `^${quoteMeta(bare)}(/.*)?$`, replacement } }];
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}

/** A text as the replacement of an expression has it. */
function literal(text: string | undefined): string | undefined {
  return text?.replaceAll('$', '$$$$');
}

type Wanted = MiddlewareReference | object;

/** One Middleware of headers in place of several that follow each other, as long as none changes what another one set. */
function joined(all: readonly Wanted[]): readonly Wanted[] {
  const result: Wanted[] = [];
  for (const one of all) {
    const last = result.at(-1);
    const both = last && withHeaders(last, one);
    if (both) result.splice(-1, 1, both);
    else result.push(one);
  }
  return result;
}

function withHeaders(one: Wanted, other: Wanted): object | undefined {
  const [left, right] = [own(one, 'headers'), own(other, 'headers')];
  if (!isPlainMap(left) || !isPlainMap(right)) return undefined;
  const fields = ['customRequestHeaders', 'customResponseHeaders'];
  const both = fields.flatMap((field) => {
    const lines = [left[field], right[field]].filter(isPlainMap);
    const names = lines.flatMap((map) => Object.keys(map).map((name) => name.toLowerCase()));
    const isApart = new Set(names).size === names.length;
    return lines.length === 0 ? [] : [isApart ? ([field, Object.assign({}, ...lines)] as const) : undefined];
  });
  const isOne = both.every((entry) => entry !== undefined);
  return isOne && stableJson(one) !== stableJson(other)
    ? { headers: Object.fromEntries(both.filter((entry) => entry !== undefined)) }
    : undefined;
}

/** Whether a filter answers requests itself. */
export function isAnswering(filters: unknown): boolean {
  return asList(filters).some((filter) => own(filter, 'type') === 'RequestRedirect');
}
