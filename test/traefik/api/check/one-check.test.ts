import {
  type Arbitrary,
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  dictionary,
  oneof,
  property,
  record,
} from 'fast-check';
import type { JsonSchema } from '../../../../lib/core/schema';
import { specDecoders, specSchemaOf, validateSpec } from '../../../../lib/traefik/api';
import type { SpecFault } from '../../../../lib/traefik/api/check/fault';
import { middlewareFaults } from '../../../../lib/traefik/api/middlewares';
import { middlewareKinds } from '../../../../lib/traefik/api/middlewares/registry';
import { TrafficModel } from '../../../../lib/traefik/model';
import { depth } from '../../../support/depth';

const seed = 20261127;

/** Texts that are right for some field and wrong for others. */
const texts: readonly string[] = [
  '',
  'text',
  '/path',
  '5s',
  '+5s',
  '-5s',
  '9999999h',
  '1m30',
  '404',
  '500-599',
  '599-500',
  '404,500',
  '10.0.0.0/8',
  '10.0.0.0/33',
  '::1%lo',
  '^/(.*)',
  '(',
  '$1abc',
  'gzip',
  'text/html',
  'text/html; charset',
  'NetworkErrorRatio() > 0.5',
  'IsNetworkError()',
  'Attempts() <',
  'https',
  'http://auth.example',
];

/** Values of the right types for a schema, good and bad. */
function valueOf(schema: JsonSchema): Arbitrary<unknown> {
  if (schema['x-kubernetes-int-or-string'] === true) {
    return oneof(constantFrom(...texts), constantFrom(-5, 0, 5));
  }
  if (schema.enum) return constantFrom<unknown>(...schema.enum);
  const { type, properties, items, additionalProperties } = schema;
  if (properties) {
    const fields = Object.entries(properties).map(([name, field]) => [name, valueOf(field)] as const);
    return record(Object.fromEntries(fields), { requiredKeys: [...(schema.required ?? [])] });
  }
  if (typeof additionalProperties === 'object') {
    return dictionary(constantFrom(...texts), valueOf(additionalProperties), { maxKeys: 2 });
  }
  if (type === 'array') return array(valueOf(items ?? {}), { maxLength: 2 });
  if (type === 'integer' || type === 'number') return constantFrom(-1, 0, 1, 64, 129, 403, 499, 600);
  if (type === 'boolean') return boolean();
  return type === 'string' ? constantFrom(...texts) : constant({});
}

function refusals(faults: readonly SpecFault[]): readonly unknown[] {
  return faults.flatMap(({ refusal }) => refusal ?? []);
}

function refusalsOf(spec: object): readonly unknown[] {
  return refusals(middlewareFaults(spec));
}

/** Whether the model has a router that uses a middleware of this spec. */
function isServed(spec: object): boolean {
  const metadata = { name: 'it', namespace: 'shop' };
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, name: 'web' } };
  const { routers = {} } = TrafficModel.from([
    { ...service, spec: { ports: [{ port: 80 }] } },
    { apiVersion: 'traefik.io/v1alpha1', kind: 'Middleware', metadata, spec },
    {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRoute',
      metadata,
      spec: {
        routes: [
          {
            match: 'PathPrefix(`/`)',
            kind: 'Rule',
            middlewares: [{ name: 'it' }],
            services: [{ name: 'web', port: 80 }],
          },
        ],
      },
    },
  ]).routes();
  return Object.values(routers).some(({ status, middlewares }) => {
    return status === 'enabled' && Array.isArray(middlewares) && middlewares.length > 0;
  });
}

/** Kinds that need nothing but themselves. */
const selfContained = Object.entries(middlewareKinds)
  .filter(([name, { references }]) => references.length === 0 && name !== 'plugin')
  .map(([name]) => name);

describe.each(Object.keys(middlewareKinds))('the one check of %s', (kind) => {
  const own = specSchemaOf('Middleware').properties?.[kind] ?? {};
  const spec = valueOf(own).map((value) => ({ [kind]: value }));

  test('finds the same in a spec as it is written and as Go reads it', () => {
    assert(
      property(spec, (written) => {
        const read = specDecoders.Middleware(written, [], []) ?? {};
        expect(refusalsOf(read)).toEqual(refusalsOf(written));
      }),
      { seed, numRuns: depth(50, 200) },
    );
  });

  test('never says more to the model than to people', () => {
    assert(
      property(spec, (written) => {
        if (refusalsOf(written).length === 0) return;
        expect(validateSpec('Middleware', written)).toContainEqual(
          expect.objectContaining({ consequence: expect.stringMatching(/disables|drops|refuses/) }),
        );
      }),
      { seed, numRuns: depth(50, 200) },
    );
  });
});

test.each(selfContained)(
  'the model serves a router with %s exactly where the check refuses nothing',
  (kind) => {
    const own = specSchemaOf('Middleware').properties?.[kind] ?? {};
    assert(
      property(valueOf(own), (value) => {
        const spec = { [kind]: value };
        expect(isServed(spec)).toBe(refusalsOf(spec).length === 0);
      }),
      { seed, numRuns: depth(25, 100) },
    );
  },
);
