import { objectsOf } from '../../../lib/core/manifest';
import { decodePlaces, encodePlaces } from '../../../lib/tools/map/places';
import { shownObjects } from '../../../lib/tools/map/shown/objects';
import { everything } from './everything';

const { objects } = objectsOf(everything(), 'shop.yaml');
const places = new Map<unknown, (typeof objects)[number]>(objects.map((read) => [read.object, read]));
const shown = shownObjects(objects.map(({ object }) => object));

test('each field of an object has its line and column, whatever was left out of the object', () => {
  const encoded = encodePlaces(shown, (object, path) => places.get(object)?.locate(path));
  const sent: typeof encoded = JSON.parse(JSON.stringify(encoded));
  const locate = decodePlaces(
    shown.map((each) => each.shown),
    sent,
  );
  for (const each of shown) {
    for (const path of [
      [],
      ['spec'],
      ['spec', 'routes', 0],
      ['spec', 'routes', 0, 'match'],
      ['spec', 'nowhere'],
    ]) {
      expect(locate(each.shown, path)).toEqual(places.get(each.original)?.locate(path));
    }
  }
});

test('objects that came from nowhere have no place', () => {
  const encoded = encodePlaces(shown, () => undefined);
  expect(encoded.files).toEqual([]);
  expect(decodePlaces(shown, encoded)(shown[0], [])).toBeUndefined();
});
