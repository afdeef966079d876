import { pairingOf } from '../../../lib/traefik/difference/pairing';
import { TrafficModel } from '../../../lib/traefik/model';
import { type Door, type Lane, doorsOf } from '../../../lib/traefik/ways';
import { objectPair, randomOf, requestOf } from './random';

const pairs = 40;
const requests = 40;
const firstSeed = 1;

function laneOf(door: Door, request: ReturnType<typeof requestOf>): Lane | 'none' | undefined {
  const arrived = door.arrived(request);
  return arrived ? (door.lane(arrived) ?? 'none') : undefined;
}

test(`what a lane takes does not come past the lane of its rule on the other side (${pairs} pairs)`, () => {
  const failures: unknown[] = [];
  let taken = 0;
  for (let seed = firstSeed; seed < firstSeed + pairs; seed++) {
    const random = randomOf(seed);
    const { from, to } = objectPair(random);
    const [lefts, rights] = [from, to].map((objects) => doorsOf(TrafficModel.from(objects)));
    const asked = Array.from({ length: requests }, () => requestOf(random));
    for (const left of lefts ?? []) {
      const right = (rights ?? []).find(
        ({ place, connectionsKey }) => place === left.place && connectionsKey === left.connectionsKey,
      );
      if (!right) continue;
      const { taker } = pairingOf(left, right);
      for (const request of asked.filter(({ entryPoint }) => entryPoint === left.entryPoint.name)) {
        for (const [own, other] of [
          [left, right],
          [right, left],
        ] as const) {
          const [lane, against] = [laneOf(own, request), laneOf(other, request)];
          const first = typeof lane === 'object' ? taker(lane) : undefined;
          if (!first) continue;
          taken++;
          const behind = against === 'none' ? undefined : against;
          if (other.isBefore(first, behind)) failures.push({ seed, request });
        }
      }
    }
  }
  expect(failures).toEqual([]);
  expect(taken).toBeGreaterThan(pairs);
});
