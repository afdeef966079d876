import { isFailed, made } from '../../../../core/base';
import type { FieldPath } from '../../../../core/finding';
import {
  addHeader,
  requestUri,
  setHeader,
  type Outcome,
  type MiddlewareSurroundings,
  type TrafficRequest,
  answer,
  copyRequest,
  escapedPath,
  getHeader,
  parseRequestUri,
  queryEscape,
} from '../../../request';
import { canonicalHeaderKey, toBytes } from '../../../rule';
import type { TraefikVersion } from '../../../version';
import { type SpecFault, disabledRouters, refused, required } from '../../check/fault';
import { serviceFaults } from '../../load-balancer/check';
import { isFinalStatus, statusCodeFault, statusCodeFaults } from '../../check/status-codes';
import { loadBalancer } from '../../load-balancer/decode';
import {
  type Decoded,
  inRanges,
  int,
  keptStrings,
  map,
  readStatusRanges,
  string,
  strings,
  struct,
} from '../../read';
import { configuredKind } from '../kind';

const fields = {
  status: strings,
  statusRewrites: map(int, 0),
  service: loadBalancer,
  query: string,
  errorRequestHeaders: keptStrings,
};

type ErrorsSpec = Decoded<typeof fields>;

/** Error pages: the service by its name in the configuration. */
type ErrorsConfig = Omit<ErrorsSpec, 'service'> & {
  readonly service?: string;
  /** Headers that the provider kubernetesIngressNGINX sends along; the page's own answer is then the answer. */
  readonly nginxHeaders?: Readonly<Record<string, readonly string[]>>;
};

/** Serves a page of another service in place of answers with certain status codes. */
export const errors = configuredKind(
  struct(fields),
  ({ service = {}, ...rest }, sources) => {
    const name = sources.service(service);
    if (isFailed(name)) return name;
    const config: ErrorsConfig = { ...rest, service: name.value };
    return made(config);
  },
  {
    check: ({ status, statusRewrites = {}, service }) => [
      ...required(status, ['status'], { consequence: 'Traefik replaces no response.' }),
      ...statusCodeFaults(status, ['status']),
      ...Object.entries(statusRewrites).flatMap(([codes, code]) => [
        ...statusCodeFault(codes, ['statusRewrites', codes]),
        ...finalStatusFaults(code, ['statusRewrites', codes]),
      ]),
      ...required(service, ['service']),
      ...serviceFaults(service, ['service'], disabledRouters),
    ],
    references: [{ at: ['service'], to: 'service' }],
    handle: (request, config, next, surroundings) => {
      const { status: texts = [], service = '' } = config;
      const ranges = readStatusRanges(texts);
      const outcome = next();
      if (typeof ranges === 'string') return outcome;
      if (outcome.kind !== 'answered' || !outcome.response) {
        if (texts.length > 0)
          surroundings.note(`errors: ${texts.join(', ')} of the backend are replaced by ${service}`);
        return outcome;
      }
      const { status } = outcome.response;
      if (!inRanges(ranges, status)) return outcome;
      return servePage(request, config, status, surroundings);
    },
  },
);

function finalStatusFaults(code: number, field: FieldPath): readonly SpecFault[] {
  if (isFinalStatus(code)) return [];
  return [
    refused('out-of-range', field, {
      message: `${code} is no status code of a response.`,
      consequence: 'Traefik cannot send it: clients get an empty answer, or another status.',
      fix: 'Write 200 to 599.',
    }),
  ];
}

function servePage(
  request: TrafficRequest,
  config: ErrorsConfig,
  status: number,
  { version, serve, change, note }: MiddlewareSurroundings,
): Outcome {
  const { query = '', service = '' } = config;
  const rewritten = rewrite(config, status);
  const uri = pageUri(query, urlOf(request, version), rewritten, status);
  const url = parseRequestUri(uri);
  if (!url) return answer(rewritten);
  const page = { ...copyRequest(request), method: 'GET', url, requestUri: uri };
  if (config.errorRequestHeaders) {
    const kept = new Set(config.errorRequestHeaders.map(canonicalHeaderKey));
    page.headers = new Map([...page.headers].filter(([name]) => kept.has(name)));
  }
  if (config.nginxHeaders)
    return serveOwnPage(request, page, config.nginxHeaders, rewritten, config.service ?? '', serve);
  change(
    `replaces ${status} by the page ${uri} of ${service}${rewritten === status ? '' : ` with ${rewritten}`}`,
  );
  const outcome = serve(service, page);
  if (outcome.kind === 'answered') return answer(rewritten);
  note(`errors: the body comes from ${service}${uri}`);
  return answer(rewritten);
}

/** A page that is told what went wrong, and answers with a status of its own. */
function serveOwnPage(
  request: TrafficRequest,
  page: TrafficRequest,
  headers: Readonly<Record<string, readonly string[]>>,
  status: number,
  service: string,
  serve: MiddlewareSurroundings['serve'],
): Outcome {
  for (const [name, lines] of Object.entries(headers)) {
    for (const line of lines) addHeader(page.headers, name, line);
  }
  setHeader(page.headers, 'X-Code', String(status));
  setHeader(page.headers, 'X-Format', getHeader(request.headers, 'Accept'));
  setHeader(page.headers, 'X-Original-Uri', requestUri(request.url));
  return serve(service, { ...page, clientIp: '' });
}

function rewrite({ statusRewrites = {} }: ErrorsConfig, status: number): number {
  for (const [text, code] of Object.entries(statusRewrites)) {
    const ranges = readStatusRanges([text]);
    if (typeof ranges !== 'string' && inRanges(ranges, status)) return code;
  }
  return status;
}

/** The URL of a request as `{url}` has it. */
function urlOf(request: TrafficRequest, version: TraefikVersion): string {
  const own = request.tlsOptions === undefined ? 'http' : 'https';
  const forwarded = version.has('error-page-scheme') ? getHeader(request.headers, 'X-Forwarded-Proto') : '';
  const scheme = schemes.get(forwarded.toLowerCase()) ?? own;
  const search = request.url.rawQuery === '' ? '' : `?${request.url.rawQuery}`;
  return `${scheme}://${request.host}${escapedPath(request.url)}${search}`;
}

/** What X-Forwarded-Proto means for a page; any other value means nothing. */
const schemes: ReadonlyMap<string, string> = new Map([
  ['http', 'http'],
  ['ws', 'http'],
  ['https', 'https'],
  ['wss', 'https'],
]);

function pageUri(query: string, url: string, status: number, original: number): string {
  if (query === '') return '/';
  return `/${toBytes(query).replace(/^\//, '')}`
    .replaceAll('{status}', String(status))
    .replaceAll('{originalStatus}', String(original))
    .replaceAll('{url}', () => queryEscape(url));
}
