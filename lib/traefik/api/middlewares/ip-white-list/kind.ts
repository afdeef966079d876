import { sourceRangeFaults } from '../../check/ip-range';
import { strings, struct } from '../../read';
import { middlewareKind } from '../kind';
import { filterByAddress, ipStrategy, strategyFaults, treatmentsByAddress } from '../shared/client-address';

/** The former name of the allow list. */
export const ipWhiteList = middlewareKind(struct({ sourceRange: strings, ipStrategy }), {
  check: ({ sourceRange, ipStrategy: strategy }) => [
    ...sourceRangeFaults(sourceRange, ['sourceRange'], { reason: 'sourceRange is empty' }),
    ...strategyFaults(strategy, ['ipStrategy']),
  ],
  guards: true,
  handle: filterByAddress,
  treat: treatmentsByAddress,
});
