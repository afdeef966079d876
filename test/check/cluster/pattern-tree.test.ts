import { placesOfEach } from '../../../lib/check/cluster/pattern-tree';
import { placesAt } from '../../../lib/check/cluster';

const seed = 20_261_128;

/** Numbers below a bound, the same each time. */
function randomFrom(start: number): (bound: number) => number {
  let state = start;
  return (bound) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return Math.floor((state / 0x80_00_00_00) * bound);
  };
}

test('what is found at several patterns in one walk is what is found at each by itself', () => {
  const random = randomFrom(seed);
  const keys = ['a', 'b', '*', 'constructor', '0'];
  const leaves = [null, undefined, 0, '', 'text', false];
  const pattern = (): readonly string[] => Array.from({ length: random(5) }, () => keys[random(3)] ?? 'a');
  const value = (depth: number): unknown => {
    const kind = depth === 0 ? 0 : random(4);
    if (kind === 0) return leaves[random(leaves.length)];
    if (kind === 1) return Array.from({ length: random(4) }, () => value(depth - 1));
    return Object.fromEntries(
      Array.from({ length: random(4) }, () => [keys[random(keys.length)], value(depth - 1)]),
    );
  };
  for (let round = 0; round < 2_000; round++) {
    const patterns = Array.from({ length: 1 + random(4) }, pattern);
    const asked = [...patterns, ...patterns.slice(0, 1)];
    const root = value(5);
    const found = placesOfEach(asked)(root);
    const each = asked.map((one) => placesAt(root, one));
    expect({ seed, round, root, asked, found: asked.map((_, number) => found[number] ?? []) }).toEqual({
      seed,
      round,
      root,
      asked,
      found: each,
    });
  }
});
