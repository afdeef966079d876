import { quoteMeta } from '../../core/base';
import type { Showing } from '../api/middlewares';
import { automatonOf, budget, findText } from '../regions';
import { type RequestLine, splitUrl } from '../rule';
import { type Seat, type WayStep, holds } from '../ways';
import type { Formula } from '../regions';

/** What requests may say besides what a set asks of them. */
const usual: readonly Showing[] = [
  { method: 'POST' },
  { headers: { 'X-Forwarded-Proto': 'https' } },
  { headers: { 'X-Forwarded-For': '10.0.0.1, 192.0.2.1' } },
  { headers: { Authorization: 'Basic YTpi' } },
  { method: 'OPTIONS', headers: { Origin: 'https://example.org', 'Access-Control-Request-Method': 'GET' } },
  { matches: { part: 'path', pattern: '^/.' } },
];

/**
 * A given request, then others like it of the same set, on which it may show what steps do.
 *
 * @param by conditions of the set
 */
export function* samplesOf(
  request: RequestLine,
  seats: readonly Seat[],
  steps: readonly WayStep[],
  by: readonly Formula[],
): Generator<RequestLine> {
  yield request;
  const showings = steps.flatMap(({ treatments }) => treatments.flatMap(({ shows }) => shows ?? []));
  for (const showing of [...showings, ...usual]) {
    const sample = shown(request, showing);
    if (sample && isOf(seats, sample, by)) yield sample;
  }
}

function isOf(seats: readonly Seat[], request: RequestLine, by: readonly Formula[]): boolean {
  return seats.every(({ door, lane }) => {
    const arrived = door.arrived(request);
    return arrived !== undefined && door.lane(arrived) === lane && by.every((part) => holds(part, arrived));
  });
}

function shown(request: RequestLine, { method, headers, matches }: Showing): RequestLine | undefined {
  const url = matches ? urlFor(request.url, matches) : request.url;
  if (url === undefined) return undefined;
  return {
    ...request,
    url,
    ...(method !== undefined && { method }),
    ...((headers ?? request.headers) && { headers: { ...request.headers, ...headers } }),
  };
}

/** A URL of the same scheme and host that an expression matches, itself or its path. */
function urlFor(url: string, { part, pattern }: NonNullable<Showing['matches']>): string | undefined {
  const { scheme = '', authority = '', target = '/' } = splitUrl(url) ?? {};
  const origin = `${scheme}://${authority}`;
  const below = `${origin}${target.split('?', 1)[0]?.replace(/\/$/, '')}`;
  // Below what was asked for before anywhere else: most sets ask for the start of a path.
  for (const start of [below, origin]) {
    const text =
      part === 'path'
        ? textOf([pattern, `^${quoteMeta(start.slice(origin.length))}/[!-~]*$`])
        : textOf([pattern, `^${quoteMeta(start)}/[!-~]*$`]);
    if (text !== undefined) return part === 'path' ? origin + text : text;
  }
  return undefined;
}

/** A text that several expressions match. */
function textOf(patterns: readonly string[]): string | undefined {
  const automata = patterns.flatMap((pattern) => automatonOf(pattern) ?? []);
  if (automata.length < patterns.length) return undefined;
  const found = findText(
    automata.map((automaton) => ({ automaton, holds: true })),
    budget(),
  );
  return typeof found === 'object' ? found.text : undefined;
}
