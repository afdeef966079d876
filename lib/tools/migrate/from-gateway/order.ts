import { isFailed } from '../../../core/base';
import { parseRule } from '../../../traefik/rule';
import { type HostMatches, matchesOf, mayMeet } from '../matches';

/** A router whose place among others has to stay. */
export interface Placed {
  readonly entryPoints: readonly string[];
  readonly isTls: boolean;
  /** The number by which Traefik orders it now: the larger one comes first. */
  readonly number: number;
  /** The number that it has where no priority is written. */
  readonly usual: number;
  /** What it asks for; undefined where that cannot be told, and then it may meet every other one. */
  readonly matches: readonly HostMatches[] | undefined;
}

/** What a rule asks for, as hosts and matches. */
export function matchesOfRule(rule: string, syntax: string): readonly HostMatches[] | undefined {
  if (syntax === 'v2') return undefined;
  const found = matchesOf(parseRule(rule).tree);
  return isFailed(found) ? undefined : found.value;
}

/**
 * The routers that need a written priority, so that each comes before the same ones as now: the fewest that are found by
 * writing one for both of two that would change places, until no two do.
 */
export function inNeedOfPriority(routers: readonly Placed[], others: readonly Placed[]): ReadonlySet<Placed> {
  const own = new Set(routers);
  const needy = new Set<Placed>();
  const numberOf = (one: Placed): number => (needy.has(one) ? one.number : one.usual);
  const meeting = routers.map((one, index) => ({
    one,
    rivals: [...routers.slice(index + 1), ...others].filter((other) => one !== other && canMeet(one, other)),
  }));
  for (let before = -1; before !== needy.size;) {
    before = needy.size;
    for (const { one, rivals } of meeting) {
      for (const other of rivals) {
        if (Math.sign(one.number - other.number) === Math.sign(numberOf(one) - numberOf(other))) continue;
        needy.add(one);
        if (own.has(other)) needy.add(other);
      }
    }
  }
  return needy;
}

function canMeet(one: Placed, other: Placed): boolean {
  if (one.isTls !== other.isTls) return false;
  if (!one.entryPoints.some((entryPoint) => other.entryPoints.includes(entryPoint))) return false;
  const [a, b] = [one.matches, other.matches];
  return !a || !b || a.some((left) => b.some((right) => mayMeet(left, right)));
}
