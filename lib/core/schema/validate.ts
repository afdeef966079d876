import { isEqual, isPlainMap, nearest, own } from '../base';
import type { FieldPath } from '../finding';
import { type CompiledSchema, compiledSchema } from './compiled';
import { jsonType } from './describe';
import { type Elsewhere, elsewhere } from './elsewhere';
import {
  type Misfit,
  countMisfit,
  duplicateMisfit,
  excludedMisfit,
  missingMisfit,
  typeMisfit,
} from './misfit';
import { scalarMisfits } from './scalar';
import type { JsonSchema, SchemaFinding, SchemaOptions } from './types';
import { unionFindings } from './union';
import { unknownFinding } from './unknown-field';

/** Levels of a value that are looked at; plain data that holds itself would have no end. */
const maxDepth = 200;

/**
 * What is wrong with a value by a schema: nothing where it fits. Findings come in the order of the value, all
 * of them; where a schema offers alternatives, those of the alternative that fits best.
 */
export function validateSchema(
  schema: JsonSchema,
  value: unknown,
  { root = schema, structural = false }: SchemaOptions = {},
): SchemaFinding[] {
  const compiled = compiledSchema(schema, root, structural);
  return findingsOf(compiled, value, 0, { keys: [], root: compiled });
}

/**
 * One walk over a value. The key at each depth is kept in one list, written over from value to value: a path is made of
 * it only where there is something to say.
 */
interface Walk {
  readonly keys: (string | number)[];
  /** What the whole value is held against. */
  readonly root: CompiledSchema;
  readonly found: SchemaFinding[];
}

function findingsOf(
  schema: CompiledSchema,
  value: unknown,
  depth: number,
  { keys, root }: Pick<Walk, 'keys' | 'root'>,
): SchemaFinding[] {
  const found: SchemaFinding[] = [];
  checkValue(schema, value, depth, { keys, root, found });
  return found;
}

function pathOf({ keys }: Walk, depth: number): FieldPath {
  return keys.slice(0, depth);
}

function tell(walk: Walk, depth: number, misfit: Misfit): void {
  walk.found.push({ path: pathOf(walk, depth), ...misfit });
}

/** This is asked of each value of each object, so nothing is made for one that fits. */
function checkValue(schema: CompiledSchema, value: unknown, depth: number, walk: Walk): void {
  if (depth > maxDepth) {
    tell(walk, depth, { rule: 'too-deep', message: `It nests deeper than ${maxDepth} levels.` });
    return;
  }
  // Of most values no more is said than their type.
  if (typeof value === 'string') {
    if (schema.takesAnyText) return;
  } else if (typeof value === 'number') {
    if (schema.takesAnyInt32 && value === (value | 0)) return;
  } else if (typeof value === 'boolean' && schema.takesAnyBoolean) return;
  const type = jsonType(value);
  if (type === undefined || !schema.takes.has(type)) {
    tell(walk, depth, typeMisfit(schema, value));
    return;
  }
  if (type === 'object') {
    if (isPlainMap(value)) checkMap(schema, value, depth, walk);
  } else if (Array.isArray(value)) checkList(schema, value, depth, walk);
  else if (type === 'null' && schema.schema.nullable === true) return;
  if (schema.limits) {
    for (const misfit of scalarMisfits(schema.limits, value)) tell(walk, depth, misfit);
  }
  if (schema.isCombined) checkCombinations(schema, value, depth, walk);
}

/** `allOf`, `anyOf`, `oneOf` and `not`. */
function checkCombinations(schema: CompiledSchema, value: unknown, depth: number, walk: Walk): void {
  const { found, root } = walk;
  const { allOf = [], anyOf, oneOf, not, 'x-kubernetes-int-or-string': isIntOrString } = schema.schema;
  for (const part of allOf) checkValue(schema.branch(part), value, depth, walk);
  const union = {
    path: () => pathOf(walk, depth),
    check: (branch: CompiledSchema) => findingsOf(branch, value, depth, walk),
    elsewhere: (key: string, path: FieldPath) => elsewhere(root, path, key, own(value, key)),
  };
  if (anyOf && isIntOrString !== true) {
    found.push(...unionFindings(schema.union(anyOf), value, { ...union, exclusive: false }));
  }
  if (oneOf) found.push(...unionFindings(schema.union(oneOf), value, { ...union, exclusive: true }));
  if (not && union.check(schema.branch(not)).length === 0) tell(walk, depth, excludedMisfit(not, value));
}

