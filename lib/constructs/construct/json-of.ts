import {
  ApiObject,
  ApiObjectMetadataDefinition,
  App,
  ImplicitTokenResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import { deepest, endless, isPlainMap, setOwn, usualSize } from '../../core/base';
import { canonicalKeys } from '../../core/manifest';

/**
 * An object as plain data, as its `toJson` gives it, but for the order of keys.
 *
 * @throws Error where cdk8s cannot render it
 */
export function jsonOf(object: ApiObject): unknown {
  return plainJsonOf(object) ?? object.toJson();
}

/**
 * The same in canonical form, of an object in which all is plain data or made late, and of usual size; undefined where
 * cdk8s has more to do: tokens, values of classes, patches, resolvers of the app's own, a class that makes its data itself.
 *
 * Nearly all objects hold plain data, and a few values that are made late. cdk8s asks all resolvers for each value, with a
 * path and a context made for it, and copies all twice: that was most of what rendering an object took.
 */
export function plainJsonOf(object: ApiObject): Readonly<Record<string, unknown>> | undefined {
  if (Reflect.get(object, 'toJson') !== ApiObject.prototype.toJson) return undefined;
  const patches: unknown = Reflect.get(object, 'patches');
  if (!Array.isArray(patches) || patches.length > 0) return undefined;
  if (App.of(object).resolvers.some((resolver) => !isBuiltIn(resolver))) return undefined;
  const props: unknown = Reflect.get(object, 'props');
  const metadata = isPlainMap(props) ? metadataOf(object) : undefined;
  if (!isPlainMap(props) || !metadata) return undefined;
  const copy = new Copying().map({ ...props, metadata }, 0);
  return isPlainMap(copy) ? copy : undefined;
}

/** The metadata without what is empty, as cdk8s leaves it out; undefined where nobody can walk it to its end. */
function metadataOf({ metadata }: ApiObject): object | undefined {
  const given: unknown = Reflect.get(metadata, '_additionalAttributes');
  const fields: Record<string, unknown> = isPlainMap(given) ? { ...given } : {};
  for (const name of ['name', 'namespace', 'annotations', 'finalizers', 'ownerReferences', 'labels']) {
    fields[name] = Reflect.get(metadata, name);
  }
  const isOwn = Reflect.get(metadata, 'toJson') === ApiObjectMetadataDefinition.prototype.toJson;
  if (isOwn && Object.values(fields).every(isOfTexts)) {
    for (const [name, value] of Object.entries(fields)) if (isEmpty(value)) fields[name] = undefined;
    return fields;
  }
  return endless(given) ? undefined : metadata.toJson();
}

/** Whether a field of metadata is no list or map, or one of texts alone. */
function isOfTexts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.values(value).every((inner) => typeof inner === 'string');
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
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

/** Copies data without the keys that have no value, in canonical order, as far as it is plain and of usual size. */
class Copying {
  private room = usualSize;

  private value(value: unknown, depth: number): unknown {
    if (--this.room < 0) return notPlain;
    if (value === null || value === undefined) return undefined;
    switch (typeof value) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'bigint':
        return value;
      case 'object':
        if (Array.isArray(value)) return this.list(value, depth);
        if (Object.getPrototypeOf(value) === Object.prototype) return this.map(value, depth);
        // What is made late may be made late again, without an end.
        return value instanceof Lazy && depth < deepest ? this.value(produced(value), depth + 1) : notPlain;
      default:
        return notPlain;
    }
  }

  private list(list: readonly unknown[], depth: number): unknown {
    if (depth >= deepest) return notPlain;
    const items: unknown[] = [];
    for (const item of list) {
      const copy = this.value(item, depth + 1);
      if (copy === undefined || copy === notPlain) return notPlain;
      items.push(copy);
    }
    return items;
  }

  map(map: object, depth: number): unknown {
    if (depth >= deepest) return notPlain;
    const copy: Record<string, unknown> = {};
    for (const key of canonicalKeys(map)) {
      if (special.has(key)) return notPlain;
      const inner = this.value(Reflect.get(map, key), depth + 1);
      if (inner === notPlain) return notPlain;
      if (inner === undefined) continue;
      // cdk8s itself would lose it.
      if (key === '__proto__') setOwn(copy, key, inner);
      else copy[key] = inner;
    }
    return copy;
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

/** Names that cdk8s takes for something else than a key. */
const special = new Set(['constructor', 'resolve']);
