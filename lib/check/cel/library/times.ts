import { CelError } from '../fault';
import type { Library } from '../signature';
import type { CelDuration, CelTime } from '../values';
import { partsOf, readDuration, readTime, timeOf } from './time-values';

const day = 86_400_000;

const zones = 'a time in another zone than UTC is not evaluated here';
const parts = 'FullYear Month DayOfYear DayOfMonth Date DayOfWeek Hours Minutes Seconds Milliseconds'.split(
  ' ',
);

/** Times and durations. Source: cel-go, common/types (timestamp.go, duration.go) */
export const times: Library = {
  ...Object.fromEntries(parts.map((part) => [`timestamp .get${part}(string): int`, zones])),
  'timestamp(string): timestamp': (text: string) => {
    const time = readTime(text);
    if (time) return time;
    throw new CelError(`invalid timestamp: ${text}`);
  },
  'timestamp(int): timestamp': (seconds: bigint) => timeOf(seconds * 1_000_000_000n),
  'timestamp(timestamp): timestamp': (time: CelTime) => time,
  'duration(string): duration': (text: string) => {
    const duration = readDuration(text);
    if (duration) return duration;
    throw new CelError(`invalid duration: ${text}`);
  },
  'duration(duration): duration': (duration: CelDuration) => duration,
  'timestamp .getFullYear(): int': (time: CelTime) => BigInt(partsOf(time).date.getUTCFullYear()),
  'timestamp .getMonth(): int': (time: CelTime) => BigInt(partsOf(time).date.getUTCMonth()),
  'timestamp .getDayOfMonth(): int': (time: CelTime) => BigInt(partsOf(time).date.getUTCDate() - 1),
  'timestamp .getDate(): int': (time: CelTime) => BigInt(partsOf(time).date.getUTCDate()),
  'timestamp .getDayOfWeek(): int': (time: CelTime) => BigInt(partsOf(time).date.getUTCDay()),
  'timestamp .getDayOfYear(): int': (time: CelTime) => {
    const { date } = partsOf(time);
    const first = new Date(date);
    first.setUTCMonth(0, 1);
    return BigInt(Math.round((date.getTime() - first.getTime()) / day));
  },
  'timestamp .getHours(): int': (time: CelTime) => BigInt(partsOf(time).date.getUTCHours()),
  'timestamp .getMinutes(): int': (time: CelTime) => BigInt(partsOf(time).date.getUTCMinutes()),
  'timestamp .getSeconds(): int': (time: CelTime) => BigInt(partsOf(time).date.getUTCSeconds()),
  'timestamp .getMilliseconds(): int': (time: CelTime) => BigInt(partsOf(time).milliseconds),
  'duration .getHours(): int': ({ nanoseconds }: CelDuration) => nanoseconds / 3_600_000_000_000n,
  'duration .getMinutes(): int': ({ nanoseconds }: CelDuration) => nanoseconds / 60_000_000_000n,
  'duration .getSeconds(): int': ({ nanoseconds }: CelDuration) => nanoseconds / 1_000_000_000n,
  'duration .getMilliseconds(): int': ({ nanoseconds }: CelDuration) => nanoseconds / 1_000_000n,
};
