import { type StatusRanges, inRanges, readStatusRanges } from '../../api/read';
import {
  type Outcome,
  type Surroundings,
  type TrafficRequest,
  answer,
  copyRequest,
  escapedPath,
  parseRequestUri,
  queryEscape,
} from '../../request';
import type { ErrorsConfig } from '../dynamic/middlewares';
import { canonicalHeaderKey, toBytes } from '../rules';
import { type Effect } from './middleware';

/** Serves a page of another service in place of answers with certain status codes. */
export const errors: Effect<ErrorsConfig> = {
  check: ({ status, statusRewrites = {} }) =>
    [readStatusRanges(status), readStatusRanges(Object.keys(statusRewrites))].find(isError),
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
};

function isError(ranges: StatusRanges | string): ranges is string {
  return typeof ranges === 'string';
}

function servePage(
  request: TrafficRequest,
  config: ErrorsConfig,
  status: number,
  { serve, change, note }: Surroundings,
): Outcome {
  const { query = '', service = '' } = config;
  const rewritten = rewrite(config, status);
  const uri = pageUri(request, query, rewritten, status);
  const url = parseRequestUri(uri);
  if (!url) return answer(rewritten);
  const page = { ...copyRequest(request), method: 'GET', url, requestUri: uri };
  if (config.errorRequestHeaders) {
    const kept = new Set(config.errorRequestHeaders.map(canonicalHeaderKey));
    page.headers = new Map([...page.headers].filter(([name]) => kept.has(name)));
  }
  change(
    `replaces ${status} by the page ${uri} of ${service}${rewritten === status ? '' : ` with ${rewritten}`}`,
  );
  const outcome = serve(service, page);
  if (outcome.kind === 'answered') return answer(rewritten);
  note(`errors: the body comes from ${service}${uri}`);
  return answer(rewritten);
}

function rewrite({ statusRewrites = {} }: ErrorsConfig, status: number): number {
  for (const [text, code] of Object.entries(statusRewrites)) {
    const ranges = readStatusRanges([text]);
    if (typeof ranges !== 'string' && inRanges(ranges, status)) return code;
  }
  return status;
}

function pageUri(request: TrafficRequest, query: string, status: number, original: number): string {
  if (query === '') return '/';
  const scheme = request.tlsOptions === undefined ? 'http' : 'https';
  const search = request.url.rawQuery === '' ? '' : `?${request.url.rawQuery}`;
  const full = `${scheme}://${request.host}${escapedPath(request.url)}${search}`;
  return `/${toBytes(query).replace(/^\//, '')}`
    .replaceAll('{status}', String(status))
    .replaceAll('{originalStatus}', String(original))
    .replaceAll('{url}', () => queryEscape(full));
}
