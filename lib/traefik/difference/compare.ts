import { groupBy, oncePer } from '../../core/base';
import type { TrafficModel } from '../model';
import { hasRequest } from '../regions';
import { type Door, absentDoor, all, doorsOf } from '../ways';
import { type Among, Compared } from './among';
import { type Comparison, type Difference, type Undecided, compareDoors } from './comparison';
import { Judge } from './judge';
import { Purse } from './purse';
import { compareSettings } from './settings';

/**
 * What two Traefiks do otherwise, over all requests, or over those of a set. Every request whose answers differ lies in a set of a difference,
 * or in one that is undecided; the request of each difference is answered otherwise.
 */
export function compareTraffic(from: TrafficModel, to: TrafficModel, among: Among = {}): Comparison {
  const compared = new Compared(among);
  const judge = new Judge([from, to], compared);
  const purse = new Purse();
  const differences: Difference[] = [];
  const undecided: Undecided[] = [];
  let regions = 0;
  for (const [left, right] of doorPairs(doorsOf(from), doorsOf(to))) {
    if (!compared.comeTo(left) || !haveCommon(left, right)) continue;
    const found = compareDoors(left, right, compared, judge, purse);
    differences.push(...found.differences);
    undecided.push(...found.undecided);
    regions += found.regions;
    const { difference, undecided: open } = compareSettings(left, right, compared, judge, purse);
    if (difference) differences.push(difference);
    if (open) undecided.push(open);
  }
  return { differences, undecided, regions };
}

/** Doors of one entry point and scheme; where one side has none of them, all of its connections are refused. */
function doorPairs(from: readonly Door[], to: readonly Door[]): readonly (readonly [Door, Door])[] {
  const [before, after] = [byPlace(from), byPlace(to)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((place) => {
    const [lefts, rights] = [before.get(place), after.get(place)];
    return pairsAt(lefts ?? absent(rights), rights ?? absent(lefts));
  });
}

const byPlace = oncePer((doors: readonly Door[]) => groupBy(doors, ({ place }) => place));

function absent([door]: readonly Door[] = []): readonly Door[] {
  return door ? [absentDoor(door)] : [];
}

/**
 * Doors of one place to which one connection may come. A connection comes to one door of a side, so that a door whose
 * connections are those of a door of the other side has none in common with the others: most often nothing is searched.
 */
function pairsAt(from: readonly Door[], to: readonly Door[]): readonly (readonly [Door, Door])[] {
  const [lefts, rights] = [from, to].map(
    (doors) => new Map(doors.map((door) => [door.connectionsKey, door])),
  );
  return from.flatMap((left) => {
    const partner = rights?.get(left.connectionsKey);
    const others = partner ? [partner] : to.filter((right) => !lefts?.has(right.connectionsKey));
    return others.map((right) => [left, right] as const);
  });
}

/** Whether a connection can come to both doors. */
function haveCommon(left: Door, right: Door): boolean {
  const connections = [left, right].flatMap((door) => door.connections ?? []);
  if (left.connectionsKey === right.connectionsKey) return true;
  return connections.length < 2 || hasRequest(all(...connections)) !== 'none';
}
