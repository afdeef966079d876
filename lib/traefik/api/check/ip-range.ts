import type { FieldPath } from '../../../core/finding';
import { rangeError } from '../read';
import { type Consequence, type SpecFault, refused, required } from './fault';

/** The faults of a list of addresses and CIDR ranges. */
export function ipRangeFaults(ranges: readonly string[] | undefined, field: FieldPath): readonly SpecFault[] {
  return (ranges ?? []).flatMap((range, index): readonly SpecFault[] => {
    const reason = rangeError(range);
    if (reason === undefined) return [];
    const message = `${JSON.stringify(range)} is no IP address and no CIDR range.`;
    const fix = range.includes(',')
      ? 'Write each address as an item of its own.'
      : 'Write an address such as 192.0.2.1, or a range such as 10.0.0.0/8.';
    return [
      refused('invalid-ip-range', [...field, index], {
        message,
        fix,
        reason: `cannot parse CIDRs: ${reason}`,
      }),
    ];
  });
}

/** The faults of a list that names who may pass: it must not be empty. */
export function sourceRangeFaults(
  ranges: readonly string[] | undefined,
  field: FieldPath,
  empty: Consequence,
): readonly SpecFault[] {
  return [
    ...required(ranges, field, { rule: 'invalid-ip-range', ...empty }),
    ...ipRangeFaults(ranges, field),
  ];
}
