import { groupBy, isEqual, oncePer } from '../../core/base';
import { Encounters } from '../model/built';
import { isLaidOut } from '../regions';
import { type Rule, formatRule } from '../rule';
import { type Door, type Lane, laneTie, wayKey } from '../ways';

/** Lanes of two doors that say the same of the same requests, in the same order. */
export interface Pairing {
  /** The partner of a lane of either door. */
  readonly partner: ReadonlyMap<Lane, Lane>;
  /** The lane of the other door that takes all requests of a lane's rule, if none before it does. */
  readonly taker: (lane: Lane) => Lane | undefined;
  /** The lanes of its door that answer otherwise and between which and a lane chance decides. */
  readonly rivals: (lane: Lane) => readonly Lane[];
}

/**
 * Pairs lanes of equal rule, way and rivals so that the order among them is the same on both sides. The answers to a
 * request can then only differ where one of the two lanes that take it has no partner: were they of two pairs, each
 * would stand before the other.
 */
export function pairingOf(from: Door, to: Door): Pairing {
  const partner = new Map<Lane, Lane>();
  for (const [left, right] of inOrder(keysOf(from), keysOf(to))) {
    const [one, other] = [from.lanes[left], to.lanes[right]];
    if (one && other) partner.set(one, other).set(other, one);
  }
  let takers: ReadonlyMap<Lane, Lane> | undefined;
  return {
    partner,
    rivals: (lane) => tiesOf(from).get(lane) ?? tiesOf(to).get(lane) ?? [],
    // Most doors of a step of a release have nothing but pairs, of which nobody asks.
    taker: (lane) => (takers ??= takersOf(from, to) ?? partner).get(lane),
  };
}

/**
 * The first lane of an equal rule in the other door, whatever its way: as the shares of a service change, all rules stay.
 * Undefined where a rule cannot be laid out: which requests are then left open is told by the search for them.
 */
function takersOf(from: Door, to: Door): ReadonlyMap<Lane, Lane> | undefined {
  if (![from, to].every(({ lanes }) => lanes.every(({ asked }) => isLaidOut(asked)))) return undefined;
  const byRule = [to, from].map(({ lanes }) => groupBy(lanes, ({ rule }) => ruleKey(rule)));
  return new Map(
    [from, to].flatMap(({ lanes }, side) =>
      lanes.flatMap((lane) => {
        const [first] = byRule[side]?.get(ruleKey(lane.rule)) ?? [];
        return first ? [[lane, first] as const] : [];
      }),
    ),
  );
}

const ruleKey = oncePer(({ syntax, tree }: Rule) => JSON.stringify([syntax, formatRule(tree)]));

const ownKey = oncePer(({ rule, way, isPlain }: Lane) =>
  JSON.stringify([isPlain, ruleKey(rule), wayKey(way)]),
);

/** What lanes say of which requests, and which others might answer them: a step of a release is held against two others. */
const keysOf = oncePer((door: Door): readonly string[] => {
  const ties = tiesOf(door);
  return door.lanes.map((lane) => {
    const rivals = ties.get(lane);
    return rivals ? JSON.stringify([ownKey(lane), ...rivals.map(ownKey).toSorted()]) : ownKey(lane);
  });
});

/** The lanes that tie with each lane and answer otherwise, where they may take the same requests. */
const tiesOf = oncePer(({ lanes }: Door): ReadonlyMap<Lane, readonly Lane[]> => {
  const ties = new Map<Lane, Lane[]>();
  const add = (lane: Lane, rival: Lane): void => void ties.set(lane, [...(ties.get(lane) ?? []), rival]);
  for (let start = 0; start < lanes.length;) {
    const end = endOfGroup(lanes, start);
    if (end - start > 1) {
      const encounters = new Encounters<Lane>();
      for (const lane of lanes.slice(start, end)) {
        for (const rival of encounters.meet(lane)) {
          if (!laneTie(lane, rival) || wayKey(lane.way) === wayKey(rival.way)) continue;
          add(lane, rival);
          add(rival, lane);
        }
      }
    }
    start = end;
  }
  return ties;
});

/** Where the lanes end whose routers, or the parents of which, have one priority. */
function endOfGroup(lanes: readonly Lane[], start: number): number {
  const first = lanes[start]?.ranks[0];
  for (let end = start + 1; end < lanes.length; end++) {
    const rank = lanes[end]?.ranks[0];
    if (rank?.priority !== first?.priority || rank?.precedence !== first?.precedence) return end;
  }
  return lanes.length;
}

/** Places of equal texts in two lists, as many as found in one order on both sides. */
export function inOrder(
  from: readonly string[],
  to: readonly string[],
): readonly (readonly [number, number])[] {
  if (isEqual(from, to)) return from.map((_, place) => [place, place]);
  const places = new Map<string, number[]>();
  for (const [place, text] of to.entries()) places.set(text, [...(places.get(text) ?? []), place]);
  const used = new Map<string, number>();
  const candidates = from.flatMap((text, place): readonly (readonly [number, number])[] => {
    const count = used.get(text) ?? 0;
    const partner = places.get(text)?.[count];
    used.set(text, count + 1);
    return partner === undefined ? [] : [[place, partner]];
  });
  return longestRising(candidates);
}

/** The longest run of pairs whose second places rise as the first ones do. */
function longestRising(
  pairs: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  /** For each length of a run the pair with which the best of that length ends. */
  const ends: number[] = [];
  const before = pairs.map(() => -1);
  for (const [place, [, second]] of pairs.entries()) {
    let low = 0;
    for (let high = ends.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < second) low = middle + 1;
      else high = middle;
    }
    before[place] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = place;
  }
  const run: (readonly [number, number])[] = [];
  for (let place = ends.at(-1) ?? -1; place >= 0; place = before[place] ?? -1) {
    const pair = pairs[place];
    if (pair) run.push(pair);
  }
  return run.toReversed();
}
