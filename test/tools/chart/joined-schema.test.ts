import type { JsonSchema } from '../../../lib/core/schema';
import { joinedSchema } from '../../../lib/tools/chart/joined-schema';

const property = (schema: JsonSchema, definitions: Readonly<Record<string, JsonSchema>> = {}): unknown => {
  const joined = joinedSchema({ type: 'object', properties: { a: schema }, definitions });
  const found = joined.properties?.['a'] ?? {};
  return found.$ref === undefined ? found : joined.definitions?.[found.$ref.replace('#/definitions/', '')];
};

test('schemas of values of different types become one', () => {
  expect(
    property({
      anyOf: [
        { type: 'string', pattern: '^a' },
        { type: 'integer', minimum: 1 },
      ],
    }),
  ).toEqual({ type: ['string', 'integer'], pattern: '^a', minimum: 1 });
});

test('what may be null as well is shared as what it refers to is', () => {
  const nullable: JsonSchema = { anyOf: [{ type: 'null' }, { $ref: '#/definitions/Route' }] };
  const definitions: Readonly<Record<string, JsonSchema>> = {
    Route: { type: 'object', properties: { match: { type: 'string' } }, required: ['match'] },
  };
  expect(property(nullable, definitions)).toEqual({ ...definitions['Route'], type: ['null', 'object'] });
});

test('words that one of them names go where another takes any value', () => {
  expect(property({ anyOf: [{ type: 'boolean', enum: [false] }, { type: 'string' }] })).toEqual({
    type: ['boolean', 'string'],
  });
  expect(property({ anyOf: [{ type: 'null' }, { type: 'string', enum: ['a'] }] })).toEqual({
    type: ['null', 'string'],
    enum: [null, 'a'],
  });
});

test('several kinds of maps become one that has the keys of all', () => {
  const map = (key: string): JsonSchema => ({
    type: 'object',
    properties: { [key]: { type: 'string' } },
    required: [key],
  });
  expect(property({ anyOf: [map('a'), map('b')] })).toEqual({
    type: ['object'],
    properties: { a: { type: 'string' }, b: { type: 'string' } },
    additionalProperties: false,
  });
});
