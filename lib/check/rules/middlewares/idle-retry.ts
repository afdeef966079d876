import { inRanges, readStatusRanges } from '../../../traefik/api/read';
import { type TrafficModel, builtOf, regions } from '../../../traefik/model';
import { type RuleNode, matchersOf, method } from '../../../traefik/rule';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, routerSources, sourceOf } from '../routers';
import { type Passed, passedByRouters } from './passed';
import { ruleTree } from './rule-tree';

/** A retry that never sends a request again, or not for what it was written for. */
export const idleRetry: TrafficCheck = (inventory, model) => {
  const sourceOfRouter = routerSources(model);
  return passedByRouters(model).flatMap(({ router, passed }): ObjectFinding[] => {
    const source = sourceOfRouter(router);
    const placed = sourceOf(inventory, source);
    if (!placed) return [];
    return passed.flatMap((retry, place) => {
      const idle = idleness(retry, passed.slice(place + 1), router, model);
      return idle ? [{ placed, rule: 'idle-retry', field: routeField(placed, source), ...idle }] : [];
    });
  });
};

type Idleness = Pick<ObjectFinding, 'message' | 'consequence' | 'fix' | 'severity'>;

/** Why a retry does nothing, by Traefik's pkg/middlewares/retry. */
function idleness(
  { name, config: { retry } }: Passed,
  behind: readonly Passed[],
  router: string,
  model: TrafficModel,
): Idleness | undefined {
  // That one attempt is none too many is told of the middleware itself.
  if (!retry || (retry.attempts ?? 0) < 2) return undefined;
  const config = builtOf(model).runtime.routers.get(router)?.config;
  const { tls, service } = config ?? {};
  const onStatus = readStatusRanges(retry.status ?? []);
  const isOnStatus = typeof onStatus !== 'string' && onStatus.length > 0;
  const redirect = behind.find(({ config }) => sendsAway(config.redirectScheme?.scheme, tls !== undefined));
  if (redirect || service?.endsWith('@internal') === true) {
    const who = redirect ? `the redirectScheme ${redirect.name}` : service;
    return {
      severity: 'info',
      message: `Behind the retry ${name} stands ${who}, which answers by itself.`,
      consequence: 'No server is asked, so that nothing is ever sent again.',
      fix: `Leave ${name} out of this route.`,
    };
  }
  if (isOnStatus && !retry.retryNonIdempotentMethod && isForOnly(ruleTree(config ?? {}), neverAgain)) {
    const network = retry.disableRetryOnNetworkError === true ? '' : ', but after network errors';
    return {
      message: `The route takes only requests that the retry ${name} does not send again by their status${network}.`,
      consequence: 'Traefik sends POST, LOCK and PATCH once, whatever the server answers.',
      fix: 'Set retryNonIdempotentMethod where a second time does no harm, or leave status out.',
    };
  }
  const page = behind.find(({ config }) => isCaught(config.errors?.status, unreachable));
  const isSeen = isOnStatus && typeof onStatus !== 'string' && inRanges(onStatus, unreachable);
  if (!page || isSeen || retry.disableRetryOnNetworkError === true) return undefined;
  return {
    message: `The errors middleware ${page.name} answers for a server that cannot be reached (502) before the retry ${name} sees it.`,
    consequence: 'The question for the page counts as sent: such requests are not sent again.',
    fix: `Put ${page.name} before ${name}.`,
  };
}

/** Methods that are sent again only where it is said so. */
const neverAgain = ['POST', 'LOCK', 'PATCH'] as const;

/** What Traefik answers where it cannot connect to a server. */
const unreachable = 502;

/** Whether all requests of a router, with TLS or without, are sent to another scheme. */
function sendsAway(scheme: string | undefined, isTls: boolean): boolean {
  return scheme !== undefined && scheme !== (isTls ? 'https' : 'http');
}

function isCaught(status: readonly string[] | undefined, code: number): boolean {
  const ranges = readStatusRanges(status ?? []);
  return typeof ranges !== 'string' && inRanges(ranges, code);
}

/** Whether a rule takes requests of some methods alone. */
function isForOnly(tree: RuleNode | undefined, [first, ...others]: typeof neverAgain): boolean {
  if (!tree || !matchersOf(tree).some(({ matcher }) => matcher.name === 'Method')) return false;
  const meant = method(first).or(...others.map((name) => method(name))).tree;
  return regions().hasRequest({ kind: 'all', of: [tree, { kind: 'none', of: meant }] }) === 'none';
}
