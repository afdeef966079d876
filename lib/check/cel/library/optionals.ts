import { CelError, noSuchOverload } from '../fault';
import type { Library } from '../signature';
import { type CelOptional, type CelValue, isList, isMap, none, some } from '../values';

function isZero(value: CelValue): boolean {
  if (value === null || value === false || value === 0n || value === 0 || value === '') return true;
  if (isList(value)) return value.length === 0;
  if (isMap(value)) return value.entries.size === 0;
  if (value instanceof Uint8Array) return value.length === 0;
  if (typeof value !== 'object' || !('kind' in value)) return false;
  if (value.kind === 'uint') return value.value === 0n;
  if (value.kind === 'duration') return value.nanoseconds === 0n;
  return value.kind === 'optional' && value.value === undefined;
}

function unwrap(list: readonly CelValue[]): readonly CelValue[] {
  return list.flatMap((item) => {
    if (typeof item !== 'object' || item === null || !('kind' in item) || item.kind !== 'optional')
      throw noSuchOverload();
    return item.value === undefined ? [] : [item.value];
  });
}

/** Values that may be missing. Source: cel-go, cel/library.go (OptionalTypes) */
export const optionals: Library = {
  'optional.of(A): optional<A>': some,
  'optional.none(): optional<A>': () => none,
  'optional.ofNonZeroValue(A): optional<A>': (value: CelValue) => (isZero(value) ? none : some(value)),
  'optional<A> .hasValue(): bool': ({ value }: CelOptional) => value !== undefined,
  'optional<A> .value(): A': ({ value }: CelOptional) => {
    if (value === undefined) throw new CelError('optional.none() dereference');
    return value;
  },
  'optional<A> .or(optional<A>): optional<A>': (one: CelOptional, two: CelOptional) =>
    one.value === undefined ? two : one,
  'optional<A> .orValue(A): A': ({ value }: CelOptional, other: CelValue) =>
    value === undefined ? other : value,
  'list<A> .first(): optional<A>': ([first]: readonly CelValue[]) =>
    first === undefined ? none : some(first),
  'list<A> .last(): optional<A>': (list: readonly CelValue[]) => {
    const last = list.at(-1);
    return last === undefined ? none : some(last);
  },
  'optional.unwrap(list<optional<A>>): list<A>': unwrap,
  'list<optional<A>> .unwrapOpt(): list<A>': unwrap,
};
