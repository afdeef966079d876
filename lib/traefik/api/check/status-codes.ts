import type { FieldPath, Finding } from '../../../core/finding';
import { disabledRouters, refused } from './finding';

/** The findings of a list of status codes and ranges, of which each item is one code or one range. */
export function statusCodeFindings(
  items: readonly string[] | undefined,
  field: FieldPath,
  consequence = disabledRouters,
): readonly Finding[] {
  return (items ?? []).flatMap((item, index) => statusCodeFinding(item, [...field, index], consequence));
}

/** The findings of one text that should be a status code or a range. */
export function statusCodeFinding(
  item: string,
  field: FieldPath,
  consequence = disabledRouters,
): readonly Finding[] {
  const [, low, high = low] = /^([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?$/.exec(item) ?? [];
  if (low === undefined || high === undefined) {
    const message = `${JSON.stringify(item)} is neither one status code nor one range.`;
    const fix = item.includes(',')
      ? 'Write each code or range as an item of its own.'
      : "Write '404', or '500-599'.";
    return [refused('invalid-status-codes', field, { message, consequence, fix })];
  }
  if (low <= high) return [];
  return [
    refused('invalid-status-codes', field, {
      message: `The range ${item} begins above its end.`,
      consequence: 'Traefik takes it, and no status code is in it.',
      fix: `Write '${high}-${low}'.`,
    }),
  ];
}

/** Whether a number can be sent as the status of a response that ends a request. */
export function isFinalStatus(code: number): boolean {
  return Number.isInteger(code) && code >= 200 && code <= 599;
}
