import type { FieldPath } from '../../../../core/finding';
import {
  type Outcome,
  type MiddlewareSurroundings,
  type TrafficRequest,
  answer,
  getHeader,
  splitHostPort,
} from '../../../request';
import { addressSet, clientIP, parseAddress } from '../../../rule';
import { type SpecFault, refused } from '../../check/fault';
import { ipRangeFaults } from '../../check/ip-range';
import { type Decoded, int, pointerInt, strings, struct } from '../../read';
import type { Treatment } from '../kind';

const strategyFields = { depth: int, excludedIPs: strings, ipv6Subnet: pointerInt };

/** Reads how the address of a client is found. */
export const ipStrategy = struct(strategyFields);

type IPStrategySpec = Decoded<typeof strategyFields>;

/** The faults of a strategy. */
export function strategyFaults(strategy: IPStrategySpec | undefined, field: FieldPath): readonly SpecFault[] {
  const { depth = 0, excludedIPs = [], ipv6Subnet } = strategy ?? {};
  if (depth <= 0 && excludedIPs.length > 0) return ipRangeFaults(excludedIPs, [...field, 'excludedIPs']);
  if (ipv6Subnet === undefined || (ipv6Subnet >= 1 && ipv6Subnet <= 128)) return [];
  return [
    refused('out-of-range', [...field, 'ipv6Subnet'], {
      message: `${ipv6Subnet} is no length of an IPv6 prefix.`,
      fix: 'Write 1 to 128, usually 64.',
      reason: `invalid IPv6 subnet ${ipv6Subnet} value, should be greater to 0 and lower or equal to 128`,
    }),
  ];
}

/** The client's address under a strategy; the empty string where it cannot be found. */
function clientAddress(request: TrafficRequest, strategy: IPStrategySpec = {}): string {
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

/** What an allow list lets pass, and what it answers the others. */
export interface AllowList {
  readonly sourceRange?: readonly string[];
  readonly ipStrategy?: IPStrategySpec;
  readonly rejectStatusCode?: number;
}

/** Lets only the addresses of an allow list pass. */
export function filterByAddress(
  request: TrafficRequest,
  { sourceRange = [], ipStrategy: strategy, rejectStatusCode = 403 }: AllowList,
  next: () => Outcome,
  { change }: MiddlewareSurroundings,
): Outcome {
  const address = clientAddress(request, strategy);
  if (isAllowed(address, sourceRange)) {
    change(`${address} is in the allowed ranges`);
    return next();
  }
  change(address === '' ? 'no client address was found' : `${address} is in none of the allowed ranges`);
  return answer(rejectStatusCode);
}

/** The same told of all requests; where the address is found in a header, it is told by the list alone. */
export function treatmentsByAddress(list: AllowList): readonly Treatment[] {
  const { sourceRange = [], ipStrategy: strategy = {}, rejectStatusCode = 403 } = list;
  const isRemote = (strategy.depth ?? 0) <= 0 && (strategy.excludedIPs ?? []).length === 0;
  if (!isRemote || strategy.ipv6Subnet !== undefined) {
    const shows = sourceRange.map((range) => ({
      headers: { 'X-Forwarded-For': forwardedFor(range.split('/', 1)[0] ?? '', strategy) },
    }));
    return [
      { effect: { kind: 'acts', as: JSON.stringify({ sourceRange, strategy, rejectStatusCode }) }, shows },
    ];
  }
  const [first, ...others] = sourceRange.map(clientIP);
  return [
    ...(first ? [{ when: first.or(...others).tree, effect: { kind: 'passes' } } as const] : []),
    { effect: { kind: 'answers', status: rejectStatusCode } },
  ];
}

/** A header in which a strategy finds an address. */
function forwardedFor(address: string, { depth = 0, excludedIPs = [] }: IPStrategySpec): string {
  const behind = depth > 0 ? depth - 1 : excludedIPs.length;
  const proxies = Array.from(
    { length: behind },
    (_, index) => excludedIPs[index]?.split('/', 1)[0] ?? address,
  );
  return [address, ...proxies].join(', ');
}
