import Ajv from 'ajv';
import * as fc from 'fast-check';
import { type JsonSchema, validateSchema } from '../../../lib/core/schema';
import { depth } from '../../support/depth';

// ajv reads all of JSON Schema; ours reads the part that CRDs and our files use, and explains what is wrong. Whether
// something is wrong, both must say alike.

const names = fc.constantFrom('a', 'b', 'ab', 'x-a');
const scalars = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    1,
    2,
    -3,
    2.5,
    2 ** 40,
    '',
    'a',
    'ab',
    'b',
    'ünï',
    '🙂',
    '12',
  ),
  fc.integer({ min: -5, max: 5 }),
);
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const types = fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object');
const limits = fc.integer({ min: 0, max: 3 });
const patterns = fc.constantFrom('^a', 'b$', '^[a-z]+$', '^.$', '^\\d+$', 'x-');
const scalarKeywords = {
  type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
  enum: fc.uniqueArray(values, { minLength: 1, maxLength: 3, selector: (value) => JSON.stringify(value) }),
  const: values,
  minLength: limits,
  maxLength: limits,
  pattern: patterns,
  minimum: limits,
  maximum: limits,
  exclusiveMinimum: limits,
  exclusiveMaximum: limits,
  multipleOf: fc.constantFrom(1, 2, 3),
  minItems: limits,
  maxItems: limits,
  uniqueItems: fc.boolean(),
  required: fc.uniqueArray(names, { maxLength: 2 }),
  minProperties: limits,
  maxProperties: limits,
};

const { schema: parts } = fc.letrec<{ schema: JsonSchema }>((tie) => {
  const schemas = fc.array(tie('schema'), { minLength: 1, maxLength: 3 });
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.record(scalarKeywords, { requiredKeys: [] }).map(few),
      fc.constantFrom({ $ref: '#/definitions/one' }, { $ref: '#/definitions/two' }),
      fc
        .record(
          {
            type: scalarKeywords.type,
            required: scalarKeywords.required,
            properties: fc.dictionary(names, tie('schema'), { maxKeys: 3, noNullPrototype: true }),
            patternProperties: fc.dictionary(patterns, tie('schema'), { maxKeys: 2, noNullPrototype: true }),
            additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
            propertyNames: fc.record({ pattern: patterns }),
            items: tie('schema'),
            anyOf: schemas,
            oneOf: schemas,
            allOf: schemas,
            not: tie('schema'),
          },
          { requiredKeys: [] },
        )
        .map(few),
    ),
  };
});

/** Three keywords at most: with all of them, nearly nothing would be taken. */
function few(schema: Readonly<Record<string, unknown>>): JsonSchema {
  const keywords = Object.entries(schema).filter(([, value]) => value !== undefined);
  const first = keywords.length === 0 ? 0 : JSON.stringify(schema).length % keywords.length;
  return Object.fromEntries([...keywords.slice(first), ...keywords.slice(0, first)].slice(0, 3));
}

const roots = fc
  .tuple(parts, parts, parts)
  .map(([schema, one, two]): JsonSchema => ({ allOf: [schema], definitions: { one, two } }))
  .filter((root) => !refersToItself(root));

function refersToItself({ definitions = {} }: JsonSchema): boolean {
  // One definition may lead to the other, and no further.
  return (
    /"\$ref"/.test(JSON.stringify(definitions['one'])) ||
    /definitions\/two/.test(JSON.stringify(definitions['two']))
  );
}

test('a value is taken or not as ajv says, for schemas and values of all kinds', () => {
  const ajv = new Ajv({ strict: false, logger: false });
  const seen = { taken: 0, refused: 0 };
  const numRuns = depth(100, 500);
  fc.assert(
    fc.property(roots, fc.array(values, { minLength: 5, maxLength: 5 }), (schema, candidates) => {
      const takes = ajv.compile(schema);
      for (const value of candidates) {
        const taken = validateSchema(schema, value).length === 0;
        // Not with `expect`: it costs more than both validators.
        if (taken !== takes(value))
          throw new Error(`ours ${taken ? 'takes' : 'refuses'} ${JSON.stringify(value)}`);
        seen[taken ? 'taken' : 'refused'] += 1;
      }
      ajv.removeSchema(schema);
    }),
    // A smaller example costs minutes, for each is compiled.
    { seed: 20261127, numRuns, endOnFailure: true },
  );
  // Neither answer is an exception.
  expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(numRuns);
});

test('what is said of a value is the same whatever was held against the schema before', () => {
  fc.assert(
    fc.property(roots, values, values, fc.boolean(), (schema, before, value, structural) => {
      const options = { structural };
      validateSchema(schema, before, { structural: !structural });
      validateSchema(schema, before, options);
      const said = validateSchema(schema, value, options);
      expect(validateSchema(schema, value, options)).toEqual(said);
      expect(validateSchema(structuredClone(schema), value, options)).toEqual(said);
    }),
    { seed: 20261128, numRuns: depth(50, 100) },
  );
});
