import { isIP } from 'node:net';
import type { FieldPath, Finding } from '../../../core/finding';
import { refused, required } from './finding';

/** The findings of a list of addresses and CIDR ranges. */
export function ipRangeFindings(ranges: readonly string[] | undefined, field: FieldPath): readonly Finding[] {
  return (ranges ?? []).flatMap((range, index): readonly Finding[] => {
    if (isIPRange(range)) return [];
    const message = `${JSON.stringify(range)} is no IP address and no CIDR range.`;
    const fix = range.includes(',')
      ? 'Write each address as an item of its own.'
      : 'Write an address such as 192.0.2.1, or a range such as 10.0.0.0/8.';
    return [refused('invalid-ip-range', [...field, index], { message, fix })];
  });
}

/** The findings of a list that names who may pass: it must not be empty. */
export function sourceRangeFindings(
  ranges: readonly string[] | undefined,
  field: FieldPath,
): readonly Finding[] {
  return [...required(ranges, field), ...ipRangeFindings(ranges, field)];
}

/** Whether Go reads a text as an address or a CIDR range. It takes no zones (`fe80::1%eth0`). */
function isIPRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = address.includes('%') ? 0 : isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
