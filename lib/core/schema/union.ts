import { isPlainMap } from '../base';
import type { FieldPath } from '../finding';
import type { CompiledSchema } from './compiled';
import { alternatives, describeSchema, describeValue, jsonType, quote, takesType } from './describe';
import { notAllowed, scalarMisfits } from './scalar';
import type { Elsewhere } from './elsewhere';
import type { JsonSchema, SchemaFinding } from './types';
import { unknownFinding } from './unknown-field';

export interface Union {
  /** Whether exactly one branch must fit (oneOf), not at least one (anyOf). */
  readonly exclusive: boolean;
  readonly path: () => FieldPath;
  /** What is wrong with the value by one branch. */
  readonly check: (branch: CompiledSchema) => readonly SchemaFinding[];
  /** Where else the whole schema has a field. */
  readonly elsewhere: (key: string, path: FieldPath) => Elsewhere | undefined;
}

/**
 * What is wrong with a value that should fit one of several schemas, said of the one that its writer most
 * likely meant; "fits none of seven" helps nobody.
 */
export function unionFindings(
  branches: readonly CompiledSchema[],
  value: unknown,
  { exclusive, path: pathOf, check, elsewhere }: Union,
): readonly SchemaFinding[] {
  const results: (readonly SchemaFinding[])[] = [];
  let fitting = 0;
  for (const branch of branches) {
    const findings = check(branch);
    if (findings.length === 0) fitting += 1;
    if (fitting > 0 && !exclusive) return [];
    results.push(findings);
  }
  if (fitting === 1) return [];
  const path = pathOf();
  const schemas = branches.map(({ schema }) => schema);
  if (fitting > 1) return [ambiguousFinding(schemas, value, path)];
  const type = jsonType(value);
  const candidates = branches.filter(({ schema }) => takesType(schema, type));
  if (candidates.length === 0) return [noTypeFinding(schemas, value, path)];
  if (candidates.every(({ schema }) => schema.const !== undefined || schema.enum)) {
    const allowed = candidates.flatMap(({ schema }) =>
      schema.const === undefined ? (schema.enum ?? []) : [schema.const],
    );
    const refused = notAllowed(allowed, value);
    if (refused) return [{ path, ...refused }];
  }
  if (isPlainMap(value)) {
    const explained = keyFindings(candidates, value, path, (key) => elsewhere(key, path));
    if (explained.length > 0) return explained;
  }
  return bestResult(branches, results, value) ?? [];
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
  branches: readonly CompiledSchema[],
  map: Readonly<Record<string, unknown>>,
  path: FieldPath,
  elsewhere: (key: string) => Elsewhere | undefined,
): SchemaFinding[] {
  const discriminator = discriminatorFindings(branches, map, path);
  if (discriminator.length > 0) return discriminator;
  const schemas = branches.map(({ schema }) => schema);
  const closed = schemas.every((schema) => schema.properties && schema.additionalProperties === false);
  const known = branches.map(takenKeys);
  const keys = Object.keys(map).filter((key) => map[key] !== undefined);
  if (closed) {
    const free = [...new Set(known.flatMap((each) => [...each]))].filter((key) => !keys.includes(key));
    const unknown = keys.filter((key) => !known.some((each) => each.has(key)));
    if (unknown.length > 0) return unknown.map((key) => unknownFinding(key, free, path, elsewhere));
    const together = known.some((each) => keys.every((key) => each.has(key)));
    const apart = keys.filter((key) => !known.every((each) => each.has(key)));
    if (!together && apart.length > 1) {
      const message = `${apart.map(quote).join(' and ')} may not stand together.`;
      return [{ path, rule: 'excluded-field', message, fix: 'Give one of them alone.' }];
    }
  }
  // What all of them want tells nothing apart.
  const required = schemas.map(({ required: wanted = [] }) =>
    wanted.filter((key) => !schemas.every((schema) => schema.required?.includes(key))),
  );
  const tells = required.every((each) => each.length > 0 && each.every((key) => !keys.includes(key)));
  if (!tells || branches.length < 2) return [];
  const choices = alternatives(required.map((each) => each.map(quote).join(' with ')));
  return [{ path, rule: 'missing-field', message: `One of ${choices} is missing.`, fix: `Give ${choices}.` }];
}

/** A field that tells the branches apart by its value, such as `type`, with a value that none of them has. */
function discriminatorFindings(
  branches: readonly CompiledSchema[],
  map: Readonly<Record<string, unknown>>,
  path: FieldPath,
): SchemaFinding[] {
  return Object.keys(map).flatMap((key) => {
    const fields = branches.map((branch) => branch.named(key)?.schema);
    const allowed = fields.map((field) => (field?.const === undefined ? field?.enum : [field.const]));
    if (!allowed.every((each) => each !== undefined)) return [];
    const refused = notAllowed([...new Set(allowed.flat())], map[key]);
    return refused ? [{ path: [...path, key], ...refused }] : [];
  });
}

/** The keys that a branch takes; one whose schema excludes every value (`never` in TypeScript) is not taken. */
function takenKeys(branch: CompiledSchema): ReadonlySet<string> {
  const keys = Object.keys(branch.schema.properties ?? {});
  return new Set(
    keys.filter((key) => {
      const not = branch.named(key)?.schema.not;
      return !not || Object.keys(not).length > 0;
    }),
  );
}

/** The findings of the branch that the value's type, its discriminating values and its keys point at. */
function bestResult(
  branches: readonly CompiledSchema[],
  results: readonly (readonly SchemaFinding[])[],
  value: unknown,
): readonly SchemaFinding[] | undefined {
  let best: readonly SchemaFinding[] | undefined;
  let bestScore = -Infinity;
  branches.forEach((branch, index) => {
    const findings = results[index] ?? [];
    const score = branchScore(branch, findings, value);
    if (score > bestScore) [best, bestScore] = [findings, score];
  });
  return best;
}

function branchScore(branch: CompiledSchema, findings: readonly SchemaFinding[], value: unknown): number {
  if (!takesType(branch.schema, jsonType(value))) return -1e9;
  let score = -findings.length;
  if (!isPlainMap(value)) return score;
  for (const key of Object.keys(branch.schema.properties ?? {})) {
    if (value[key] === undefined) continue;
    const limits = branch.named(key)?.limits;
    if (limits?.allowed) score += scalarMisfits(limits, value[key]).length === 0 ? 1e6 : -1e6;
    else score += 1e3;
  }
  return score - 1e4 * findings.filter((finding) => finding.rule === 'unknown-field').length;
}
