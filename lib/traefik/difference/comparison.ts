import { isEqual } from '../../core/base';
import type { Formula } from '../regions';
import { parseRule } from '../rule';
import {
  type Door,
  type Found,
  type Lane,
  type ServerNames,
  type WayStep,
  findRequest,
  none,
  wayKey,
} from '../ways';
import type { Compared } from './among';
import { isSameAnswer } from './answer';
import type { Judge, Outcomes } from './judge';
import { type Pairing, pairingOf } from './pairing';
import type { Purse } from './purse';
import { type Seats, compareRegion, haveSameTls, wayOf } from './region';
import { type RequestSet, connectionSet, requestSets } from './request-set';

/** Requests whose answers differ, with one of them. */
export interface Difference extends Outcomes {
  readonly seats: Seats;
  readonly sets: readonly RequestSet[];
  /** Lanes of one priority between which chance decides: on which side, and whether only there. */
  readonly chance?: Chance;
}

/** That chance decides between the seats' lanes and others. */
export interface Chance {
  readonly before: readonly Lane[];
  readonly after: readonly Lane[];
  /** Whether all others between which chance decides after were there before, and do what they did. */
  readonly stood: boolean;
}

/** Requests of which it cannot be said whether their answers differ. */
export interface Undecided {
  readonly seats: Seats;
  readonly sets: readonly RequestSet[];
  readonly reason: string;
}

/** What two Traefiks do otherwise with the requests that come in at one place. */
export interface Comparison {
  readonly differences: readonly Difference[];
  readonly undecided: readonly Undecided[];
  /** How many regions of requests were held against each other. */
  readonly regions: number;
}

/** What two doors of one entry point and scheme do otherwise. */
export function compareDoors(
  from: Door,
  to: Door,
  compared: Compared,
  judge: Judge,
  purse: Purse,
): Comparison {
  // Steps of a release between which only pods change have one model.
  if (from === to && !compared.isRenamed(from)) {
    return { differences: [], undecided: [], regions: compared.lanes(from).length };
  }
  const comparison = new DoorComparison(from, to, compared, judge, purse);
  const haveConnections = from.connections ?? to.connections;
  if (from.scheme !== 'https' || !haveConnections || isEqual(from.tls, to.tls)) {
    comparison.run('usual first');
    return comparison;
  }
  // Connections that fare otherwise as such: what they are for matters for the hosts that they name.
  comparison.run('usual');
  const others = connectionSet([
    { door: from, lane: undefined },
    { door: to, lane: undefined },
  ]);
  const [first] = comparison.differences;
  if (first && others) comparison.differences[0] = { ...first, sets: [...first.sets, others] };
  else comparison.run('usual first');
  return comparison;
}

class DoorComparison implements Comparison {
  readonly differences: Difference[] = [];
  readonly undecided: Undecided[] = [];
  regions = 0;
  private readonly pairing: Pairing;
  private serverNames: ServerNames = 'usual first';

  constructor(
    private readonly from: Door,
    private readonly to: Door,
    private readonly compared: Compared,
    private readonly judge: Judge,
    private readonly purse: Purse,
  ) {
    this.pairing = pairingOf(from, to);
  }

  run(serverNames: ServerNames): void {
    this.serverNames = serverNames;
    const [left, right] = [this.lanesOf(this.from), this.lanesOf(this.to)];
    const { partner } = this.pairing;
    for (const lane of left) {
      const other = partner.get(lane);
      if (!other) {
        for (const against of [...this.to.near(lane.rule), undefined]) this.pair(lane, against);
      } else if (haveSameEnd(this.seatsOf(lane, other), this.compared)) this.regions++;
      else this.pair(lane, other);
    }
    for (const lane of right) {
      if (partner.has(lane)) continue;
      for (const against of [...this.from.near(lane.rule), undefined]) {
        if (!against || partner.has(against)) this.pair(against, lane);
      }
    }
    this.pair(undefined, undefined);
  }

  /** The lanes that connections may reach whose server name is their host. */
  private lanesOf(door: Door): readonly Lane[] {
    const lanes = this.compared.lanes(door);
    if (this.serverNames === 'usual first') return lanes;
    const [set] = requestSets(this.seatsOf(undefined, undefined), { isUsual: true });
    if (!set) return lanes;
    const named = new Set(door.near(parseRule(set.rule)));
    return lanes.filter((lane) => named.has(lane));
  }

  private seatsOf(left: Lane | undefined, right: Lane | undefined): Seats {
    return [
      { door: this.from, lane: left },
      { door: this.to, lane: right },
    ];
  }

