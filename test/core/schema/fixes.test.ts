import { type JsonSchema, type SchemaRule, validateSchema } from '../../../lib/core/schema';

/** A value that breaks a schema, and the same with what the fix says done: such schemas are of others. */
interface SchemaFix {
  readonly rule: SchemaRule;
  readonly says: string;
  readonly schema: JsonSchema;
  readonly broken: unknown;
  readonly fixed: unknown;
}

const one = (key: string): JsonSchema => ({
  type: 'object',
  properties: { [key]: { type: 'string' } },
  additionalProperties: false,
});

const reference: JsonSchema = {
  type: 'object',
  properties: { name: { type: 'string' }, namespace: { type: 'string' } },
  required: ['name'],
};

/** What the fix says, of a schema and a value of another type, and the value that is meant. */
const wrongTypes: readonly (readonly [says: string, schema: JsonSchema, broken: unknown, fixed: unknown])[] =
  [
    ['Write a map, such as { name: "auth" }.', reference, 'auth', { name: 'auth' }],
    ['Write a map, such as { name: … }.', reference, ['a', 'b'], { name: 'a' }],
    ['Write a map: {}, or { a: … }.', one('a'), true, {}],
    ['Write its fields below it, or {} for none.', one('a'), null, {}],
    [
      'Write a map, such as { key: true }.',
      { type: 'object', additionalProperties: { type: 'boolean' } },
      'a',
      { a: true },
    ],
    ['Write the item alone, not in a list.', one('a'), [{ a: '1' }], { a: '1' }],
    ['Write "a" alone.', { type: 'string' }, ['a'], 'a'],
    ['Write text.', { type: 'string' }, ['a', 'b'], 'a'],
    ['Write true without quotes.', { type: 'boolean' }, 'true', true],
    ['Write true or false.', { type: 'boolean' }, 'yes', true],
    ['Write a whole number, such as 1.', { type: 'integer' }, 'many', 1],
    ['Write a whole number or text.', { 'x-kubernetes-int-or-string': true }, [80, 81], 80],
    ['Write a list: ["a"].', { type: 'array', items: { type: 'string' } }, 'a', ['a']],
    [
      'Write a list: with a dash before the first field of each item.',
      { type: 'array', items: reference },
      { name: 'a' },
      [{ name: 'a' }],
    ],
  ];

const fixes: readonly SchemaFix[] = [
  {
    rule: 'excluded-field',
    says: 'Remove one of them.',
    schema: { not: { required: ['a', 'b'] } },
    broken: { a: '1', b: '2' },
    fixed: { a: '1' },
  },
  {
    rule: 'excluded-field',
    says: 'Remove it.',
    schema: { not: { required: ['a'] } },
    broken: { a: '1', b: '2' },
    fixed: { b: '2' },
  },
  {
    rule: 'excluded-field',
    says: 'Give one of them alone.',
    schema: { oneOf: [one('a'), one('b')] },
    broken: { a: '1', b: '2' },
    fixed: { b: '2' },
  },
  {
    rule: 'duplicate-item',
    says: 'Remove one of them.',
    schema: { type: 'array', uniqueItems: true },
    broken: ['a', 'b', 'a'],
    fixed: ['a', 'b'],
  },
  ...wrongTypes.map(([says, schema, broken, fixed]) => ({
    rule: 'wrong-type' as const,
    says,
    schema,
    broken,
    fixed,
  })),
];

test.each(fixes)(
  'what the fix of $rule says ($says), done literally, makes it go away and nothing else wrong',
  ({ rule, says, schema, broken, fixed }) => {
    expect(validateSchema(schema, broken)).toMatchObject([{ rule, fix: says }]);
    expect(validateSchema(schema, fixed)).toEqual([]);
  },
);
