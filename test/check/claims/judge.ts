import type { OwnClaim } from '../../../lib/check/claims';
import { readPath, readingOf } from '../../../lib/check/claims/backend/reading';
import { takesRead } from '../../../lib/check/claims/backend/requests';
import type { RequestLine, TrafficModel } from '../../../lib/traefik/model';
import { type Trace, arrive, asRulesSee, builtOf } from '../../../lib/traefik/model/built';
import { addressSet, parseAddress, parseRule, splitUrl } from '../../../lib/traefik/rule';
import { middlewares } from './random';

/** Whether a request breaks a claim, by what the model says of that one request. */
export function breaks(model: TrafficModel, claim: OwnClaim, request: RequestLine, trace: Trace): boolean {
  if (!isMeant(model, claim, request, trace)) return false;
  const { outcome, backends, tls, response } = trace;
  const hasOtherName = request.sni !== undefined && request.sni !== splitUrl(request.url)?.authority;
  const namesServices = 'never' in claim && claim.never.reach !== undefined;
  // What a TCP router takes by another server name is no request for the host, unless its very Service is meant.
  if (trace.source?.kind === 'IngressRouteTCP' && hasOtherName && !namesServices) return false;
  const isForwarded = outcome === 'forwarded';
  const lacks = (words: readonly string[]): boolean => {
    const passed = new Set(
      trace.middlewares.flatMap(({ name }) => wordsOf(name.replace(/^shop-|@.*$/g, ''))),
    );
    return !words.every((word) => passed.has(word));
  };
  if ('never' in claim) {
    const { reach = [], without } = claim.never;
    const isReached = backends.some(({ service, port }) =>
      reach.some((name) => name === service || name === `${service}:${port}`),
    );
    return isForwarded && isReached && (without === undefined || lacks(without));
  }
  if ('only' in claim) {
    const address = parseAddress(request.clientIp ?? '192.0.2.1')?.address ?? [];
    return isForwarded && !addressSet(claim.only.clientIp)(address);
  }
  const { always } = claim;
  if ('pass' in always) return isForwarded && lacks(always.pass);
  if ('options' in always)
    return isForwarded && (tls?.options.replace(/^shop-|@.*$/g, '') ?? '') !== always.options;
  // What is demanded of each request is not demanded of clients that send another server name than the host.
  if (hasOtherName) return false;
  if (outcome === 'unknown') return false;
  if ('answer' in always) {
    return isForwarded || (outcome === 'answered' && !isOneOf(always.answer, response?.status ?? 0));
  }
  return (
    !isForwarded ||
    !backends.every(({ service, port }) =>
      always.reach.some((name) => name === service || name === `${service}:${port}`),
    )
  );
}

function isMeant(model: TrafficModel, claim: OwnClaim, request: RequestLine, trace: Trace): boolean {
  const scheme = splitUrl(request.url)?.scheme;
  if (claim.scheme !== undefined && claim.scheme !== scheme) return false;
  if (claim.entryPoints && !claim.entryPoints.includes(request.entryPoint ?? '')) return false;
  const entryPoint = builtOf(model).runtime.statics.entryPoints.get(request.entryPoint ?? '');
  if (!entryPoint) return false;
  const arrival = arrive(entryPoint, request, scheme === 'https' ? 'default' : undefined);
  if (!('request' in arrival)) return false;
  if (claim.requests === undefined) return true;
  const rule = parseRule(claim.requests);
  const seen = asRulesSee(arrival.request);
  const reading = readingOf(claim.backend);
  if (!reading) return rule.takes(seen);
  return (
    trace.forwarded !== null && takesRead(rule.tree, reading, seen, readPath(reading, trace.forwarded.url))
  );
}

/** A middleware's name and kind, and those of a chain's items. */
function wordsOf(name: string): readonly string[] {
  const spec: object = new Map<string, object>(Object.entries(middlewares)).get(name) ?? {};
  const [kind = ''] = Object.keys(spec);
  return [name, kind, ...(name === 'both' ? ['office', 'ipAllowList', 'login', 'basicAuth'] : [])];
}

function isOneOf(statuses: readonly (number | string)[], status: number): boolean {
  return statuses.some((each) => {
    const [low = 0, high = low] = String(each).split('-').map(Number);
    return status >= low && status <= high;
  });
}
