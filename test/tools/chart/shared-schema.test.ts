import { withSharedParts } from '../../../lib/tools/chart/shared-schema';
import { type JsonSchema, validateSchema } from '../../../lib/core/schema';

const description = 'A description that is long enough to be worth saying once. '.repeat(3);
const leaf: JsonSchema = { type: 'integer', minimum: 1, description };
const service: JsonSchema = {
  type: 'object',
  properties: { replicas: leaf, probes: { type: 'object', properties: { 'a.b/c': leaf } } },
  additionalProperties: false,
};
const schema: JsonSchema = { type: 'object', properties: { one: service, two: service, replicas: leaf } };

const definitions: Record<string, JsonSchema> = { 'values-replicas': { type: 'string' } };
const shared: JsonSchema = { ...withSharedParts(schema, definitions), definitions };

test('what stands in a schema more than once is said once', () => {
  expect(JSON.stringify(shared).split(description.trim()).length - 1).toBe(1);
  expect(shared.properties?.['one']).toEqual(shared.properties?.['two']);
});

test('a definition that is there already keeps its name', () => {
  expect(definitions['values-replicas']).toEqual({ type: 'string' });
  expect(shared.properties?.['replicas']).toEqual({ $ref: '#/definitions/values-replicas-2' });
});

test.each([
  [{ one: { replicas: 1, probes: { 'a.b/c': 2 } }, replicas: 3 }, 0],
  [{ one: { replicas: 0 } }, 1],
  [{ two: { probes: { 'a.b/c': 'x' } } }, 1],
  [{ two: { other: 1 } }, 1],
])('%j is judged as before', (value, findings) => {
  expect(validateSchema(schema, value)).toHaveLength(findings);
  expect(validateSchema(shared, value)).toHaveLength(findings);
});
