/** Nanoseconds of each unit that Go's duration syntax knows, longest name first where one starts another. */
const units: readonly (readonly [unit: string, nanoseconds: bigint])[] = [
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
];

const maxNanoseconds = 2n ** 63n - 1n;

/**
 * Reads a duration as Traefik does: a whole number is seconds, else Go's syntax (`1m30s`, `1.5h`, `-5s`, `.5s`).
 * Gives nanoseconds, or undefined where Go reports an error.
 */
export function parseDuration(value: number | string): bigint | undefined {
  const text = String(value);
  if (/^[+-]?\d+$/.test(text)) {
    const seconds = BigInt(text.replace(/^\+/, ''));
    if (seconds > maxNanoseconds || seconds < -maxNanoseconds - 1n) return undefined;
    // Go multiplies without looking whether it fits.
    return BigInt.asIntN(64, seconds * 1_000_000_000n);
  }
  const [, sign = '', rest = ''] = /^([+-]?)(.+)$/s.exec(text) ?? [];
  if (rest === '') return undefined;
  const pattern = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;
  let total = 0n;
  while (pattern.lastIndex < rest.length) {
    const match = pattern.exec(rest);
    const [, whole = '', fraction = '', name] = match ?? [];
    if (!match || (whole === '' && fraction === '')) return undefined;
    const unit = units.find(([candidate]) => candidate === name)?.[1] ?? 0n;
    total += BigInt(whole || '0') * unit + fractionOf(fraction, unit);
    if (total > maxNanoseconds + 1n) return undefined;
  }
  if (sign === '-') return -total;
  return total > maxNanoseconds ? undefined : total;
}

/** Go counts fractions as floating-point numbers, of as many digits as fit into an integer of 64 bits. */
function fractionOf(digits: string, unit: bigint): bigint {
  const isTooLong = digits.length > 18 && BigInt(digits.slice(0, 19)) > maxNanoseconds;
  const kept = digits.slice(0, isTooLong ? 18 : 19);
  return kept === '' ? 0n : BigInt(Math.trunc(Number(kept) * (Number(unit) / 10 ** kept.length)));
}

/** Prints nanoseconds as Go prints a duration: `1m30s`, `100ms`, `1.5µs`, `0s`. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s';
  if (nanoseconds < 0n) return `-${formatDuration(-nanoseconds)}`;
  if (nanoseconds < 1_000n) return `${nanoseconds}ns`;
  if (nanoseconds < 1_000_000n) return `${decimal(nanoseconds, 1_000n)}µs`;
  if (nanoseconds < 1_000_000_000n) return `${decimal(nanoseconds, 1_000_000n)}ms`;
  const minutes = nanoseconds / 60_000_000_000n;
  const seconds = `${decimal(nanoseconds % 60_000_000_000n, 1_000_000_000n)}s`;
  if (minutes === 0n) return seconds;
  const hours = minutes / 60n;
  return hours === 0n ? `${minutes}m${seconds}` : `${hours}h${minutes % 60n}m${seconds}`;
}

function decimal(value: bigint, unit: bigint): string {
  const rest = value % unit;
  if (rest === 0n) return `${value / unit}`;
  const digits = rest.toString().padStart(unit.toString().length - 1, '0');
  return `${value / unit}.${digits.replace(/0+$/, '')}`;
}
