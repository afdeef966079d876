import * as fc from 'fast-check';
import { type JsonSchema, type SchemaOptions, validateSchema } from '../../../lib/core/schema';
import { formatFieldPath } from '../../../lib/core/finding';

/** `path rule` of each finding. */
function findings(schema: JsonSchema, value: unknown, options?: SchemaOptions): string[] {
  return validateSchema(schema, value, options).map(({ path, rule }) => `${formatFieldPath(path)} ${rule}`);
}

const closed = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

describe('a value alone', () => {
  test.each<[string, JsonSchema, unknown, string[]]>([
    ['text for a number', { type: 'integer' }, '80', [' wrong-type']],
    ['a fraction for a whole number', { type: 'integer' }, 1.5, [' wrong-type']],
    ['1.0 is a whole number', { type: 'integer' }, 1, []],
    ['a whole number is a number', { type: 'number' }, 1, []],
    ['null', { type: 'string' }, null, [' wrong-type']],
    ['null where it is allowed', { type: 'string', nullable: true }, null, []],
    ['one of several types', { type: ['string', 'null'] }, null, []],
    [
      'a number or text as port',
      { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
      'http',
      [],
    ],
    ['true as port', { 'x-kubernetes-int-or-string': true }, true, [' wrong-type']],
    ['a word that is not in the list', { type: 'string', enum: ['a', 'b'] }, 'c', [' not-allowed-value']],
    ['another constant', { const: { a: 1 } }, { a: 2 }, [' not-allowed-value']],
    ['the same constant', { const: { a: 1, b: 2 } }, { b: 2, a: 1 }, []],
    ['text that does not match', { type: 'string', pattern: '^[0-9]+$' }, 'x', [' wrong-pattern']],
    ['a pattern of Go alone is left to the API server', { type: 'string', pattern: '(?i)^x$' }, 'y', []],
    ['below the minimum', { type: 'integer', minimum: 1 }, 0, [' out-of-range']],
    ['at the minimum', { type: 'integer', minimum: 1 }, 1, []],
    ['at an exclusive minimum', { type: 'number', exclusiveMinimum: 0 }, 0, [' out-of-range']],
    [
      'at an exclusive minimum as CRDs write it',
      { type: 'number', minimum: 0, exclusiveMinimum: true },
      0,
      [' out-of-range'],
    ],
    ['at an exclusive maximum', { type: 'number', maximum: 5, exclusiveMaximum: true }, 5, [' out-of-range']],
    ['beyond 32 bits', { type: 'integer', format: 'int32' }, 2 ** 31, [' out-of-range']],
    ['no multiple', { type: 'number', multipleOf: 2 }, 3, [' out-of-range']],
    ['too short, counted as people count', { type: 'string', minLength: 2 }, '😀', [' wrong-length']],
    ['too long', { type: 'string', maxLength: 1 }, 'ab', [' wrong-length']],
    ['too few items', { type: 'array', minItems: 1 }, [], [' wrong-length']],
    [
      'the same item twice',
      { type: 'array', uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      ['[1] duplicate-item'],
    ],
    ['too many fields', { type: 'object', maxProperties: 1 }, { a: 1, b: 2 }, [' wrong-length']],
    ['what must not be', { not: { type: 'string' } }, 'x', [' excluded-field']],
    ['two that exclude each other', { not: { required: ['a', 'b'] } }, { a: 1, b: 2 }, [' excluded-field']],
    ['a function', { type: 'object' }, () => 1, [' wrong-type']],
  ])('%s', (_, schema, value, expected) => {
    expect(findings(schema, value)).toEqual(expected);
  });

  test('a number in quotes is told to lose them', () => {
    expect(validateSchema({ type: 'integer' }, '80')[0]?.fix).toBe('Write 80 without quotes.');
  });
});

describe('maps and lists', () => {
  test('every finding is told, with its path', () => {
    const schema = closed({ a: { type: 'array', items: closed({ n: { type: 'integer' } }, ['n']) } }, ['b']);
    expect(findings(schema, { a: [{ n: 1 }, { n: 'x' }, {}], c: 1 })).toEqual([
      'c unknown-field',
      ' missing-field',
      'a[1].n wrong-type',
      'a[2] missing-field',
    ]);
  });

  test('an unknown field is told with the nearest known one', () => {
    const [finding] = validateSchema(closed({ replicas: {}, image: {} }), { replica: 1 });
    expect(finding).toMatchObject({ path: ['replica'], fix: 'Write "replicas".' });
  });

  test('a key of any object, such as constructor, is not taken for a known field', () => {
    const data = JSON.parse('{"constructor":1,"__proto__":2,"toString":3}') as unknown;
    expect(findings(closed({ a: {} }), data)).toHaveLength(3);
  });

  test('a required field that is only misspelt is not missing as well', () => {
    expect(findings(closed({ average: {} }, ['average']), { averge: 1 })).toEqual(['averge unknown-field']);
    expect(findings(closed({ average: {} }, ['average']), { burst: 1 })).toEqual([
      'burst unknown-field',
      ' missing-field',
    ]);
  });

  test('a field without a value is a missing field', () => {
    expect(findings(closed({ a: {} }, ['a']), { a: undefined })).toEqual([' missing-field']);
  });

  test('values of a map by name, and names by pattern', () => {
    const schema: JsonSchema = {
      type: 'object',
      propertyNames: { pattern: '^[a-z]+$' },
      patternProperties: { '^n': { type: 'integer' } },
      additionalProperties: { type: 'string' },
    };
    expect(findings(schema, { na: 1, a: 'x' })).toEqual([]);
    expect(findings(schema, { nb: 'x', b: 1, C: 'x' })).toEqual([
      'nb wrong-type',
      'b wrong-type',
      'C wrong-pattern',
    ]);
  });

  test('references are followed, names with brackets as well', () => {
    const schema: JsonSchema = {
      $ref: '#/definitions/List%3CItem%3E',
      definitions: {
        'List<Item>': { type: 'array', items: { $ref: '#/definitions/Item' } },
        Item: closed({ next: { $ref: '#/definitions/Item' } }),
      },
    };
    expect(findings(schema, [{ next: { next: { nxt: {} } } }])).toEqual(['[0].next.next.nxt unknown-field']);
  });

  test('data that contains itself has an end', () => {
    const data: Record<string, unknown> = {};
    data['next'] = data;
    const schema: JsonSchema = {
      $ref: '#/definitions/A',
      definitions: { A: closed({ next: { $ref: '#/definitions/A' } }) },
    };
    expect(validateSchema(schema, data).map(({ rule }) => rule)).toEqual(['too-deep']);
  });
});

describe('a structural schema, as CRDs have', () => {
  const structural = (schema: JsonSchema, value: unknown): string[] =>
    findings(schema, value, { structural: true });

  test('fields that it does not name are found, because the API server drops them', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { spec: { type: 'object', properties: { a: {} } } },
    };
    expect(structural(schema, { spec: { b: 1 } })).toEqual(['spec.b unknown-field']);
  });

  test('fields are kept where it says so, or names none', () => {
    const open: JsonSchema = {
      type: 'object',
      properties: { a: {} },
      'x-kubernetes-preserve-unknown-fields': true,
    };
    expect(structural(open, { b: 1 })).toEqual([]);
    expect(structural({ type: 'object' }, { b: 1 })).toEqual([]);
    expect(structural({ type: 'object', properties: { a: {} }, additionalProperties: {} }, { b: 1 })).toEqual(
      [],
    );
  });

  test('branches restrict values and name no fields', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      oneOf: [{ required: ['a'], properties: { a: {} } }, { required: ['b'] }],
    };
    expect(structural(schema, { a: 'x' })).toEqual([]);
    expect(structural(schema, {})).toEqual([' missing-field']);
    expect(structural(schema, { a: 'x', b: 'y' })).toEqual([' excluded-field']);
  });
});

test('plain JSON of any shape is judged without throwing', () => {
  const schema = closed({ a: { anyOf: [{ type: 'string' }, closed({ b: { type: 'integer' } }, ['b'])] } });
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (inner, outer) => {
      expect(Array.isArray(validateSchema(schema, { a: inner }))).toBe(true);
      expect(Array.isArray(validateSchema(schema, outer))).toBe(true);
    }),
    { seed: 20261122 },
  );
});
