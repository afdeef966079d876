const units: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Bytes of a size as nginx writes it; 1 MiB of what is none. */
export function bytesOf(written: string): number {
  const [, digits, unit = ''] = /^\s*([0-9]+)\s*([bkmg]?)\s*$/i.exec(written) ?? [];
  return digits === undefined ? 1024 ** 2 : Number(digits) * (units[unit.toLowerCase()] ?? 1);
}
