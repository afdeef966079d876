import { own } from '../../../core/base';

const units: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Bytes of a size as nginx writes it; 1 MiB of what is none. */
export function bytesOf(written: string): number {
  const [, digits, unit = ''] = /^\s*([0-9]+)\s*([bkmg]?)\s*$/i.exec(written) ?? [];
  return digits === undefined ? 1024 ** 2 : Number(digits) * (units[unit.toLowerCase()] ?? 1);
}

/** A field that is a text; what is none counts as left out. */
export function textAt(value: unknown, field: string, usual: string): string {
  const written = own(value, field);
  return typeof written === 'string' ? written : usual;
}
