import type { RenderedObject } from './render';
import type { Dependency } from './dependencies';
import { distinctNames } from './names';
import type { ConstructTree } from './tree';

/** What is to be laid out in files: a tree's objects, and its charts, each in the order of application. */
export interface Content {
  readonly tree: ConstructTree;
  readonly dependencies: readonly Dependency[];
  /** Numbers of the charts. */
  readonly charts: readonly number[];
  /** Objects by the number of their construct. */
  readonly objects: ReadonlyMap<number, RenderedObject>;
}

export interface NumberedObject {
  readonly number: number;
  readonly placed: RenderedObject;
}

/**
 * Names units so that `kubectl apply -f <folder>`, which takes files by name, applies them in order. Most
 * often the names alone do; where they don't, all of the folder get an index in front, as cdk8s does.
 */
export function nameInOrder(
  content: Content,
  units: ReadonlyMap<number, readonly NumberedObject[]>,
  offers: (unit: number) => readonly string[],
): Map<string, readonly NumberedObject[]> {
  const filled = [...units.keys()].filter((unit) => (units.get(unit)?.length ?? 0) > 0);
  const names = distinctNames(filled, offers);
  const nameOf = (unit: number): string => names.get(unit) ?? '';
  const byName = filled.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const positions = new Map<number, number>();
  byName.forEach((unit, position) => {
    for (const object of units.get(unit) ?? []) positions.set(object.number, position);
  });
  const digits = Math.max(4, String(filled.length - 1).length);
  const indexed = !keepsOrder(content, positions);
  return new Map(
    filled.map((unit, index) => [
      indexed ? `${String(index).padStart(digits, '0')}-${nameOf(unit)}` : nameOf(unit),
      units.get(unit) ?? [],
    ]),
  );
}

/** Whether everything comes in no earlier file than what it depends on. */
function keepsOrder({ tree, dependencies }: Content, positions: ReadonlyMap<number, number>): boolean {
  if (dependencies.length === 0) return true;
  const first = tree.constructs.map((_, number) => positions.get(number) ?? Infinity);
  const last = tree.constructs.map((_, number) => positions.get(number) ?? -Infinity);
  for (let number = tree.constructs.length - 1; number > 0; number--) {
    const parent = tree.parents[number] ?? 0;
    first[parent] = Math.min(first[parent] ?? Infinity, first[number] ?? Infinity);
    last[parent] = Math.max(last[parent] ?? -Infinity, last[number] ?? -Infinity);
  }
  return dependencies.every(({ source, target }) => (first[source] ?? 0) >= (last[target] ?? 0));
}
