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
];

test.each(fixes)(
  'what the fix of $rule says ($says), done literally, makes it go away and nothing else wrong',
  ({ rule, says, schema, broken, fixed }) => {
    expect(validateSchema(schema, broken)).toMatchObject([{ rule, fix: says }]);
    expect(validateSchema(schema, fixed)).toEqual([]);
  },
);
