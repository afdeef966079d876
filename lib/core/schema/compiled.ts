import { oncePer } from '../base';
import { takesType } from './describe';
import { type Limits, type Range, isOfInt32Alone, limitsOf, rangeOf } from './limits';
import { type Pattern, readPattern } from './pattern';
import { resolveReference } from './reference';
import { type JsonSchema, type JsonType, jsonTypes } from './types';

/** A schema as one root has it, read when the first value is held against it and kept as long as the root. */
export function compiledSchema(schema: JsonSchema, root: JsonSchema, structural: boolean): CompiledSchema {
  const scopes = scopesOf(root);
  return (structural ? scopes.structural : scopes.plain).compiled(schema);
}

const scopesOf = oncePer((root: JsonSchema) => ({
  plain: new Scope(root, 'plain'),
  structural: new Scope(root, 'structural'),
}));

/**
 * Which keys of a map are findings: those that `additionalProperties: false` excludes; those that a structural schema
 * does not name; none in its branches, which restrict values and name no keys.
 */
type Mode = 'plain' | 'structural' | 'branch';

/** The schemas of one root, each compiled once: they refer to one another in circles. */
class Scope {
  /** The scope of branches of anyOf, oneOf, allOf and not. */
  readonly branches: Scope;
  private readonly known = new Map<JsonSchema, CompiledSchema>();

  constructor(
    private readonly root: JsonSchema,
    readonly mode: Mode,
  ) {
    this.branches = mode === 'structural' ? new Scope(root, 'branch') : this;
  }

  compiled(reference: JsonSchema): CompiledSchema {
    const schema = resolveReference(reference, this.root);
    const known = this.known.get(schema);
    if (known) return known;
    const made = new CompiledSchema(schema, this);
    this.known.set(schema, made);
    return made;
  }
}

/**
 * A schema in the form that is asked for each value of each object: what follows from the schema alone is worked out once.
 * The schemas below it are compiled when a value has need of them, since of most kinds an object has few of the fields.
 */
export class CompiledSchema {
  readonly takes: ReadonlySet<JsonType>;
  /** Whether any text will do, as in most fields that take one. */
  readonly takesAnyText: boolean;
  /** Whether both true and false will do. */
  readonly takesAnyBoolean: boolean;
  /** Whether any whole number of 32 bits will do. */
  readonly takesAnyInt32: boolean;
  readonly limits: Limits | undefined;
  readonly required: readonly string[];
  readonly fieldCount: Range | undefined;
  readonly itemCount: Range | undefined;
  /** What keys are held against. */
  readonly names: JsonSchema | undefined;
  /** Fields by the pattern of their names. */
  readonly patterns: readonly PatternField[] | undefined;
  /** Whether a key of which the schema says nothing is a finding. */
  readonly isClosed: boolean;
  /** Whether it has allOf, anyOf, oneOf or not. */
  readonly isCombined: boolean;
  private readonly fields = new Map<string, CompiledSchema>();
  private readonly unions = new Map<readonly JsonSchema[], readonly CompiledSchema[]>();
  private othersMade?: CompiledSchema;
  private itemsMade?: CompiledSchema;

  constructor(
    readonly schema: JsonSchema,
    private readonly scope: Scope,
  ) {
    const { allOf, anyOf, oneOf, not, patternProperties } = schema;
    this.takes = new Set(jsonTypes.filter((type) => takesType(schema, type)));
    this.limits = limitsOf(schema);
    this.required = schema.required ?? [];
    this.fieldCount = rangeOf(schema.minProperties, schema.maxProperties);
    this.itemCount = rangeOf(schema.minItems, schema.maxItems);
    this.names = schema.propertyNames;
    this.patterns =
      patternProperties &&
      Object.entries(patternProperties).map(([text, field]) => ({ pattern: readPattern(text), field }));
    this.isClosed = isClosed(schema, scope.mode);
    this.isCombined = (allOf ?? anyOf ?? oneOf ?? not) !== undefined;
    const isTypeAll = !this.limits && !this.isCombined;
    this.takesAnyText = isTypeAll && this.takes.has('string');
    this.takesAnyBoolean = isTypeAll && this.takes.has('boolean');
    const isInt32All = isTypeAll || (!this.isCombined && isOfInt32Alone(this.limits));
    this.takesAnyInt32 = isInt32All && this.takes.has('integer');
  }

  /** A field that the schema has by its name. */
  named(key: string): CompiledSchema | undefined {
    const known = this.fields.get(key);
    if (known) return known;
    const { properties } = this.schema;
    const written = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!written) return undefined;
    const made = this.below(written);
    this.fields.set(key, made);
    return made;
  }

  /** Fields of which the schema says nothing by their names. */
  get others(): CompiledSchema | undefined {
    const { additionalProperties } = this.schema;
    if (typeof additionalProperties === 'object') this.othersMade ??= this.below(additionalProperties);
    return this.othersMade;
  }

  get items(): CompiledSchema | undefined {
    if (this.schema.items) this.itemsMade ??= this.below(this.schema.items);
    return this.itemsMade;
  }

  /** What a part of a value is held against. */
  below(schema: JsonSchema): CompiledSchema {
    return this.scope.compiled(schema);
  }

  /** What the value itself is held against as well. */
  branch(schema: JsonSchema): CompiledSchema {
    return this.scope.branches.compiled(schema);
  }

  /** The branches of anyOf or oneOf; a union within a union is one union. */
  union(schemas: readonly JsonSchema[]): readonly CompiledSchema[] {
    const known = this.unions.get(schemas);
    if (known) return known;
    const made = schemas.flatMap((schema) => flatten(this.branch(schema)));
    this.unions.set(schemas, made);
    return made;
  }
}

interface PatternField {
  readonly pattern: Pattern;
  readonly field: JsonSchema;
}

function isClosed(schema: JsonSchema, mode: Mode): boolean {
  const { additionalProperties, properties } = schema;
  if (mode === 'plain') return additionalProperties === false;
  // The API server drops the keys that a structural schema does not name.
  return (
    mode === 'structural' &&
    properties !== undefined &&
    (additionalProperties === undefined || additionalProperties === false) &&
    schema['x-kubernetes-preserve-unknown-fields'] !== true
  );
}

/** Keywords that take nothing away. */
const annotations: ReadonlySet<string> = new Set(['description', 'default', 'title', 'examples']);

function flatten(branch: CompiledSchema): readonly CompiledSchema[] {
  const { schema } = branch;
  const isUnionAlone = Object.keys(schema).every(
    (keyword) => keyword === 'anyOf' || annotations.has(keyword),
  );
  return isUnionAlone && schema.anyOf ? branch.union(schema.anyOf) : [branch];
}
