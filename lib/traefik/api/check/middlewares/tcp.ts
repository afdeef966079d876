import type { Finding } from '../../../../core/finding';
import type { MiddlewareTCPKinds } from '../../spec';
import { sourceRangeFindings } from '../ip-range';
import { kindFindings } from '../kinds';
import type { PartialSpec } from '../partial-spec';
import { amountFindings } from './limits';

/** What is wrong with the spec of a MiddlewareTCP. */
export function middlewareTCPFindings(spec: PartialSpec<MiddlewareTCPKinds>): readonly Finding[] {
  const { inFlightConn, ipAllowList, ipWhiteList } = spec;
  return [
    ...kindFindings(
      'MiddlewareTCP',
      spec,
      'Of several Traefik takes one without a word: ipAllowList before ipWhiteList before inFlightConn.',
    ),
    ...(inFlightConn
      ? amountFindings(inFlightConn.amount, 'inFlightConn', 'Traefik closes every connection.')
      : []),
    ...(ipAllowList ? sourceRangeFindings(ipAllowList.sourceRange, ['ipAllowList', 'sourceRange']) : []),
    ...(ipWhiteList ? sourceRangeFindings(ipWhiteList.sourceRange, ['ipWhiteList', 'sourceRange']) : []),
  ];
}
