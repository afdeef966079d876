import { isPlainMap } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import type { Change } from './fix';

/** An object with a change made in its data. */
export function changed(object: ApiObjectData, { path, ...change }: Change): unknown {
  const [key] = path.slice(-1);
  return within(object, path.slice(0, -1), (parent) => {
    if (Array.isArray(parent) && change.kind === 'value')
      return parent.map((item: unknown, index) => (index === key ? change.to : item));
    if (!isPlainMap(parent)) return parent;
    return Object.fromEntries(
      Object.entries(parent).map(([name, value]) => {
        if (name !== String(key)) return [name, value];
        return change.kind === 'key' ? [change.to, value] : [name, change.to];
      }),
    );
  });
}

function within(value: unknown, path: FieldPath, change: (parent: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === first ? within(item, rest, change) : item));
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === String(first) ? within(item, rest, change) : item,
    ]),
  );
}