  /** Compares the requests that two lanes take, each on its side. */
  private pair(left: Lane | undefined, right: Lane | undefined): void {
    if (this.isTakenBefore(left, right)) return;
    const seats = this.seatsOf(left, right);
    const [before, after] = [this.rivals(left), this.rivals(right)];
    const isAlike = haveSameEnd(seats, this.compared) && wayKey(wayOf(seats[0])) === wayKey(wayOf(seats[1]));
    if (isAlike && before.length + after.length === 0) return;
    const rivals = [...before, ...after];
    const found = this.find(
      seats,
      rivals.map((rival) => none(rival.asked)),
    );
    if (found) this.compare(seats, found);
    for (const rival of rivals) this.compareChance(seats, rival, before, after);
  }

  private rivals(lane: Lane | undefined): readonly Lane[] {
    return lane ? this.pairing.rivals(lane) : [];
  }

  /**
   * Whether another lane takes all that two lanes could take together: what one of them takes fulfils its rule, and so does
   * not come past the lane of that rule on the other side. Where both doors ask the same rules in the same order, a request
   * takes the lanes of one place, and no other two of them are searched.
   */
  private isTakenBefore(left: Lane | undefined, right: Lane | undefined): boolean {
    const { taker } = this.pairing;
    const [rights, lefts] = [left && taker(left), right && taker(right)];
    return (
      (rights !== undefined && rights !== right && this.to.isBefore(rights, right)) ||
      (lefts !== undefined && lefts !== left && this.from.isBefore(lefts, left))
    );
  }

  private find(seats: Seats, wanted: readonly Formula[]): Found | undefined {
    const asked = [...wanted, ...this.compared.asked];
    const found = findRequest(seats, asked, this.purse.budget(), this.serverNames);
    if (typeof found === 'object') {
      this.regions++;
      return found;
    }
    if (found === 'unknown') this.leaveOpen(seats, requestSets(seats, { by: wanted }), tooLarge);
    return undefined;
  }

  private compare(seats: Seats, found: Found): void {
    const { isUsual } = found;
    for (const verdict of compareRegion(seats, found, this.compared, this.judge, this.purse)) {
      const sets = requestSets(seats, { isUsual, by: verdict.by });
      if (verdict.kind === 'differs') this.differences.push({ ...verdict.outcomes, seats, sets });
      else this.leaveOpen(seats, sets, reasonOf(verdict));
    }
  }

  /** The requests that a lane of equal priority would take as well. */
  private compareChance(seats: Seats, rival: Lane, before: readonly Lane[], after: readonly Lane[]): void {
    const found = this.find(seats, [rival.asked]);
    const [{ door }] = seats;
    const arrived = found && door.arrived(found.request);
    if (!found || !arrived) return;
    const taking = (lanes: readonly Lane[]): readonly Lane[] =>
      lanes.filter(({ rule }) => rule.takes(arrived));
    const [were, are] = [taking(before), taking(after)];
    const known = new Set(were.map(({ way }) => wayKey(way)));
    const stood = were.length > 0 && are.every(({ way }) => known.has(wayKey(way)));
    const chance = { before: were, after: are, stood };
    const outcomes = this.judge.outcomes(found.request);
    const keys = [chance.before, chance.after].map((lanes, side) =>
      [wayOf(seats[side === 0 ? 0 : 1]), ...lanes.map(({ way }) => way)].map(wayKey).toSorted(),
    );
    const isAlike = JSON.stringify(keys[0]) === JSON.stringify(keys[1]);
    if (isAlike && isSameAnswer(...outcomes.answers)) return;
    const { isUsual } = found;
    const sets = requestSets(seats, {
      isUsual,
      by: rival.rule.syntax === 'v2' ? [] : [rival.rule.tree],
    });
    this.differences.push({ ...outcomes, seats, sets, chance });
  }

  private leaveOpen(seats: Seats, sets: readonly RequestSet[], reason: string): void {
    this.undecided.push({ seats, sets, reason });
  }
}

function haveSameEnd(seats: Seats, compared: Compared): boolean {
  const [from, to] = seats;
  return haveSameTls(seats, [wayOf(from).end, wayOf(to).end], compared);
}

const tooLarge =
  'the rules cannot be laid out, or are too large: whether a request meets both sides of the change is not decided';

function reasonOf({ steps }: { readonly steps: readonly WayStep[] }): string {
  const names = [...new Set(steps.map(({ kind, name }) => `${kind} ${name}`.trim()))];
  return names.length === 0
    ? 'what becomes of them differs in what no request that was tried shows'
    : `${names.join(', ')} decide by what no request that was tried shows`;
}
