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
import { canonicalInteger, canonicalKeys } from '../../core/manifest';

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
  const patches: unknown = object['patches'];
  if (!Array.isArray(patches) || patches.length > 0) return undefined;
  if (!App.of(object).resolvers.every(isBuiltIn)) return undefined;
  const props: unknown = object['props'];
  const metadata = isPlainMap(props) ? metadataOf(object) : undefined;
  if (!isPlainMap(props) || !metadata) return undefined;
  // What it was given has metadata nearly always: then it need not be copied for that alone.
  const given = Object.hasOwn(props, 'metadata') ? props : { ...props, metadata };
  const copy = new Copying().map(given, 0, metadata);
  return isPlainMap(copy) ? copy : undefined;
}

/** The metadata without what is empty, as cdk8s leaves it out; undefined where nobody can walk it to its end. */
function metadataOf({ metadata }: ApiObject): object | undefined {
  const given: unknown = metadata['_additionalAttributes'];
  if (Reflect.get(metadata, 'toJson') === ApiObjectMetadataDefinition.prototype.toJson) {
    // Those that cdk8s keeps by themselves, and the others that were given.
    const fields: Record<string, unknown> = {
      name: metadata.name,
      namespace: metadata.namespace,
      labels: metadata['labels'],
      annotations: metadata['annotations'],
      finalizers: metadata['finalizers'],
      ownerReferences: metadata['ownerReferences'],
    };
    if (isPlainMap(given)) {
      const names = Object.keys(given);
      for (let index = 0; index < names.length; index++) {
        const name = names[index] ?? '';
        if (!Object.hasOwn(fields, name)) setOwn(fields, name, given[name]);
      }
    }
    if (withoutEmpty(fields)) return fields;
  }
  return endless(given) ? undefined : metadata.toJson();
}

/** Takes what is empty from fields; whether each is no list or map, or one of texts alone. */
function withoutEmpty(fields: Record<string, unknown>): boolean {
  const names = Object.keys(fields);
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? '';
    const field = fields[name];
    if (typeof field !== 'object' || field === null) continue;
    // cdk8s makes an empty list of each that nobody has given; of lists V8 takes the values slowly.
    const inner: readonly unknown[] =
      Array.isArray(field) && field.length === 0 ? field : Object.values(field);
    if (inner.length === 0) fields[name] = undefined;
    if (!Array.isArray(field) && !isOrdinary(field)) return false;
    if (!inner.every(isText)) return false;
  }
  return true;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** Whether an object is of no class, and of this realm. */
function isOrdinary(value: object): value is Readonly<Record<string, unknown>> {
  return Object.getPrototypeOf(value) === Object.prototype;
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
  /** How many values more may come. */
  private room = usualSize;

  private value(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'undefined':
        return value;
      case 'bigint':
        return canonicalInteger(value);
      case 'object':
        if (value === null) return undefined;
        if (Array.isArray(value)) return this.list(value, depth);
        if (isOrdinary(value)) return this.map(value, depth);
        // What is made late may be made late again, without an end.
        return value instanceof Lazy && depth < deepest ? this.value(produced(value), depth + 1) : notPlain;
      default:
        return notPlain;
    }
  }

  private list(list: readonly unknown[], depth: number): unknown {
    this.room -= list.length;
    if (depth >= deepest || this.room < 0) return notPlain;
    const items: unknown[] = [];
    // By index here and below: what is run but once is done so in half of the time that `for … of` takes.
    for (let index = 0; index < list.length; index++) {
      const copy = this.value(list[index], depth + 1);
      if (copy === undefined || copy === notPlain) return notPlain;
      items.push(copy);
    }
    return items;
  }

  /** @param metadata what stands in the place of the map's own */
  map(map: Readonly<Record<string, unknown>>, depth: number, metadata?: object): unknown {
    const keys = canonicalKeys(map);
    this.room -= keys.length;
    if (depth >= deepest || this.room < 0) return notPlain;
    const copy: Record<string, unknown> = {};
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? '';
      // Names that cdk8s takes for something else than a key.
      if (key === 'constructor' || key === 'resolve') return notPlain;
      const inner = this.value(metadata && key === 'metadata' ? metadata : map[key], depth + 1);
      if (inner === notPlain) return notPlain;
      // Of a key "__proto__" cdk8s itself would lose it.
      if (inner !== undefined) setOwn(copy, key, inner);
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
