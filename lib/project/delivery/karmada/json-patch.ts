import { type Attempt, failed, isFailed, isPlainMap, made } from '../../../core/base';

/** An operation of RFC 6902, of those that Karmada has. */
export interface Operation {
  readonly operator: 'add' | 'remove' | 'replace';
  /** A pointer as RFC 6901 has it. */
  readonly path: string;
  readonly value?: unknown;
}

/** The keys of a pointer. */
function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of keys and indexes. */
export function pointerTo(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A value after an operation. It fails where what the operation wants to be there is not. */
export function patched(value: unknown, operation: Operation): Attempt<unknown> {
  return at(value, keysOf(operation.path), operation);
}

function at(value: unknown, [key, ...rest]: readonly string[], operation: Operation): Attempt<unknown> {
  if (key === undefined) return failed('it names the whole object');
  if (Array.isArray(value)) return inList(value, key, rest, operation);
  if (!isPlainMap(value)) return failed(`there is nothing that could hold "${key}"`);
  const { [key]: before, ...others } = value;
  const isThere = Object.hasOwn(value, key);
  if (rest.length > 0) {
    if (!isThere) return failed(`there is no "${key}"`);
    const inner = at(before, rest, operation);
    return isFailed(inner) ? inner : made({ ...value, [key]: inner.value });
  }
  if (operation.operator !== 'add' && !isThere) return failed(`there is no "${key}"`);
  return made(operation.operator === 'remove' ? others : { ...value, [key]: operation.value });
}

function inList(
  list: readonly unknown[],
  key: string,
  rest: readonly string[],
  operation: Operation,
): Attempt<unknown> {
  const isAdded = rest.length === 0 && operation.operator === 'add';
  if (key === '-' && isAdded) return made([...list, operation.value]);
  const room = list.length + (isAdded ? 1 : 0);
  // Karmada's library reads more than RFC 6901 allows: zeros in front, signs, and indexes from the end.
  const said = /^[-+]?\d+$/.test(key) ? Number(key) : NaN;
  const index = said < 0 ? said + room : said;
  if (!(index >= 0 && index < room)) return failed(`the list has no item ${key}`);
  if (rest.length > 0) {
    const inner = at(list[index], rest, operation);
    return isFailed(inner) ? inner : made(list.with(index, inner.value));
  }
  if (isAdded) return made(list.toSpliced(index, 0, operation.value));
  return made(operation.operator === 'remove' ? list.toSpliced(index, 1) : list.with(index, operation.value));
}
