import { isPlainMap } from '../base';
import type { FieldPath } from '../finding';
import { alternatives, describeSchema, describeValue, jsonType, quote, takesType } from './describe';
import { scalarFindings } from './scalar';
import type { JsonSchema, SchemaFinding } from './types';
import { resolveReference } from './reference';
import { unknownFinding } from './unknown-field';

export interface Union {
  /** Whether exactly one branch must fit (oneOf), not at least one (anyOf). */
  readonly exclusive: boolean;
  /** Where `$ref` is looked up. */
  readonly root: JsonSchema;
  /** What is wrong with the value by one branch. */
  readonly check: (branch: JsonSchema) => readonly SchemaFinding[];
}

/**
 * What is wrong with a value that should fit one of several schemas, said of the one that its writer most
 * likely meant; "fits none of seven" helps nobody.
 */
export function unionFindings(
  references: readonly JsonSchema[],
  value: unknown,
  path: FieldPath,
  { exclusive, root, check }: Union,
): readonly SchemaFinding[] {
  const branches = references.flatMap((each) => flatten(each, root));
  const results = branches.map((branch) => check(branch));
  const fitting = results.filter((findings) => findings.length === 0).length;
  if (fitting === 1 || (fitting > 1 && !exclusive)) return [];
  if (fitting > 1) return [ambiguousFinding(branches, value, path)];
  const type = jsonType(value);
  const candidates = branches.filter((branch) => takesType(branch, type));
  if (candidates.length === 0) return [noTypeFinding(branches, value, path)];
  if (candidates.every((branch) => branch.const !== undefined || branch.enum)) {
    const allowed = candidates.flatMap((branch) =>
      branch.const === undefined ? (branch.enum ?? []) : [branch.const],
    );
    const findings = scalarFindings({ enum: allowed }, value, path);
    if (findings.length > 0) return findings;
  }
  if (isPlainMap(value)) {
    const explained = keyFindings(candidates, value, path, root);
    if (explained.length > 0) return explained;
  }
  return bestResult(branches, results, value, root) ?? [];
}

/** Keywords that take nothing away. */
const annotations: ReadonlySet<string> = new Set(['description', 'default', 'title', 'examples']);

/** A union within a union is one union. */
function flatten(reference: JsonSchema, root: JsonSchema): JsonSchema[] {
  const schema = resolveReference(reference, root);
  const isUnionAlone = Object.keys(schema).every(
    (keyword) => keyword === 'anyOf' || annotations.has(keyword),
  );
  return isUnionAlone && schema.anyOf ? schema.anyOf.flatMap((each) => flatten(each, root)) : [schema];
}

function noTypeFinding(branches: readonly JsonSchema[], value: unknown, path: FieldPath): SchemaFinding {
  const expected = alternatives(branches.map(describeSchema));
  const message = `Expected ${expected}, found ${describeValue(value)}.`;
  const titles = branches.flatMap(({ title }) => title ?? []);
  return {
    path,
    rule: 'wrong-type',
    message,
    fix: titles.length > 0 ? `Write a ${alternatives(titles)}.` : `Write ${expected}.`,
  };
}

function ambiguousFinding(branches: readonly JsonSchema[], value: unknown, path: FieldPath): SchemaFinding {
  const present = branches
    .flatMap((branch) => branch.required ?? [])
    .filter((key) => isPlainMap(value) && key in value);
  const keys = [...new Set(present)].map(quote).join(' and ');
  return {
    path,
    rule: 'excluded-field',
    message: keys === '' ? 'More than one form fits it.' : `${keys} may not stand together.`,
    fix: 'Give one of them alone.',
  };
}

