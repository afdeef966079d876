import { type JsonSchema, validateSchema } from '../../../lib/core/schema';

const text: JsonSchema = { type: 'string' };
const map = (properties: Readonly<Record<string, JsonSchema>>, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
});
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

const pod: JsonSchema = map({
  spec: map({
    replicas: { type: 'integer' },
    template: map({ labels: map({ app: text }), containers: list(map({ image: text, name: text })) }),
  }),
  metadata: map({ name: text }),
});

/** What is told of the one unknown field of a value, and what to write. */
function told(schema: JsonSchema, value: unknown): readonly (string | undefined)[] {
  const found = validateSchema(schema, value).filter(({ rule }) => rule === 'unknown-field');
  expect(found).toHaveLength(1);
  return found.flatMap(({ message, fix }) => [message.replace(/^There is no field "\w+" here/, ''), fix]);
}

test.each<[mistake: string, value: unknown, message: string, fix: string]>([
  [
    'a level too high',
    { spec: { containers: [] } },
    '; it is a field of template.',
    'Write it as template.containers.',
  ],
  [
    'above the items of a list',
    { spec: { template: { image: 'a' } } },
    '; it is a field of containers[].',
    'Write it as containers[].image.',
  ],
  [
    'two levels too high',
    { spec: { app: 'a' } },
    '; it is a field of template.labels.',
    'Write it as template.labels.app.',
  ],
  [
    'too deep',
    { spec: { template: { replicas: 1 } } },
    '; it belongs beside "template".',
    'Write it beside "template".',
  ],
  [
    'too deep by lists',
    { spec: { template: { containers: [{ replicas: 1 }] } } },
    '; it belongs beside "template".',
    'Write it beside "template".',
  ],
  [
    'in the map beside its own',
    { metadata: { replicas: 1 } },
    '; it belongs below "spec".',
    'Write it below "spec".',
  ],
])('a field that stands %s is told with its place', (_, value, message, fix) => {
  expect(told(pod, value)).toEqual([message, fix]);
});

test('a field that is only misspelt is told by its name, wherever else there is one of that name', () => {
  const schema = map({ names: text, child: map({ name: text }) });
  expect(told(schema, { name: 'a' })).toEqual(['; the nearest is "names".', 'Write "names".']);
});

test('a value that the field elsewhere does not take was not meant for it', () => {
  expect(told(pod, { spec: { containers: 'none' } })).toEqual(['.', 'Known here: replicas, template.']);
});

test('places are told where there are few, each once', () => {
  const below = (count: number): JsonSchema =>
    map(
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`kind${index}`, map({ amount: text })]),
      ),
    );
  expect(told(below(2), { amount: 'a' })).toEqual([
    '; it is a field of kind0 or kind1.',
    'Write it as kind0.amount or kind1.amount.',
  ]);
  expect(told(below(4), { amount: 'a' })).toEqual(['.', 'Known here: kind0, kind1, kind2, kind3.']);
});

test('places within alternatives count, and fields that take nothing do not', () => {
  const schema: JsonSchema = {
    anyOf: [map({ limit: map({ average: text }) }), map({ guard: map({ average: { not: {} } }) })],
  };
  expect(told(schema, { average: 'a' })).toEqual(['; it is a field of limit.', 'Write it as limit.average.']);
});

test('a schema that refers to itself has an end', () => {
  const schema: JsonSchema = {
    definitions: { node: map({ next: { $ref: '#/definitions/node' }, other: map({ depth: text }) }) },
    $ref: '#/definitions/node',
  };
  expect(told(schema, { next: { next: { depth: 'a' } } })).toEqual([
    '; it is a field of other.',
    'Write it as other.depth.',
  ]);
});
