import { stableJson } from '../../../../core/base';
import {
  type Outcome,
  type Report,
  type TrafficRequest,
  answer,
  deleteHeader,
  getHeader,
  setHeader,
  withHeaders,
} from '../../../request';
import { canonicalHeaderKey, fromBytes, headerRegexp, method, toBytes } from '../../../rule';
import { refused } from '../../check/fault';
import { regexpListFaults } from '../../check/regexp';
import { expressionOf } from '../../read';
import { type Treatment, middlewareKind, passesAll } from '../kind';
import { type HeadersSpec, corsFields, customFields, decodeHeaders, secureFields } from './fields';
import { secure } from './secure';

/** Request and response headers, CORS and security headers. */
export const headers = middlewareKind(decodeHeaders, {
  check: (spec) => {
    const field = 'accessControlAllowOriginListRegex';
    if (Object.values(spec).some(asksForSomething)) return regexpListFaults(spec[field], [field]);
    return [
      refused('no-headers', [], {
        message: 'The middleware sets no header.',
        fix: 'Set at least one header, or remove the middleware.',
        reason: 'headers configuration not valid',
      }),
    ];
  },
  treat: treatments,
  handle: (request, config, next, report) => {
    const inner = asks(config, secureFields) ? () => secure(request, config, next, report) : next;
    const hasCors = asks(config, corsFields);
    if (!hasCors && !asks(config, customFields)) return inner();
    const preflight = hasCors ? answerPreflight(request, config) : undefined;
    if (preflight) {
      report.change('answers the CORS preflight');
      return preflight;
    }
    changeRequest(request, config, report);
    const origin = getHeader(request.headers, 'Origin');
    return withHeaders(inner(), (response) => changeResponse(response, config, origin));
  },
});

/** Whether any of these fields asks for something. */
function asks(config: HeadersSpec, fields: object): boolean {
  const own = new Map<string, unknown>(Object.entries(config));
  return Object.keys(fields).some((name) => asksForSomething(own.get(name)));
}

/** Whether Traefik finds that a field asks for something: numbers, true, and texts, lists and maps with content. */
function asksForSomething(value: unknown): boolean {
  if (typeof value === 'number') return true;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** Preflights are answered before anything else happens; of two lines of a header only the first one counts. */
function treatments(config: HeadersSpec): readonly Treatment[] {
  const change = changeOf(config);
  const acts = change === undefined ? passesAll : [{ effect: { kind: 'acts', as: change } } as const];
  if (!asks(config, corsFields)) return acts;
  const asked = ['Origin', 'Access-Control-Request-Method'];
  const said = method('OPTIONS').and(...asked.map((name) => headerRegexp(name, '(?s).')));
  const surely = said.and(...asked.map((name) => headerRegexp(name, '^$').not()));
  return [
    { when: surely.tree, effect: { kind: 'answers', status: 200 } },
    { when: said.tree, effect: { kind: 'acts', as: `preflight ${change ?? ''}` } },
    ...acts,
  ];
}

/** What it does with requests that are no preflights; undefined where nothing comes of it. */
function changeOf(config: HeadersSpec): string | undefined {
  const { allowedHosts = [], hostsProxyHeaders, isDevelopment = false } = config;
  const { customRequestHeaders = {}, customResponseHeaders = {} } = config;
  const refusal = allowedHosts.length > 0 && !isDevelopment ? { allowedHosts, hostsProxyHeaders } : {};
  const location = Object.entries(customResponseHeaders).filter(
    ([name]) => canonicalHeaderKey(name) === 'Location',
  );
  const change = {
    ...refusal,
    ...(Object.keys(customRequestHeaders).length > 0 && { customRequestHeaders }),
    ...(location.length > 0 && { location }),
  };
  return Object.keys(change).length === 0 ? undefined : stableJson(change);
}

function answerPreflight(request: TrafficRequest, config: HeadersSpec): Outcome | undefined {
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
function matchOrigin(config: HeadersSpec, origin: string): string | undefined {
  const { accessControlAllowOriginList: list = [], accessControlAllowOriginListRegex: patterns = [] } =
    config;
  for (const item of list.map(toBytes)) {
    if (item === origin) return item;
    if (item === '*') return config.accessControlAllowCredentials ? origin : item;
  }
  return patterns.some((pattern) => expressionOf(pattern).test(origin)) ? origin : undefined;
}

function exposed({ accessControlExposeHeaders: list = [], ...config }: HeadersSpec): string | undefined {
  const isUseless = list.includes('*') && config.accessControlAllowCredentials === true;
  return list.length > 0 && !isUseless ? toBytes(list.join(',')) : undefined;
}

function changeRequest(request: TrafficRequest, config: HeadersSpec, { change }: Report): void {
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

function changeResponse(response: Map<string, string>, config: HeadersSpec, origin: string): void {
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
