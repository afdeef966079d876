import {
  type Outcome,
  type Surroundings,
  type TrafficRequest,
  answer,
  getHeader,
  splitHostPort,
} from '../../request';
import { isKnownStatus } from '../../api';
import type { MiddlewareConfig, MiddlewareSpec } from '../dynamic/middlewares';
import { addressSet, parseAddress } from '../rules';
import { type Effect } from './middleware';

/** How the address of a client is found. */
export type IpStrategy = NonNullable<NonNullable<MiddlewareSpec['ipAllowList']>['ipStrategy']>;

type SourceCriterion = NonNullable<MiddlewareSpec['inFlightReq']>['sourceCriterion'];

/** Why a list of addresses and networks cannot be read. */
export function rangeError(ranges: readonly string[] | undefined): string | undefined {
  if (!ranges || ranges.length === 0) return 'sourceRange is empty';
  try {
    addressSet(ranges);
    return undefined;
  } catch (error) {
    return `cannot parse CIDRs: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Why a strategy cannot be used. */
export function strategyError(strategy: IpStrategy | undefined): string | undefined {
  const { depth = 0, excludedIPs = [], ipv6Subnet } = strategy ?? {};
  if (depth <= 0 && excludedIPs.length > 0) return rangeError(excludedIPs);
  if (ipv6Subnet !== undefined && (ipv6Subnet <= 0 || ipv6Subnet > 128)) {
    return `invalid IPv6 subnet ${ipv6Subnet} value, should be greater to 0 and lower or equal to 128`;
  }
  return undefined;
}

/** Why a source criterion cannot be used: it must name one way, not several. */
export function criterionError(criterion: SourceCriterion): string | undefined {
  const { ipStrategy, requestHeaderName, requestHost = false } = criterion ?? {};
  const ways = [ipStrategy !== undefined, requestHeaderName !== undefined, requestHost];
  if (ways.filter(Boolean).length > 1) return 'source criteria are mutually exclusive';
  return strategyError(ipStrategy);
}

/** The client's address under a strategy; the empty string where it cannot be found. */
export function clientAddress(request: TrafficRequest, strategy: IpStrategy = {}): string {
  const { depth = 0, excludedIPs = [], ipv6Subnet } = strategy;
  const addresses = getHeader(request.headers, 'X-Forwarded-For').split(',');
  if (depth > 0) return inSubnet((addresses[addresses.length - depth] ?? '').trim(), ipv6Subnet);
  if (excludedIPs.length > 0) {
    const isExcluded = addressSet(excludedIPs);
    const kept = addresses
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .findLast((text) => {
        const address = parseAddress(text);
        return !address || !isExcluded(address.address);
      });
    return kept ?? '';
  }
  return inSubnet(request.clientIp, ipv6Subnet);
}

/** The network of an IPv6 address; others stay as they are. */
function inSubnet(text: string, bits: number | undefined): string {
  const parsed = bits === undefined ? undefined : parseAddress(text);
  if (!parsed || parsed.bits !== 128 || bits === undefined) return text;
  const groups = Array.from({ length: 8 }, (_, index) => {
    const pair = ((parsed.address[index * 2] ?? 0) << 8) | (parsed.address[index * 2 + 1] ?? 0);
    const kept = Math.min(Math.max(bits - index * 16, 0), 16);
    return (pair & ((0xffff << (16 - kept)) & 0xffff)).toString(16);
  });
  return groups.join(':');
}

/** Whether an address, with or without a port, is in a list; what is no address is in none. */
export function isAllowed(address: string, ranges: readonly string[]): boolean {
  const parsed = parseAddress(splitHostPort(address)?.host ?? address);
  return parsed !== undefined && addressSet(ranges)(parsed.address);
}

function filter(
  request: TrafficRequest,
  ranges: readonly string[],
  strategy: IpStrategy | undefined,
  status: number,
  next: () => Outcome,
  { change }: Surroundings,
): Outcome {
  const address = clientAddress(request, strategy);
  if (isAllowed(address, ranges)) {
    change(`${address} is in the allowed ranges`);
    return next();
  }
  change(address === '' ? 'no client address was found' : `${address} is in none of the allowed ranges`);
  return answer(status);
}

/** Lets only addresses of its ranges pass. */
export const ipAllowList: Effect<NonNullable<MiddlewareConfig['ipAllowList']>> = {
  check: ({ sourceRange, ipStrategy, rejectStatusCode = 403 }) => {
    if (!sourceRange) return 'sourceRange is empty, IPAllowLister not created';
    if (!isKnownStatus(rejectStatusCode)) return `invalid HTTP status code ${rejectStatusCode}`;
    return rangeError(sourceRange) ?? strategyError(ipStrategy);
  },
  handle: (request, { sourceRange = [], ipStrategy, rejectStatusCode = 403 }, next, surroundings) =>
    filter(request, sourceRange, ipStrategy, rejectStatusCode, next, surroundings),
};

/** The former name of the allow list. */
export const ipWhiteList: Effect<NonNullable<MiddlewareConfig['ipWhiteList']>> = {
  check: ({ sourceRange, ipStrategy }) => rangeError(sourceRange) ?? strategyError(ipStrategy),
  handle: (request, { sourceRange = [], ipStrategy }, next, surroundings) =>
    filter(request, sourceRange, ipStrategy, 403, next, surroundings),
};
