import { addressSet, parseAddress } from '../../../traefik/rule';

const units: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Bytes of a size as nginx writes it; 1 MiB of what is none. */
export function bytesOf(written: string): number {
  const [, digits, unit = ''] = /^\s*([0-9]+)\s*([bkmg]?)\s*$/i.exec(written) ?? [];
  return digits === undefined ? 1024 ** 2 : Number(digits) * (units[unit.toLowerCase()] ?? 1);
}

/** Ranges of addresses between commas. */
export function rangesOf(written = ''): readonly string[] {
  return written
    .split(',')
    .map((range) => range.trim())
    .filter((range) => range !== '');
}

/** Whether an address is in one of several ranges; never in what are none. */
export function isIn(ranges: readonly string[], address: string): boolean {
  const parsed = parseAddress(address);
  try {
    return parsed !== undefined && addressSet(ranges)(parsed.address);
  } catch {
    return false;
  }
}
