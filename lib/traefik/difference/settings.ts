import { formatRule, type RequestLine } from '../rule';
import { type Door, type Seat, findRequest } from '../ways';
import type { Compared } from './among';
import type { Difference, Undecided } from './comparison';
import type { Judge } from './judge';
import type { Purse } from './purse';
import { everything } from './request-set';

/** Lanes of which a request is tried before it is left open whether settings make a difference. */
const mostLanes = 30;

/**
 * What entry points do otherwise with requests before any router sees them. It may concern each request, so that a
 * difference is of all of them; where no request that is tried shows one, it stays undecided.
 */
export function compareSettings(
  from: Door,
  to: Door,
  compared: Compared,
  judge: Judge,
  purse: Purse,
): { readonly difference?: Difference; readonly undecided?: Undecided } {
  const { entryPoint, scheme } = from;
  if (scheme !== 'http' && scheme !== 'https') return {};
  const names = differingSettings(from, to);
  if (names.length === 0) return {};
  // Where no router asks, only what is refused before matters.
  if (from.lanes.length + to.lanes.length === 0 && !names.some((name) => refusing.has(name))) return {};
  const sets = [{ entryPoint: entryPoint.name, scheme, rule: formatRule(everything(scheme)) }];
  const lanes = compared.lanes(from);
  let isEmpty = lanes.length <= mostLanes;
  for (const lane of [...lanes.slice(0, mostLanes), undefined]) {
    const seat: Seat = { door: from, lane };
    const found = findRequest([seat], compared.asked, purse.budget());
    if (found !== 'none') isEmpty = false;
    const tried = typeof found === 'object' ? variants(found.request, trusted(from, to)) : [];
    const outcomes = judge.differing(tried.filter((request) => compared.has(from, request)));
    if (outcomes) return { difference: { ...outcomes, seats: [seat, { door: to, lane: undefined }], sets } };
  }
  if (isEmpty) return {};
  const reason = `the entry point ${entryPoint.name} treats requests otherwise before they are routed: ${names.join(', ')}`;
  const seats = [
    { door: from, lane: undefined },
    { door: to, lane: undefined },
  ] as const;
  return { undecided: { seats, sets, reason } };
}

const refusing: ReadonlySet<string> = new Set([
  'http.underscoreHeadersStrategy',
  'http.aliasHeadersStrategy',
  'http.maxHeaderBytes',
]);

/** The settings of entry points that change or refuse requests, by their names in Traefik's static configuration. */
function differingSettings({ entryPoint: from }: Door, { entryPoint: to }: Door): readonly string[] {
  const [before, after] = [from, to].map(({ file: { http, forwardedHeaders } }) => ({
    'http.sanitizePath': http?.sanitizePath ?? true,
    'http.encodeQuerySemicolons': http?.encodeQuerySemicolons ?? false,
    'http.underscoreHeadersStrategy': http?.underscoreHeadersStrategy ?? 'keep',
    'http.aliasHeadersStrategy': http?.aliasHeadersStrategy ?? '',
    'http.maxHeaderBytes': http?.maxHeaderBytes ?? 0,
    forwardedHeaders: forwardedHeaders ?? {},
  }));
  const others = new Map(Object.entries(after ?? {}));
  return Object.entries(before ?? {})
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(others.get(name)))
    .map(([name]) => name);
}

/** An address that one of both entry points trusts. */
function trusted(from: Door, to: Door): string | undefined {
  const addresses = [from, to].flatMap(
    ({ entryPoint }) => entryPoint.file.forwardedHeaders?.trustedIPs ?? [],
  );
  return addresses[0]?.split('/', 1)[0];
}

/** A request as it is, and with what entry points may change. */
function variants(request: RequestLine, proxy: string | undefined): readonly RequestLine[] {
  const forwarded = { 'X-Forwarded-For': '198.51.100.7', 'X-Forwarded-Proto': 'https' };
  const behind = { ...request, headers: { ...request.headers, ...forwarded } };
  const [path = '', query] = request.url.split('?', 2);
  return [
    request,
    behind,
    ...(proxy === undefined ? [] : [{ ...behind, clientIp: proxy }]),
    { ...request, url: `${path.replace(/\/?$/, '')}//x` },
    { ...request, url: `${path}?${query === undefined ? '' : `${query}&`}a=1;b=2` },
    { ...request, headers: { ...request.headers, x_y: '1' } },
    { ...request, headers: { ...request.headers, 'x.y': '1' } },
  ];
}
