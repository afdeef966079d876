import { expressionError, expressionOf } from '../../api/read';
import {
  type Outcome,
  type Report,
  type TrafficRequest,
  answer,
  deleteHeader,
  getHeader,
  setHeader,
  withHeaders,
} from '../../request';
import type { MiddlewareConfig } from '../dynamic/middlewares';
import { canonicalHeaderKey, fromBytes, toBytes } from '../rules';
import { type Effect } from './middleware';
import { hasSecureHeaders, secure } from './secure-headers';

/** The configuration of the Headers middleware. */
export type HeadersConfig = NonNullable<MiddlewareConfig['headers']>;

/** Request and response headers, CORS and security headers. */
export const headers: Effect<HeadersConfig> = {
  check: (config) => {
    if (!hasCustom(config) && !hasCors(config) && !hasSecureHeaders(config)) {
      return 'headers configuration not valid';
    }
    const { accessControlAllowOriginListRegex = [] } = config;
    return accessControlAllowOriginListRegex.map(expressionError).find((error) => error !== undefined);
  },
  handle: (request, config, next, report) => {
    const inner = hasSecureHeaders(config) ? () => secure(request, config, next, report) : next;
    if (!hasCustom(config) && !hasCors(config)) return inner();
    if (hasCors(config)) {
      const preflight = answerPreflight(request, config);
      if (preflight) {
        report.change('answers the CORS preflight');
        return preflight;
      }
    }
    changeRequest(request, config, report);
    const origin = getHeader(request.headers, 'Origin');
    return withHeaders(inner(), (response) => changeResponse(response, config, origin));
  },
};

function hasCustom({ customRequestHeaders, customResponseHeaders }: HeadersConfig): boolean {
  return customRequestHeaders !== undefined || customResponseHeaders !== undefined;
}

function hasCors(config: HeadersConfig): boolean {
  return [
    config.accessControlAllowCredentials,
    config.accessControlAllowHeaders,
    config.accessControlAllowMethods,
    config.accessControlAllowOriginList,
    config.accessControlAllowOriginListRegex,
    config.accessControlExposeHeaders,
    config.accessControlMaxAge,
    config.addVaryHeader,
  ].some((value) => value !== undefined);
}

function answerPreflight(request: TrafficRequest, config: HeadersConfig): Outcome | undefined {
  const method = getHeader(request.headers, 'Access-Control-Request-Method');
  const origin = getHeader(request.headers, 'Origin');
  if (request.method !== 'OPTIONS' || method === '' || origin === '') return undefined;
  const response = new Map<string, string>();
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') response.set(name, fromBytes(value));
  };
  const credentials = config.accessControlAllowCredentials === true;
  if (credentials) put('Access-Control-Allow-Credentials', 'true');
  const { accessControlAllowHeaders: allowed = [], accessControlAllowMethods: methods = [] } = config;
  const asked = getHeader(request.headers, 'Access-Control-Request-Headers');
  put(
    'Access-Control-Allow-Headers',
    allowed.includes('*') && credentials ? asked : toBytes(allowed.join(',')),
  );
  put(
    'Access-Control-Allow-Methods',
    methods.includes('*') && credentials ? method : toBytes(methods.join(',')),
  );
  put('Access-Control-Allow-Origin', matchOrigin(config, origin));
  if (config.accessControlMaxAge !== undefined)
    put('Access-Control-Max-Age', String(config.accessControlMaxAge));
  put('Access-Control-Expose-Headers', exposed(config));
  response.set('Content-Length', '0');
  return answer(200, Object.fromEntries(response));
}

/** The origin to allow, as bytes; undefined where none of the listed ones fits. */
function matchOrigin(config: HeadersConfig, origin: string): string | undefined {
  const { accessControlAllowOriginList: list = [], accessControlAllowOriginListRegex: patterns = [] } =
    config;
  for (const item of list.map(toBytes)) {
    if (item === origin) return item;
    if (item === '*') return config.accessControlAllowCredentials ? origin : item;
  }
  return patterns.some((pattern) => expressionOf(pattern).test(origin)) ? origin : undefined;
}

function exposed({ accessControlExposeHeaders: list = [], ...config }: HeadersConfig): string | undefined {
  const isUseless = list.includes('*') && config.accessControlAllowCredentials === true;
  return list.length > 0 && !isUseless ? toBytes(list.join(',')) : undefined;
}

function changeRequest(request: TrafficRequest, config: HeadersConfig, { change }: Report): void {
  for (const [name, text] of Object.entries(config.customRequestHeaders ?? {})) {
    const value = toBytes(text);
    if (value === '' && name === 'X-Forwarded-For') {
      // An empty list, unlike none, keeps the proxy from adding the client's address.
      request.headers.set(name, []);
      change('keeps X-Forwarded-For from being sent');
    } else if (value === '') {
      deleteHeader(request.headers, name);
      change(`removes the request header ${name}`);
    } else if (name.toLowerCase() === 'host') {
      request.host = value;
      change(`sets the host to ${text}`);
    } else {
      setHeader(request.headers, toBytes(name), value);
      change(`sets the request header ${name}: ${text}`);
    }
  }
}

function changeResponse(response: Map<string, string>, config: HeadersConfig, origin: string): void {
  for (const [name, value] of Object.entries(config.customResponseHeaders ?? {})) {
    const key = canonicalHeaderKey(name);
    if (value === '') response.delete(key);
    else response.set(key, value);
  }
  const allowed = matchOrigin(config, origin);
  if (allowed !== undefined) response.set('Access-Control-Allow-Origin', fromBytes(allowed));
  if (config.accessControlAllowCredentials) response.set('Access-Control-Allow-Credentials', 'true');
  const expose = exposed(config);
  if (expose !== undefined) response.set('Access-Control-Expose-Headers', fromBytes(expose));
  const vary = response.get('Vary') ?? '';
  if (config.addVaryHeader && vary !== 'Origin')
    response.set('Vary', vary === '' ? 'Origin' : `${vary},Origin`);
}
