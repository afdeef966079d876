import { type MatcherNode, type RequestLine, type RuleNode, matchersOf } from '../../traefik/rule';
import type { Way } from '../../traefik/ways';
import type { RegionParts } from './region';

/** How many requests are tried for a cell, beside the one that was found. */
const most = 64;

/**
 * A request, and others like it on which it may show what middlewares do that cannot be laid out: by another method,
 * with headers of proxies, and with other paths. Who uses them asks the model.
 */
export function* tries(request: RequestLine, parts: RegionParts, way: Way): Generator<RequestLine> {
  yield request;
  let left = most;
  for (const other of others(request, parts, way)) {
    if (--left < 0) return;
    yield other;
  }
}

function* others(
  request: RequestLine,
  { asked, lane, assertion }: RegionParts,
  { steps }: Way,
): Generator<RequestLine> {
  const kinds = new Set(steps.map(({ kind }) => kind));
  if (assertion.kind === 'demands') yield { ...request, method: 'POST' };
  for (const headers of headersFor(kinds)) {
    yield { ...request, headers: { ...request.headers, ...headers } };
  }
  const own = lane ? [...pathsOf(lane.rule.tree), ''] : [''];
  const wanted = asked.rule ? pathsOf(asked.rule.tree) : [];
  if (asked.reading) {
    for (const path of own)
      for (const other of wanted) yield* joined(path, other).map((text) => at(request, text));
  }
  if (kinds.has('stripPrefix') || kinds.has('stripPrefixRegex')) {
    for (const path of [...wanted, ...own]) {
      yield at(request, `${path.replace(/\/$/, '')}/%2F`);
      yield at(request, `${path}../`);
    }
  }
}

/** Headers by which proxies say who the client is, or how it came. */
function headersFor(kinds: ReadonlySet<string>): readonly Readonly<Record<string, string>>[] {
  const addresses = ['127.0.0.1', '10.0.0.1', '192.168.0.1', '172.16.0.1'];
  return [
    ...(kinds.has('ipAllowList') || kinds.has('ipWhiteList')
      ? addresses.map((address) => ({ 'X-Forwarded-For': address }))
      : []),
    ...(kinds.has('redirectScheme')
      ? [{ 'X-Forwarded-Proto': 'https' }, { 'X-Forwarded-Proto': 'http' }]
      : []),
  ];
}

/** Ways in which a path that is asked for may lie behind one that a router takes. */
function joined(path: string, wanted: string): readonly string[] {
  const inner = wanted.replace(/^\//, '');
  return [
    `${path}${wanted}`,
    `${path}${inner}`,
    `${path}/${inner}`,
    `${path}..${wanted}`,
    `${path}%2F${inner}`,
    `${path}/..%2F${inner}`,
    `${path}${'%2F..'.repeat(segmentsOf(path))}%2F${inner}`,
    `${path}//${inner}`,
    inner,
  ].map((text) => (text.startsWith('/') ? text : `/${text}`));
}

function segmentsOf(path: string): number {
  return path.split('/').filter(Boolean).length;
}

/** Paths that matchers of a rule name, without what only an expression says. */
function pathsOf(tree: RuleNode): readonly string[] {
  return [...new Set(matchersOf(tree).flatMap(({ matcher }) => pathOf(matcher)))];
}

function pathOf({ name, args: [text = ''] }: MatcherNode): readonly string[] {
  if (name === 'Path' || name === 'PathPrefix') return [text];
  const literal = name === 'PathRegexp' ? /^\^?(\/[\w/.-]*)/.exec(text)?.[1] : undefined;
  return literal === undefined ? [] : [literal];
}

function at(request: RequestLine, path: string): RequestLine {
  const [, origin = ''] = /^([a-z]+:\/\/[^/?]*)/.exec(request.url) ?? [];
  return { ...request, url: `${origin}${encodeURI(path).replaceAll('%25', '%')}` };
}
