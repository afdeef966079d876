import type { FieldPath } from '../../../core/finding';
import { readStatusRanges } from '../read';
import { type Consequence, type SpecFault, refused } from './fault';

/** The faults of a list of status codes and ranges, of which each item is one code or one range. */
export function statusCodeFaults(
  items: readonly string[] | undefined,
  field: FieldPath,
  consequence: Consequence = {},
): readonly SpecFault[] {
  return (items ?? []).flatMap((item, index) => statusCodeFault(item, [...field, index], consequence));
}

/** The faults of one text that should be a status code or a range. */
export function statusCodeFault(
  item: string,
  field: FieldPath,
  consequence: Consequence = {},
): readonly SpecFault[] {
  const ranges = readStatusRanges([item]);
  if (typeof ranges === 'string') {
    const message = `${JSON.stringify(item)} is neither one status code nor one range.`;
    const fix = item.includes(',')
      ? 'Write each code or range as an item of its own.'
      : "Write '404', or '500-599'.";
    return [refused('invalid-status-codes', field, { message, fix, reason: ranges, ...consequence })];
  }
  const [low = 0, high = 0] = ranges[0] ?? [];
  if (low > high) {
    return [
      refused('invalid-status-codes', field, {
        message: `The range ${item} begins above its end.`,
        consequence: 'Traefik takes it, and no status code is in it.',
        fix: `Write '${high}-${low}'.`,
      }),
    ];
  }
  if (/^[1-5][0-9]{2}(?:-[1-5][0-9]{2})?$/.test(item)) return [];
  return [
    refused('invalid-status-codes', field, {
      message: `${JSON.stringify(item)} is neither one status code nor one range.`,
      consequence: `Traefik takes it for ${low} to ${high}.`,
      fix: "Write '404', or '500-599'.",
    }),
  ];
}

/** Whether a number can be sent as the status of a response that ends a request. */
export function isFinalStatus(code: number): boolean {
  return Number.isInteger(code) && code >= 200 && code <= 599;
}
