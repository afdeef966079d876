import { ApiObject, App, ImplicitTokenResolver, Lazy, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { isPlainMap, setOwn } from '../../core/base';

/**
 * An object as plain data, as its `toJson` gives it, but for the order of keys.
 *
 * Nearly all objects hold plain data, and a few values that are made late. cdk8s asks all resolvers for each value, with a
 * path and a context made for it, and copies all twice: that was most of what rendering an object took.
 *
 * @throws Error where cdk8s cannot render it
 */
export function jsonOf(object: ApiObject): unknown {
  return plainJson(object) ?? object.toJson();
}

/**
 * The same of an object in which all is plain data or made late; undefined where cdk8s has more to do: tokens, values
 * of classes, patches, resolvers of the app's own, a class that makes its data itself.
 */
function plainJson(object: ApiObject): unknown {
  if (Reflect.get(object, 'toJson') !== ApiObject.prototype.toJson) return undefined;
  const patches: unknown = Reflect.get(object, 'patches');
  if (!Array.isArray(patches) || patches.length > 0) return undefined;
  if (App.of(object).resolvers.some((resolver) => !isBuiltIn(resolver))) return undefined;
  const props: unknown = Reflect.get(object, 'props');
  if (!isPlainMap(props)) return undefined;
  const { metadata: _, ...rest } = props;
  const data = plainCopy(rest);
  return isPlainMap(data) ? { ...data, metadata: object.metadata.toJson() } : undefined;
}

/** Those that cdk8s gives each app, none of which does more with plain data than to make what is made late. */
const builtIn: ReadonlySet<unknown> = new Set([
  LazyResolver,
  ImplicitTokenResolver,
  NumberStringUnionResolver,
]);

function isBuiltIn(resolver: object): boolean {
  return builtIn.has(resolver.constructor);
}

const notPlain = Symbol('not plain');

/** Data without the keys that have no value; undefined where something in it is no plain data. */
function plainCopy(data: unknown): unknown {
  const copy = copyOf(data);
  return copy === notPlain ? undefined : copy;
}

function copyOf(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return copyOfList(value);
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
      return value;
    case 'object':
      if (Object.getPrototypeOf(value) === Object.prototype) return copyOfMap(value);
      return value instanceof Lazy ? copyOf(produced(value)) : notPlain;
    default:
      return notPlain;
  }
}

/** What cannot be made is told by cdk8s, with the place. */
function produced(value: Lazy): unknown {
  try {
    return value.produce();
  } catch {
    return notPlain;
  }
}

function copyOfList(list: readonly unknown[]): unknown {
  const items: unknown[] = [];
  for (const item of list) {
    const copy = copyOf(item);
    if (copy === undefined || copy === notPlain) return notPlain;
    items.push(copy);
  }
  return items;
}

/** Names that cdk8s takes for something else than a key. */
const special = new Set(['constructor', 'resolve']);

function copyOfMap(map: object): unknown {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(map)) {
    if (special.has(key)) return notPlain;
    const inner = copyOf(value);
    if (inner === notPlain) return notPlain;
    if (inner === undefined) continue;
    // cdk8s itself would lose it.
    if (key === '__proto__') setOwn(copy, key, inner);
    else copy[key] = inner;
  }
  return copy;
}
