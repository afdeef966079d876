import { type Answer, answerOf, fateOf } from '../../traefik/difference';
import type { RequestLine, TrafficModel } from '../../traefik/model';
import type { RecordedRequest } from './read';

/** A recorded request that fares otherwise on the other side. */
export interface RecordedDifference {
  readonly request: RequestLine;
  /** The first line that has it. */
  readonly line: number;
  /** How many lines have it. */
  readonly count: number;
  /** What differs: `outcome`, `status`, `location`, `backends`, `guards`, `forwarded`. */
  readonly differs: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** What recorded requests say of a move from one side to another. */
export interface Verification {
  readonly requests: number;
  /** How many of them are different requests. */
  readonly distinct: number;
  /** The backend of the other side that stands for each: names may be others there. */
  readonly backends: Readonly<Record<string, string>>;
  readonly differences: readonly RecordedDifference[];
}

/**
 * Asks both sides what becomes of recorded requests. A backend of one side stands for one of the other, whatever they are
 * called: the first request that reaches both says which.
 */
export function verify(
  recorded: readonly RecordedRequest[],
  from: TrafficModel,
  to: TrafficModel,
): Verification {
  const counted = new Map<string, RecordedRequest & { count: number }>();
  for (const one of recorded) {
    const key = JSON.stringify(one.request);
    const known = counted.get(key);
    if (known) known.count++;
    else counted.set(key, { ...one, count: 1 });
  }
  const pairs = new Pairs();
  const differences = [...counted.values()].flatMap(
    ({ request, line, count }): readonly RecordedDifference[] => {
      const [before, after] = [from.trace(request), to.trace(request)];
      const differs = whatDiffers(answerOf(from, before), answerOf(to, after), pairs);
      if (differs.length === 0) return [];
      return [{ request, line, count, differs, before: fateOf(before), after: fateOf(after) }];
    },
  );
  return {
    requests: recorded.length,
    distinct: counted.size,
    backends: pairs.found(),
    differences: differences.toSorted((one, other) => other.count - one.count),
  };
}

function whatDiffers(before: Answer, after: Answer, pairs: Pairs): readonly string[] {
  const fields = (['outcome', 'status', 'location', 'guards', 'forwarded'] as const).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return [...fields, ...(pairs.hold(before.backends, after.backends) ? [] : ['backends'])];
}

/** Which backend stands for which. */
class Pairs {
  private readonly there = new Map<string, string>();
  private readonly back = new Map<string, string>();

  /** Whether backends stand for one another, each for one; those that are met for the first time do from now on. */
  hold(before: readonly string[], after: readonly string[]): boolean {
    if (before.length !== after.length) return false;
    return byShare(before).every(([name, share], index) => {
      const [other = '', otherShare] = byShare(after)[index] ?? [];
      if (share !== otherShare) return false;
      if (!this.there.has(name) && !this.back.has(other)) {
        this.there.set(name, other);
        this.back.set(other, name);
      }
      return this.there.get(name) === other;
    });
  }

  found(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.there);
  }
}

/** Backends as `http://shop/web:80 0.5` taken apart, the greatest share first; ports may be others elsewhere. */
function byShare(backends: readonly string[]): readonly (readonly [name: string, share: string])[] {
  return backends
    .map((backend): readonly [string, string] => {
      const [address = '', share = ''] = backend.split(' ');
      return [address.replace(/^[a-z0-9]+:\/\//, '').replace(/:\d+$/, ''), share];
    })
    .toSorted(
      ([one, share], [other, otherShare]) => Number(otherShare) - Number(share) || (one < other ? -1 : 1),
    );
}