function checkMap(
  schema: CompiledSchema,
  map: Readonly<Record<string, unknown>>,
  depth: number,
  walk: Walk,
): void {
  const { keys, found } = walk;
  const { names, patterns, required } = schema;
  const before = found.length;
  let count = 0;
  let unknown: string[] | undefined;
  let missing: string[] | undefined;
  // By index: in V8's interpreter, which runs this in a first run, iterators cost more than most values.
  const written = Object.keys(map);
  for (let index = 0; index < written.length; index++) {
    const key = written[index] ?? '';
    const value = map[key];
    if (value === undefined) continue;
    count += 1;
    keys[depth] = key;
    const named = schema.named(key);
    if (named) checkValue(named, value, depth + 1, walk);
    const isMatched = patterns && checkPatterns(schema, key, value, depth + 1, walk);
    if (!named && !isMatched) {
      if (schema.others) checkValue(schema.others, value, depth + 1, walk);
      else if (schema.isClosed) (unknown ??= []).push(key);
    }
    if (names) checkValue(schema.below(names), key, depth + 1, walk);
  }
  for (let index = 0; index < required.length; index++) {
    const key = required[index] ?? '';
    if (map[key] === undefined || !Object.hasOwn(map, key)) (missing ??= []).push(key);
  }
  if (unknown || missing) {
    // Which keys there are is told before what is wrong with their values.
    const ofValues = found.splice(before);
    checkKeys(schema, map, { unknown: unknown ?? [], missing: missing ?? [] }, depth, walk);
    for (const each of ofValues) found.push(each);
  }
  const counted = schema.fieldCount && countMisfit(count, schema.fieldCount, 'field');
  if (counted) tell(walk, depth, counted);
}

/** Checks a field by the patterns that its key matches. Returns whether there are any. */
function checkPatterns(
  schema: CompiledSchema,
  key: string,
  value: unknown,
  depth: number,
  walk: Walk,
): boolean {
  const matching = (schema.patterns ?? []).filter(({ pattern }) => pattern.test(key));
  for (const { field } of matching) checkValue(schema.below(field), value, depth, walk);
  return matching.length > 0;
}

/** Tells of keys that a map may not have, and of those that it lacks: one that is only misspelt is not missing as well. */
function checkKeys(
  { schema }: CompiledSchema,
  map: Readonly<Record<string, unknown>>,
  { unknown, missing }: { readonly unknown: readonly string[]; readonly missing: readonly string[] },
  depth: number,
  walk: Walk,
): void {
  const known = Object.keys(schema.properties ?? {});
  const path = pathOf(walk, depth);
  const isElsewhere = (key: string): Elsewhere | undefined => elsewhere(walk.root, path, key, map[key]);
  for (const key of unknown) walk.found.push(unknownFinding(key, known, path, isElsewhere));
  const meant = new Set(unknown.map((key) => nearest(key, known)));
  for (const key of missing) if (!meant.has(key)) tell(walk, depth, missingMisfit(key));
}

function checkList(schema: CompiledSchema, list: readonly unknown[], depth: number, walk: Walk): void {
  const { items, itemCount } = schema;
  const counted = itemCount && countMisfit(list.length, itemCount, 'item');
  if (counted) tell(walk, depth, counted);
  if (items) {
    list.forEach((item, index) => {
      walk.keys[depth] = index;
      checkValue(items, item, depth + 1, walk);
    });
  }
  if (schema.schema.uniqueItems !== true) return;
  list.forEach((item, index) => {
    const first = list.findIndex((each) => isEqual(each, item));
    if (first === index) return;
    walk.keys[depth] = index;
    tell(walk, depth + 1, duplicateMisfit(first));
  });
}
