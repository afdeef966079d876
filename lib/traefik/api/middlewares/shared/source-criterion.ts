import type { FieldPath } from '../../../../core/finding';
import { type SpecFault, refused } from '../../check/fault';
import { type Decoded, bool, string, struct } from '../../read';
import { ipStrategy, strategyFaults } from './client-address';

const fields = { ipStrategy, requestHeaderName: string, requestHost: bool };

/** Reads what makes requests count as from one source. */
export const sourceCriterion = struct(fields);

/** The faults of a source criterion: it must name one way, not several. */
export function criterionFaults(
  criterion: Decoded<typeof fields> | undefined,
  field: FieldPath,
): readonly SpecFault[] {
  if (!criterion) return [];
  const { ipStrategy: strategy, requestHeaderName, requestHost } = criterion;
  const chosen = [
    ...(strategy ? ['ipStrategy'] : []),
    ...(requestHeaderName ? ['requestHeaderName'] : []),
    ...(requestHost === true ? ['requestHost'] : []),
  ];
  const several =
    chosen.length > 1
      ? [
          refused('several-source-criteria', field, {
            message: `${chosen.join(' and ')} stand together.`,
            fix: 'Keep one of them.',
            reason: 'source criteria are mutually exclusive',
          }),
        ]
      : [];
  return [...several, ...strategyFaults(strategy, [...field, 'ipStrategy'])];
}
