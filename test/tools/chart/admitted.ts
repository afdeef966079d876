import * as fc from 'fast-check';
import { type JsonSchema, validateSchema } from '../../../lib/core/schema';

/** Values that a schema admits: those that tell something, and others. */
export function valuesOf(schema: JsonSchema, telling: readonly unknown[]): fc.Arbitrary<unknown> {
  const known = telling.filter((value) => validateSchema(schema, value).length === 0);
  const { type, minimum = 0, maximum = 1000, minLength = 0, maxLength = 100, pattern } = schema;
  const types = new Set([type ?? []].flat());
  const texts =
    pattern === undefined
      ? fc.string({ minLength, maxLength: Math.min(maxLength, 300), unit: 'grapheme' })
      : fc.stringMatching(new RegExp(pattern, 'u'));
  const some: fc.Arbitrary<unknown>[] = [
    ...(known.length > 0 ? [fc.constantFrom(...known)] : []),
    ...(schema.enum ? [fc.constantFrom(...schema.enum)] : []),
    ...(types.has('boolean') ? [fc.boolean()] : []),
    ...(types.has('integer')
      ? [
          fc.integer({ min: minimum, max: maximum }),
          fc.integer({ min: minimum, max: Math.min(maximum, minimum + 300) }),
        ]
      : []),
    ...(types.has('number')
      ? [fc.double({ min: minimum, max: maximum, noNaN: true }).map((value) => Math.round(value * 100) / 100)]
      : []),
    ...(types.has('string')
      ? [texts, ...(pattern === undefined ? [fc.constantFrom('latest', 'a', 'A-b', '12')] : [])]
      : []),
    ...(types.has('array')
      ? [
          fc.array(valuesOf(schema.items ?? { type: 'string' }, []), {
            minLength: schema.minItems ?? 0,
            maxLength: Math.min(schema.maxItems ?? 9, 9),
          }),
        ]
      : []),
    ...(types.has('object') ? [mapOf(schema)] : []),
  ];
  if (some.length === 0) throw new Error(`nothing is known to fit ${JSON.stringify(schema)}`);
  return fc.oneof(...some).filter((value) => validateSchema(schema, value).length === 0);
}

function mapOf({ properties = {} }: JsonSchema): fc.Arbitrary<unknown> {
  return fc.record(
    Object.fromEntries(
      Object.entries(properties)
        .filter(([, { type }]) => type !== 'null')
        .map(([key, schema]) => [key, valuesOf(schema, [])]),
    ),
  );
}

/** The schema of the value at a path. */
export function schemaAtPath(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((found, key) => found?.properties?.[key], schema);
}
