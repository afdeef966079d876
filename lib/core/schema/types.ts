import type { FieldPath } from '../finding';

/** The part of JSON Schema that CRDs and the schema of environment files use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly type?: JsonType | readonly JsonType[];
  readonly nullable?: boolean;
  readonly description?: string;
  /** What a text with this schema's pattern is, as a message names it: `quantity such as 128Mi`. */
  readonly title?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  /** A number as in today's JSON Schema, or a flag on `minimum` as in the OpenAPI 3.0 of CRDs. */
  readonly exclusiveMinimum?: number | boolean;
  readonly exclusiveMaximum?: number | boolean;
  readonly multipleOf?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly [keyword: string]: unknown;
}

export const jsonTypes = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;

export type JsonType = (typeof jsonTypes)[number];

/** Which demand of the schema a value does not meet. */
export type SchemaRule =
  | 'wrong-type'
  | 'unknown-field'
  | 'missing-field'
  | 'excluded-field'
  | 'not-allowed-value'
  | 'wrong-pattern'
  | 'out-of-range'
  | 'wrong-length'
  | 'duplicate-item'
  | 'too-deep';

/** What is wrong with one value: where, which demand, in a sentence, and what to write instead. */
export interface SchemaFinding {
  readonly path: FieldPath;
  readonly rule: SchemaRule;
  readonly message: string;
  readonly fix?: string;
}

export interface SchemaOptions {
  /**
   * Where `#/definitions/…` of a `$ref` is looked up.
   * @default the schema itself
   */
  readonly root?: JsonSchema;
  /**
   * Whether it is a structural schema, as CRDs have: keys it does not name are findings, because the API
   * server drops them, and branches of anyOf, oneOf, allOf and not only restrict values.
   * @default false - keys are findings where the schema says `additionalProperties: false`
   */
  readonly structural?: boolean;
}
