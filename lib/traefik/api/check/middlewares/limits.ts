import { isKnownStatus } from '../../read';
import { type FieldPath, type Finding } from '../../../../core/finding';
import type { IPStrategy, SourceCriterion } from '../../spec';
import { refused, required } from '../finding';
import { ipRangeFindings, sourceRangeFindings } from '../ip-range';
import type { PartialSpec } from '../partial-spec';
import type { PartialMiddleware } from './middleware';

/** What is wrong with limits: by address, by rate, by number. */
export function limitFindings(spec: PartialMiddleware): readonly Finding[] {
  const { ipAllowList, ipWhiteList, rateLimit, inFlightReq } = spec;
  return [
    ...(ipAllowList ? allowListFindings(ipAllowList, 'ipAllowList') : []),
    ...(ipAllowList?.rejectStatusCode ? rejectStatusFindings(ipAllowList.rejectStatusCode) : []),
    ...(ipWhiteList ? allowListFindings(ipWhiteList, 'ipWhiteList') : []),
    ...(rateLimit ? required(rateLimit.average, ['rateLimit', 'average'], 'Traefik sets no limit.') : []),
    ...sourceFindings(rateLimit?.sourceCriterion, ['rateLimit', 'sourceCriterion']),
    ...(inFlightReq
      ? amountFindings(inFlightReq.amount, 'inFlightReq', 'Traefik answers every request with 429.')
      : []),
    ...sourceFindings(inFlightReq?.sourceCriterion, ['inFlightReq', 'sourceCriterion']),
  ];
}

function allowListFindings(
  { sourceRange, ipStrategy }: NonNullable<PartialMiddleware['ipAllowList']>,
  kind: string,
): readonly Finding[] {
  return [
    ...sourceRangeFindings(sourceRange, [kind, 'sourceRange']),
    ...strategyFindings(ipStrategy, [kind, 'ipStrategy']),
  ];
}

/** Status codes for which Go has a text; Traefik refuses others. */
function rejectStatusFindings(code: number): readonly Finding[] {
  if (isKnownStatus(code)) return [];
  const message = `HTTP knows no status code ${code}.`;
  return [
    refused('unknown-status-code', ['ipAllowList', 'rejectStatusCode'], {
      message,
      fix: 'Write 403, or 404.',
    }),
  ];
}

/** A number of requests or connections: none is no limit but a wall. */
export function amountFindings(
  amount: number | undefined,
  kind: string,
  consequence: string,
): readonly Finding[] {
  if (amount === undefined) return required(amount, [kind, 'amount'], consequence);
  if (amount > 0) return [];
  const fix = 'Write how many may be open at the same time.';
  return [refused('amount-zero', [kind, 'amount'], { message: 'The amount is 0.', consequence, fix })];
}

function sourceFindings(
  criterion: PartialSpec<SourceCriterion> | undefined,
  field: FieldPath,
): readonly Finding[] {
  if (!criterion) return [];
  const { ipStrategy, requestHeaderName, requestHost } = criterion;
  const chosen = [
    ...(ipStrategy ? ['ipStrategy'] : []),
    ...(requestHeaderName ? ['requestHeaderName'] : []),
    ...(requestHost === true ? ['requestHost'] : []),
  ];
  const findings = [...strategyFindings(ipStrategy, [...field, 'ipStrategy'])];
  if (chosen.length > 1) {
    const message = `${chosen.join(' and ')} stand together.`;
    findings.push(refused('several-source-criteria', field, { message, fix: 'Keep one of them.' }));
  }
  return findings;
}

function strategyFindings(
  strategy: PartialSpec<IPStrategy> | undefined,
  field: FieldPath,
): readonly Finding[] {
  if (!strategy) return [];
  const { depth = 0, excludedIPs = [], ipv6Subnet } = strategy;
  const findings = depth > 0 ? [] : [...ipRangeFindings(excludedIPs, [...field, 'excludedIPs'])];
  const usesSubnet = depth > 0 || excludedIPs.length === 0;
  if (ipv6Subnet !== undefined && usesSubnet && (ipv6Subnet < 1 || ipv6Subnet > 128)) {
    const message = `${ipv6Subnet} is no length of an IPv6 prefix.`;
    findings.push(
      refused('out-of-range', [...field, 'ipv6Subnet'], { message, fix: 'Write 1 to 128, usually 64.' }),
    );
  }
  return findings;
}
