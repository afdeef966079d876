import { type SpecFault, refused, required } from '../../check/fault';
import { ipRangeFaults } from '../../check/ip-range';
import { int, isKnownStatus, strings, struct } from '../../read';
import { middlewareKind } from '../kind';
import { filterByAddress, ipStrategy, strategyFaults, treatmentsByAddress } from '../shared/client-address';

/** Lets only addresses of its ranges pass. */
export const ipAllowList = middlewareKind(
  struct({ sourceRange: strings, ipStrategy, rejectStatusCode: int }),
  {
    check: ({ sourceRange, ipStrategy: strategy, rejectStatusCode }) => [
      ...required(sourceRange, ['sourceRange'], {
        rule: 'invalid-ip-range',
        reason: 'sourceRange is empty, IPAllowLister not created',
      }),
      ...statusFaults(rejectStatusCode),
      ...ipRangeFaults(sourceRange, ['sourceRange']),
      ...strategyFaults(strategy, ['ipStrategy']),
    ],
    guards: true,
    handle: filterByAddress,
    treat: treatmentsByAddress,
  },
);

/** Status codes for which Go has a text; Traefik refuses others. */
function statusFaults(code: number | undefined): readonly SpecFault[] {
  if (!code || isKnownStatus(code)) return [];
  return [
    refused('unknown-status-code', ['rejectStatusCode'], {
      message: `HTTP knows no status code ${code}.`,
      fix: 'Write 403, or 404.',
      reason: `invalid HTTP status code ${code}`,
    }),
  ];
}
