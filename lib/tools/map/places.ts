import { isPlainMap, own } from '../../core/base';
import type { FieldPath, Location } from '../../core/finding';
import type { Locate } from '../../traefik/model';
import type { Places } from './data';
import type { Shown } from './shown/objects';

/** All places of objects as numbers. */
export function encodePlaces(objects: readonly Shown[], locate: Locate): Places {
  const files = new Map<string, number>();
  const encode = ({ original, shown }: Shown): readonly number[] => {
    const places = [...nodesOf(shown, [])].map(({ path }) => locate(original, path));
    const [first] = places;
    if (!first) return [];
    const file = files.get(first.file) ?? files.size;
    files.set(first.file, file);
    const isOne = places.every((place) => place?.line === first.line && place.column === first.column);
    const shownPlaces = isOne ? [first] : places;
    return [file, ...shownPlaces.flatMap((place = first) => [place.line, place.column])];
  };
  const encoded = objects.map(encode);
  return { files: [...files.keys()], objects: encoded };
}

/** Says where the nodes of objects were written, of which the places came along. */
export function decodePlaces(objects: readonly unknown[], { files, objects: encoded }: Places): Locate {
  const numbers = new Map(objects.map((object, index) => [object, encoded[index] ?? []]));
  const known = new Map<unknown, ReadonlyMap<string, Location>>();
  const placesIn = (object: unknown): ReadonlyMap<string, Location> => {
    const there = known.get(object) ?? placesOf(object, numbers.get(object) ?? [], files);
    known.set(object, there);
    return there;
  };
  return (object, path) => {
    const places = placesIn(object);
    let found = places.get('');
    let value = object;
    for (const [index, key] of path.entries()) {
      value = Array.isArray(value) ? (value[Number(key)] as unknown) : own(value, key);
      if (value === undefined) break;
      found = places.get(keyOf(path.slice(0, index + 1))) ?? found;
    }
    return found;
  };
}

function placesOf(
  object: unknown,
  [file = 0, ...numbers]: readonly number[],
  files: readonly string[],
): ReadonlyMap<string, Location> {
  if (numbers.length === 0) return new Map();
  const at = (index: number): Location => ({
    file: files[file] ?? '',
    line: numbers[index * 2] ?? 0,
    column: numbers[index * 2 + 1] ?? 0,
  });
  if (numbers.length === 2) return new Map([['', at(0)]]);
  return new Map([...nodesOf(object, [])].map(({ path }, index) => [keyOf(path), at(index)]));
}

function keyOf(path: FieldPath): string {
  return path.map((key) => `\0${key}`).join('');
}

/** A value and all below it, each before what is below it. What is undefined is not there: JSON leaves it out. */
function* nodesOf(value: unknown, path: FieldPath): Generator<{ readonly path: FieldPath }> {
  yield { path };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* nodesOf(item, [...path, index]);
  } else if (isPlainMap(value)) {
    for (const [key, item] of Object.entries(value))
      if (item !== undefined) yield* nodesOf(item, [...path, key]);
  }
}
