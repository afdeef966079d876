import { type JsonSchema, type SchemaFinding, validateSchema } from '../../../lib/core/schema';

const kind = (name: string, fields: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties: { [name]: { type: 'object', properties: fields, additionalProperties: false } },
  required: [name],
  additionalProperties: false,
});

const middleware: JsonSchema = {
  anyOf: [
    { $ref: '#/definitions/RateLimit' },
    { anyOf: [kind('compress', {}), kind('retry', { attempts: { type: 'integer' } })] },
  ],
  definitions: { RateLimit: kind('rateLimit', { average: { type: 'integer', minimum: 0 } }) },
};

const probe: JsonSchema = {
  anyOf: [
    {
      type: 'object',
      properties: { type: { const: 'http' }, path: { type: 'string' } },
      required: ['type', 'path'],
      additionalProperties: false,
    },
    {
      type: 'object',
      properties: { type: { const: 'tcp' }, port: { type: 'integer' } },
      required: ['type'],
      additionalProperties: false,
    },
    { type: 'string', enum: ['on', 'off'] },
    { type: 'boolean' },
  ],
};

function only(schema: JsonSchema, value: unknown): SchemaFinding | undefined {
  const findings = validateSchema(schema, value);
  expect(findings).toHaveLength(1);
  return findings[0];
}

test('a value that fits one of several is fine', () => {
  expect(validateSchema(middleware, { retry: { attempts: 1 } })).toEqual([]);
  expect(validateSchema(probe, true)).toEqual([]);
});

test('a mistake inside is told of the kind that is meant', () => {
  expect(only(middleware, { rateLimit: { average: -1 } })).toMatchObject({
    path: ['rateLimit', 'average'],
    rule: 'out-of-range',
  });
  expect(only(probe, { type: 'tcp', port: 'x' })).toMatchObject({ path: ['port'], rule: 'wrong-type' });
  expect(only(probe, { type: 'http' })).toMatchObject({ message: 'The field "path" is missing.' });
});

test('a misspelt kind is told with the nearest, of whatever branch', () => {
  expect(only(middleware, { ratelimit: {} })).toMatchObject({
    path: ['ratelimit'],
    fix: 'Write "rateLimit".',
  });
});

test('two kinds at once are told to exclude each other', () => {
  expect(only(middleware, { rateLimit: {}, compress: {} })).toMatchObject({
    rule: 'excluded-field',
    message: '"rateLimit" and "compress" may not stand together.',
  });
});

test('no kind at all is told with the choice', () => {
  expect(only(middleware, {})).toMatchObject({
    rule: 'missing-field',
    message: 'One of "rateLimit", "compress" or "retry" is missing.',
  });
});

test('an unknown value of the field that tells kinds apart is told with all that are known', () => {
  expect(only(probe, { type: 'grpc' })).toMatchObject({
    path: ['type'],
    message: expect.stringContaining('"http" or "tcp"') as unknown,
  });
});

test('a type that no branch takes is told with all that are taken', () => {
  expect(only(probe, 5)?.message).toBe('Expected a map, "on" or "off" or true or false, found the number 5.');
});

test('a word that no branch takes is told with the nearest', () => {
  expect(only(probe, 'offf')).toMatchObject({ fix: 'Write "off".' });
});

test('a field that a branch forbids (never in TypeScript) does not make it the branch that is meant', () => {
  const schema: JsonSchema = {
    anyOf: [
      {
        type: 'object',
        properties: { a: { type: 'string' }, b: { not: {} } },
        required: ['a'],
        additionalProperties: false,
      },
      {
        type: 'object',
        properties: { b: { type: 'string' }, a: { not: {} } },
        required: ['b'],
        additionalProperties: false,
      },
    ],
  };
  expect(only(schema, { a: 'x', b: 'y' })).toMatchObject({ rule: 'excluded-field' });
});
