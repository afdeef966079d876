import { isPlainMap, own } from '../../../core/base';
import { hasFeature } from '../template/evaluate';
import type { Feature } from '../template/template';
import { type ValuePath, type Values, put, valueAt } from '../values';

/**
 * Values in which features are there that were not, and the other way round, one after another: what comes back with a
 * map is turned round where it stands in it.
 *
 * @param environments where what is missing is taken from: the first that has it
 */
export function toggled(
  values: Values,
  features: readonly Feature[],
  environments: ReadonlyMap<string, Values>,
): Values {
  const copies = new Set<unknown>();
  let changed = values;
  for (const feature of features) {
    const change = toggle(changed, feature, environments);
    if (change) changed = withChange(changed, ...change, copies);
  }
  return changed;
}

/**
 * The same with another value at a path of maps. Each map is copied before it is first changed, and once alone: with
 * many changes in one large map, copying it for each would take quadratic time.
 *
 * @param copies the maps that are copies already
 */
function withChange(map: Values, [key, ...rest]: ValuePath, value: unknown, copies: Set<unknown>): Values {
  if (key === undefined) return map;
  const copy: Record<string, unknown> = copies.has(map) ? map : { ...map };
  copies.add(copy);
  const inner = own(copy, key);
  const next = rest.length > 0 && isPlainMap(inner) ? withChange(inner, rest, value, copies) : value;
  if (next !== inner) put(copy, key, next);
  return copy;
}

/** What turns a feature round; undefined where there is nothing that it could be said of. */
function toggle(
  values: Values,
  feature: Feature,
  environments: ReadonlyMap<string, Values>,
): readonly [ValuePath, unknown] | undefined {
  const has = hasFeature(feature, { values, environment: '' });
  switch (feature.kind) {
    case 'present': {
      const { path } = feature;
      if (!isPlainMap(valueAt(values, path.slice(0, -1)))) return undefined;
      const donor = [...environments.values()].find((other) => valueAt(other, path) !== undefined);
      return [path, has ? undefined : donor && valueAt(donor, path)];
    }
    case 'true':
      return valueAt(values, feature.path) === undefined ? undefined : [feature.path, !has];
    case 'is': {
      const { path, value } = feature;
      return has || valueAt(values, path) === undefined ? undefined : [path, value];
    }
    case 'above':
      return valueAt(values, feature.path) === undefined
        ? undefined
        : [feature.path, has ? feature.limit : feature.limit + 1];
    default:
      return undefined;
  }
}
