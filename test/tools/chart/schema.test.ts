import { inferred, nullable, schemaAt } from '../../../lib/tools/chart/schema';
import { keyOf } from '../../../lib/tools/chart/values';
import { validateSchema } from '../../../lib/core/schema';

const words = { describe: () => undefined, schemaOf: () => undefined, shortest: new Map<string, number>() };

describe('the schema of values', () => {
  const inputs = [
    { n: 1, t: 'x', l: ['a'], m: { k: true }, f: 'fixed' },
    { n: 2, t: 'y', l: [], m: { k: false }, o: { p: 1.5 } },
  ];
  const offered = new Set([['n'], ['t'], ['l'], ['m', 'k'], ['o', 'p']].map(keyOf));
  const schema = schemaAt(inputs, offered, [], words) ?? {};
  const accepts = (value: unknown): boolean => validateSchema(schema, value).length === 0;

  test.each(inputs.map((input, index) => [index, input] as const))('takes input %i', (_, input) => {
    expect(accepts(input)).toBe(true);
  });

  test.each([
    ['a key that nobody has', { ...inputs[0], x: 1 }],
    ['a text for a number', { ...inputs[0], n: '1' }],
    ['half a replica', { ...inputs[0], n: 1.5 }],
    ['a number for a text', { ...inputs[0], t: 1 }],
    ['a number in a list of texts', { ...inputs[0], l: [1] }],
    ['a key within a map that nobody has', { ...inputs[0], m: { k: true, j: 1 } }],
    ['another value for what is fixed', { ...inputs[0], f: 'other' }],
    ['no value where all have one', { t: 'x', l: [], m: { k: true } }],
    ['null where all have a value', { ...inputs[0], n: null }],
  ])('refuses %s', (_, value) => {
    expect(accepts(value)).toBe(false);
  });

  test('takes null for what only some have', () => {
    expect(accepts({ ...inputs[0], o: null, f: null })).toBe(true);
  });
});

test.each([
  ['whole numbers', [1, 2], { type: 'integer' }],
  ['numbers, some of them whole', [1, 2.5], { type: 'number' }],
  ['empty lists', [[], []], { type: 'array' }],
  ['lists of numbers', [[1], [0.5]], { type: 'array', items: { type: 'number' } }],
  ['texts and numbers', ['a', 1], { type: ['string', 'integer'] }],
  [
    'maps of which one has more',
    [{ a: 1 }, { a: 2, b: 'x' }],
    {
      type: 'object',
      properties: { a: { type: 'integer' }, b: { type: 'string' } },
      additionalProperties: false,
      required: ['a'],
    },
  ],
])('of %s is inferred what they have in common', (_, values, expected) => {
  expect(inferred(values)).toEqual(expected);
});

test.each([
  [{ type: 'string' }, { type: ['string', 'null'] }],
  [{ enum: ['a'] }, { enum: ['a', null] }],
  [
    { type: 'string', enum: ['a'] },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [{ $ref: '#/definitions/A' }, { anyOf: [{ type: 'null' }, { $ref: '#/definitions/A' }] }],
] as const)('%j or null', (schema, expected) => {
  expect(nullable(schema)).toEqual(expected);
});