/** What the keys of a map tell by themselves: one that no branch knows, two of different branches, none at all. */
function keyFindings(
  branches: readonly JsonSchema[],
  map: Readonly<Record<string, unknown>>,
  path: FieldPath,
  root: JsonSchema,
): SchemaFinding[] {
  const discriminator = discriminatorFindings(branches, map, path, root);
  if (discriminator.length > 0) return discriminator;
  const closed = branches.every((branch) => branch.properties && branch.additionalProperties === false);
  const known = branches.map((branch) => takenKeys(branch, root));
  const keys = Object.keys(map).filter((key) => map[key] !== undefined);
  if (closed) {
    const free = [...new Set(known.flatMap((each) => [...each]))].filter((key) => !keys.includes(key));
    const unknown = keys.filter((key) => !known.some((each) => each.has(key)));
    if (unknown.length > 0) return unknown.map((key) => unknownFinding(key, free, path));
    const together = known.some((each) => keys.every((key) => each.has(key)));
    const apart = keys.filter((key) => !known.every((each) => each.has(key)));
    if (!together && apart.length > 1) {
      const message = `${apart.map(quote).join(' and ')} may not stand together.`;
      return [{ path, rule: 'excluded-field', message, fix: 'Give one of them alone.' }];
    }
  }
  // What all of them want tells nothing apart.
  const required = branches.map(({ required: wanted = [] }) =>
    wanted.filter((key) => !branches.every((branch) => branch.required?.includes(key))),
  );
  const tells = required.every((each) => each.length > 0 && each.every((key) => !keys.includes(key)));
  if (!tells || branches.length < 2) return [];
  const choices = alternatives(required.map((each) => each.map(quote).join(' with ')));
  return [{ path, rule: 'missing-field', message: `One of ${choices} is missing.`, fix: `Give ${choices}.` }];
}

/** A field that tells the branches apart by its value, such as `type`, with a value that none of them has. */
function discriminatorFindings(
  branches: readonly JsonSchema[],
  map: Readonly<Record<string, unknown>>,
  path: FieldPath,
  root: JsonSchema,
): SchemaFinding[] {
  return Object.keys(map).flatMap((key) => {
    const fields = branches.map((branch) => ownField(branch, key, root));
    const allowed = fields.map((field) => (field?.const === undefined ? field?.enum : [field.const]));
    if (!allowed.every((each) => each !== undefined)) return [];
    return scalarFindings({ enum: [...new Set(allowed.flat())] }, map[key], [...path, key]);
  });
}

function ownField(branch: JsonSchema, key: string, root: JsonSchema): JsonSchema | undefined {
  const field = branch.properties && Object.hasOwn(branch.properties, key) && branch.properties[key];
  return field ? resolveReference(field, root) : undefined;
}

/** The keys that a branch takes; one whose schema excludes every value (`never` in TypeScript) is not taken. */
function takenKeys(branch: JsonSchema, root: JsonSchema): ReadonlySet<string> {
  const properties = Object.entries(branch.properties ?? {});
  return new Set(
    properties
      .filter(([, field]) => {
        const { not } = resolveReference(field, root);
        return !not || Object.keys(not).length > 0;
      })
      .map(([key]) => key),
  );
}

/** The findings of the branch that the value's type, its discriminating values and its keys point at. */
function bestResult(
  branches: readonly JsonSchema[],
  results: readonly (readonly SchemaFinding[])[],
  value: unknown,
  root: JsonSchema,
): readonly SchemaFinding[] | undefined {
  let best: readonly SchemaFinding[] | undefined;
  let bestScore = -Infinity;
  branches.forEach((branch, index) => {
    const findings = results[index] ?? [];
    const score = branchScore(branch, findings, value, root);
    if (score > bestScore) [best, bestScore] = [findings, score];
  });
  return best;
}

function branchScore(
  branch: JsonSchema,
  findings: readonly SchemaFinding[],
  value: unknown,
  root: JsonSchema,
): number {
  if (!takesType(branch, jsonType(value))) return -1e9;
  let score = -findings.length;
  if (!isPlainMap(value)) return score;
  for (const [key, field] of Object.entries(branch.properties ?? {})) {
    if (value[key] === undefined) continue;
    const schema = resolveReference(field, root);
    const discriminates = schema.const !== undefined || schema.enum !== undefined;
    if (discriminates) score += scalarFindings(schema, value[key], []).length === 0 ? 1e6 : -1e6;
    else score += 1e3;
  }
  return score - 1e4 * findings.filter((finding) => finding.rule === 'unknown-field').length;
}
