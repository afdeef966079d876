import { CelError } from '../fault';
import type { CelDuration, CelTime } from '../values';

const second = 1_000_000_000n;

/** From the year 1 to 9999. */
const times = { least: -62_135_596_800n * second, most: 253_402_300_800n * second - 1n };

export function timeOf(nanoseconds: bigint): CelTime {
  if (nanoseconds < times.least || nanoseconds > times.most) throw new CelError('timestamp overflow');
  return { kind: 'timestamp', nanoseconds };
}

export function durationOf(nanoseconds: bigint): CelDuration {
  if (nanoseconds < -(2n ** 63n) || nanoseconds >= 2n ** 63n) throw new CelError('duration overflow');
  return { kind: 'duration', nanoseconds };
}

const stamp = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** A time as RFC 3339 writes it, undefined where it is none. */
export function readTime(text: string): CelTime | undefined {
  const found = stamp.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, seconds = 0] = found.slice(1, 7).map(Number);
  const [fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = found.slice(7);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, seconds);
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isReal || hour > 23 || minute > 59 || seconds > 59) return undefined;
  if (Number(offsetHours) > 24 || Number(offsetMinutes) > 60) return undefined;
  const offset = BigInt(Number(offsetHours) * 3600 + Number(offsetMinutes) * 60) * (sign === '-' ? -1n : 1n);
  const whole = BigInt(date.getTime() / 1000) - offset;
  return timeOf(whole * second + BigInt(fraction.slice(0, 9).padEnd(9, '0')));
}

/** A time in UTC as Go's RFC3339Nano writes it. */
export function timeText({ nanoseconds }: CelTime): string {
  const whole = nanoseconds - mod(nanoseconds, second);
  const text = new Date(Number(whole / 1_000_000n)).toISOString().slice(0, 19);
  return `${text}${fractionText(mod(nanoseconds, second))}Z`;
}

function mod(value: bigint, by: bigint): bigint {
  return ((value % by) + by) % by;
}

function fractionText(nanoseconds: bigint): string {
  const digits = String(nanoseconds).padStart(9, '0').replace(/0+$/, '');
  return digits === '' ? '' : `.${digits}`;
}

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: second,
  m: 60n * second,
  h: 3600n * second,
};

/** A duration as Go writes it, undefined where it is none. */
export function readDuration(text: string): CelDuration | undefined {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return durationOf(0n);
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest)) return undefined;
  let all = 0n;
  for (const [, number = '', unit = ''] of rest.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    const [whole = '', fraction = ''] = number.split('.');
    const each = units[unit] ?? 0n;
    all += BigInt(whole === '' ? 0 : whole) * each;
    if (fraction !== '') all += (BigInt(fraction) * each) / 10n ** BigInt(fraction.length);
  }
  return all > 2n ** 63n ? undefined : durationOf(sign === '-' ? -all : all);
}

/** The parts of a time in UTC. */
export function partsOf({ nanoseconds }: CelTime): { readonly date: Date; readonly milliseconds: number } {
  const within = mod(nanoseconds, second);
  return {
    date: new Date(Number((nanoseconds - within) / 1_000_000n)),
    milliseconds: Number(within / 1_000_000n),
  };
}
