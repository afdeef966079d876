import { type Type, any, dyn } from './types';

/** What stands for the parameters of a signature. */
export type Bindings = Map<string, Type>;

/**
 * The type of two that meet, undefined where they don't: what is known only when it runs goes with everything.
 *
 * @param wanted may have parameters, which are bound
 */
export function unify(wanted: Type, given: Type, bindings: Bindings): Type | undefined {
  if (wanted === any) return given;
  if (wanted.kind === 'param') return bindParam(wanted.name, given, bindings);
  if (given.kind === 'param') return wanted;
  if (wanted.kind === 'dyn' || given.kind === 'dyn') return dyn;
  if (given.kind === 'null' && mayBeNull.has(wanted.kind)) return wanted;
  if (wanted.kind === 'null' && mayBeNull.has(given.kind)) return given;
  if (wanted.kind === 'object' || given.kind === 'object') return unifyObject(wanted, given);
  if (wanted.kind === 'map') {
    if (given.kind !== 'map') return undefined;
    const key = unify(wanted.key, given.key, bindings);
    const value = unify(wanted.value, given.value, bindings);
    return key && value && { kind: 'map', key, value };
  }
  if (wanted.kind === 'list' || wanted.kind === 'optional') {
    if (given.kind !== wanted.kind) return undefined;
    const item = unify(wanted.item, given.item, bindings);
    return item && { kind: wanted.kind, item };
  }
  return wanted.kind === given.kind ? wanted : undefined;
}

/** Types whose values may be null as well. Source: cel-go, checker/types.go (internalIsAssignableNull) */
const mayBeNull: ReadonlySet<Type['kind']> = new Set([
  'object',
  'timestamp',
  'duration',
  'optional',
  'quantity',
  'ip',
  'cidr',
  'url',
  'format',
  'semver',
]);

function bindParam(name: string, given: Type, bindings: Bindings): Type | undefined {
  const bound = bindings.get(name);
  const type = bound && bound.kind !== 'param' ? unify(bound, given, bindings) : given;
  if (type) bindings.set(name, type);
  return type;
}

function unifyObject(wanted: Type, given: Type): Type | undefined {
  return wanted.kind === 'object' && given.kind === 'object' && wanted.name === given.name
    ? wanted
    : undefined;
}

/** A type with what is bound in place of its parameters; what is bound to nothing may be anything. */
export function resolved(type: Type, bindings: Bindings): Type {
  switch (type.kind) {
    case 'param': {
      const bound = bindings.get(type.name);
      return bound ?? any;
    }
    case 'list':
    case 'optional':
      return { kind: type.kind, item: resolved(type.item, bindings) };
    case 'map':
      return { kind: 'map', key: resolved(type.key, bindings), value: resolved(type.value, bindings) };
    default:
      return type;
  }
}

/** Whether two types are one; what may be any, as the items of an empty list, is every. */
export function isSameType(first: Type, second: Type): boolean {
  if (first.kind === 'param' || second.kind === 'param') return true;
  if (first.kind === 'list' || first.kind === 'optional')
    return second.kind === first.kind && isSameType(first.item, second.item);
  if (first.kind === 'map')
    return (
      second.kind === 'map' && isSameType(first.key, second.key) && isSameType(first.value, second.value)
    );
  if (first.kind === 'object') return second.kind === 'object' && first.name === second.name;
  return first.kind === second.kind;
}
