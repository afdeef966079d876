import { isPlainMap } from '../../../lib/core/base';
import { isApiObject, objectsOf } from '../../../lib/core/manifest';
import { openSide } from '../../../lib/tools/map/open';
import { sideOf } from '../../../lib/tools/map/side';
import { viewOf } from '../../../lib/tools/map/view/view';
import { graphOf } from '../../../lib/check/graph';
import { TrafficModel } from '../../../lib/traefik/model';
import { Random } from '../../real/differential/random';
import { everything } from './everything';

const seed = Number(process.env['SEED'] ?? 4711);
const rounds = Number(process.env['ROUNDS'] ?? 12);
const junk: readonly unknown[] = [
  null,
  0,
  -1,
  '',
  'x',
  '@',
  'a@b',
  '__proto__',
  true,
  [],
  [null],
  {},
  { name: 7 },
  [[]],
];

/** A value with some of its parts in the place of which something else stands. */
function spoilt(value: unknown, random: Random): unknown {
  if (random.chance(0.03)) return random.pick(junk);
  if (Array.isArray(value)) return value.map((item) => spoilt(item, random));
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoilt(item, random)]));
}

test('objects of any shape are drawn, and open in a page with the routers that they had', () => {
  const { objects } = objectsOf(everything(), 'shop.yaml');
  const random = new Random(seed);
  for (let round = 0; round < rounds; round++) {
    const spoiltObjects = objects.map(({ object }) => spoilt(object, random)).filter(isApiObject);
    const model = TrafficModel.from(spoiltObjects);
    const placed = spoiltObjects.map((object) => ({ object, locate: () => undefined }));
    const { nodes, edges } = graphOf(placed, {}, model);
    const ids = new Set(nodes.map(({ id }) => id));
    expect({ seed, round, lost: edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to)) }).toEqual({
      seed,
      round,
      lost: [],
    });
    const sent: ReturnType<typeof sideOf> = JSON.parse(JSON.stringify(sideOf(model)));
    const opened = openSide(sent);
    expect(viewOf(opened, model).rows.length).toBeGreaterThan(0);
    expect(opened.listedRouters().map(({ name }) => name)).toEqual(
      model.listedRouters().map(({ name }) => name),
    );
  }
});
