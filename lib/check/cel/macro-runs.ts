import type { Expr, Macro } from './ast';
import { compareCel } from './compare';
import { CelError, noSuchOverload } from './fault';
import { type Frame, type Run, attempt, visit } from './frame';
import { type CelKey, type CelValue, isList, isMap, mapOf, none, some } from './values';

/**
 * Makes a macro ready to run.
 *
 * @param compile compiles a part in which further names are bound
 * @param slot where the first of them is kept
 */
export function runMacro(
  { name, range, variables, filter, body }: Macro,
  compile: (part: Expr, names: readonly string[]) => Run,
  slot: number,
): Run {
  const source = compile(range, []);
  const inner = compile(body, variables);
  const chosen = filter && compile(filter, variables);
  const isPair = variables.length === 2;
  if (name === 'optMap' || name === 'optFlatMap') {
    return (frame) => {
      const value = source(frame);
      if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'optional')
        throw noSuchOverload();
      if (value.value === undefined) return none;
      frame.bound[slot] = value.value;
      const made = inner(frame);
      return name === 'optMap' ? some(made) : made;
    };
  }
  /** Each element with its key or index, its variables bound. */
  const each = function* (frame: Frame): Generator<readonly [CelKey, CelValue]> {
    for (const [key, value] of elementsOf(source(frame), isPair)) {
      visit(frame);
      frame.bound[slot] = isPair ? key : value;
      if (isPair) frame.bound[slot + 1] = value;
      if (!chosen || asBool(chosen(frame))) yield [key, value];
    }
  };
  switch (name) {
    case 'all':
    case 'exists':
      return (frame) => quantified(each(frame), inner, frame, name === 'exists');
    case 'exists_one':
      return (frame) => {
        let count = 0;
        for (const _ of each(frame)) if (asBool(inner(frame))) count++;
        return count === 1;
      };
    case 'filter':
      return (frame) => {
        const kept: CelValue[] = [];
        for (const [, value] of each(frame)) if (asBool(inner(frame))) kept.push(value);
        return kept;
      };
    case 'map':
    case 'transformList':
      return (frame) => {
        const made: CelValue[] = [];
        for (const _ of each(frame)) made.push(inner(frame));
        return made;
      };
    case 'transformMap':
      return (frame) => {
        const made = new Map<CelKey, CelValue>();
        for (const [key] of each(frame)) made.set(key, inner(frame));
        return mapOf(made);
      };
    case 'transformMapEntry':
      return (frame) => {
        const made = new Map<CelKey, CelValue>();
        for (const _ of each(frame)) addEntries(made, inner(frame));
        return mapOf(made);
      };
    default:
      return (frame) => {
        const keyed: (readonly [CelValue, CelValue])[] = [];
        for (const [, value] of each(frame)) keyed.push([inner(frame), value]);
        return keyed
          .toSorted(([first], [second]) => compareCel(first, second) ?? 0)
          .map(([, value]) => value);
      };
  }
}

function asBool(value: CelValue): boolean {
  if (typeof value === 'boolean') return value;
  throw noSuchOverload();
}

/** `exists` as many `||`, `all` as many `&&`: one element decides, whatever errors there are. */
function quantified(elements: Iterable<unknown>, body: Run, frame: Frame, decides: boolean): boolean {
  let failed: CelError | undefined;
  for (const _ of elements) {
    const value = attempt(body, frame);
    if (value === decides) return decides;
    if (value instanceof CelError) failed = value;
    else if (typeof value !== 'boolean') failed = noSuchOverload();
  }
  if (failed) throw failed;
  return !decides;
}

/** Elements of a list, or of a map, of which one variable alone stands for the keys. */
function* elementsOf(range: CelValue, isPair: boolean): Generator<readonly [CelKey, CelValue]> {
  if (isList(range)) {
    for (const [index, value] of range.entries()) yield [BigInt(index), value];
  } else if (isMap(range)) {
    for (const [key, value] of range.entries) yield [key, isPair ? value : key];
  } else throw noSuchOverload();
}

function addEntries(made: Map<CelKey, CelValue>, entries: CelValue): void {
  if (!isMap(entries)) throw noSuchOverload();
  for (const [key, value] of entries.entries) {
    if (made.has(key)) throw new CelError(`insert failed: key ${String(key)} already exists`);
    made.set(key, value);
  }
}
