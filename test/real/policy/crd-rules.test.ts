import { crdFindings } from '../../../lib/check/crd';
import { findings } from '../../../lib/check/rules';
import type { ApiObjectData } from '../../../lib/core/manifest';
import type { JsonSchema } from '../../../lib/core/schema';
import { crdsOf } from '../../../lib/traefik/api/crd';
import { Box, until } from '../support';

let box: Box;

const integer: JsonSchema = { type: 'integer' };
const text: JsonSchema = { type: 'string' };

/** A kind with rules of every sort. */
const properties: Readonly<Record<string, JsonSchema>> = {
  span: {
    type: 'object',
    properties: { from: integer, to: { type: 'integer', default: 5 } },
    required: ['from'],
    'x-kubernetes-validations': [
      { rule: 'self.from <= self.to', message: 'from is behind to' },
      { rule: 'self.from != 3', messageExpression: "self.to > 9 ? 'three of many' : 'three of few'" },
    ],
  },
  parts: {
    type: 'array',
    maxItems: 5,
    items: { ...text, maxLength: 9, 'x-kubernetes-validations': [{ rule: "self.startsWith('a')" }] },
  },
  ratio: {
    type: 'number',
    'x-kubernetes-validations': [{ rule: 'self * 2.0 < 3.0', message: 'too much' }],
  },
  since: {
    type: 'string',
    format: 'date-time',
    'x-kubernetes-validations': [{ rule: 'self.getFullYear() > 2000', message: 'too old' }],
  },
  key: {
    type: 'string',
    format: 'byte',
    maxLength: 20,
    'x-kubernetes-validations': [{ rule: "self != b'a'", message: 'known key' }],
  },
  labels: {
    type: 'object',
    maxProperties: 5,
    additionalProperties: { ...text, maxLength: 9 },
    'x-kubernetes-validations': [{ rule: "self.all(key, self[key] != 'x')", message: 'an x among labels' }],
  },
  namespace: text,
  'a-b': integer,
  port: { 'x-kubernetes-int-or-string': true },
};

const schema: JsonSchema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties,
      'x-kubernetes-validations': [
        { rule: "!has(self.__namespace__) || self.__namespace__ != 'kube-system'", message: 'not there' },
        { rule: '!has(self.a__dash__b) || self.a__dash__b < 3', message: 'a-b is too much' },
        { rule: '!has(self.port) || type(self.port) == int || self.port.size() > 1', message: 'short port' },
      ],
    },
  },
};

const crd = {
  group: 'rules.example.com',
  scope: 'Namespaced',
  names: { kind: 'Ruled', plural: 'ruleds', singular: 'ruled', listKind: 'RuledList' },
  versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
};

beforeAll(async () => {
  box = await Box.start();
  const { rejected } = await box.kube.apply(crdsOf([crd]), 'default');
  if (rejected[0]) throw new Error(rejected[0].reason);
  await until('the kind is served', async () => {
    const { status } = await box.kube.request('GET', '/apis/rules.example.com/v1/ruleds');
    return status === 200 || undefined;
  });
}, 120_000);

afterAll(async () => box.stop());

const seed = 20_261_127;

/** A stream of numbers below one, the same for a seed. */
function random(): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function ruled(count: number): readonly ApiObjectData[] {
  const next = random();
  const oneOf = <T>(...values: readonly T[]): T | undefined => values[Math.floor(next() * values.length)];
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'rules.example.com/v1',
    kind: 'Ruled',
    metadata: { name: `a${index}`, namespace: 'default' },
    spec: Object.fromEntries(
      Object.entries({
        span: oneOf(
          undefined,
          { from: 1 },
          { from: 3 },
          { from: 6 },
          { from: 6, to: 7 },
          { from: 3, to: 2 },
          { from: 3, to: 12 },
        ),
        parts: oneOf(undefined, [], ['a', 'ab'], ['b'], ['a', 'b', 'c']),
        ratio: oneOf(undefined, 1, 1.25, 2, 1.5),
        since: oneOf(undefined, '2026-01-01T00:00:00Z', '1999-12-31T23:59:59Z'),
        key: oneOf(undefined, 'YQ==', 'YmI='),
        labels: oneOf(undefined, {}, { a: 'y' }, { a: 'y', b: 'x' }),
        namespace: oneOf(undefined, undefined, 'shop', 'kube-system'),
        'a-b': oneOf(undefined, undefined, 2, 3),
        port: oneOf<number | string | undefined>(undefined, 80, 'h', 'http'),
      }).filter(([, value]) => value !== undefined),
    ),
  }));
}

/** What the API server says of each, without what stands around it. */
async function refusals(objects: readonly ApiObjectData[]): Promise<ReadonlyMap<string, string>> {
  const { rejected } = await box.kube.apply(objects, 'default');
  return new Map(rejected.map(({ object, reason }) => [object.metadata.name, reason]));
}

test(`a kind of ours: 300 objects (seed ${seed}) are refused for the same rules here and there`, async () => {
  const objects = ruled(300);
  const refused = await refusals(objects);
  expect(refused.size).toBeGreaterThan(100);
  for (const object of objects) {
    const told = crdFindings(schema, object).map(({ message, field = [] }) => ({
      words: /^The CRD says of it: (.*)\.$/.exec(message)?.[1] ?? message,
      field: field.reduce<string>(
        (path, step) =>
          typeof step === 'number' ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`,
        '',
      ),
    }));
    const reason = refused.get(object.metadata.name) ?? '';
    expect([object, told.length > 0]).toEqual([object, reason !== '']);
    for (const { words, field } of told) {
      expect([object, reason]).toEqual([object, expect.stringContaining(words)]);
      expect(reason).toContain(`${field}: Invalid value`);
    }
    expect([object, told.length]).toEqual([object, reason.match(/Invalid value/g)?.length ?? 0]);
  }
}, 120_000);

test('the rules of the CRDs of Traefik and cert-manager hold here as there', async () => {
  const of = (apiVersion: string, kind: string, name: string, spec: object): ApiObjectData => ({
    apiVersion,
    kind,
    metadata: { name, namespace: 'default' },
    spec,
  });
  const traefik = 'traefik.io/v1alpha1';
  const both = [{ secret: 'a', configMap: 'b' }];
  const credentials = { credentialsRef: { name: 'a' }, url: 'https://tpp.example.com' };
  const cloud = { apiTokenSecretRef: { name: 'a', key: 'b' } };
  const objects = [
    of(traefik, 'Middleware', 'wrong', { addPrefix: { prefix: 'a' } }),
    of(traefik, 'Middleware', 'right', { addPrefix: { prefix: '/a' } }),
    of(traefik, 'ServersTransport', 'wrong-http', { rootCAs: both }),
    of(traefik, 'ServersTransport', 'right-http', { rootCAs: [{ secret: 'a' }] }),
    of(traefik, 'ServersTransportTCP', 'wrong-tcp', { tls: { rootCAs: both } }),
    of('cert-manager.io/v1', 'Issuer', 'wrong-two', { venafi: { zone: 'a', tpp: credentials, cloud } }),
    of('cert-manager.io/v1', 'Issuer', 'wrong-none', { venafi: { zone: 'a' } }),
    of('cert-manager.io/v1', 'Issuer', 'right-one', { venafi: { zone: 'a', cloud } }),
  ];
  const refused = await refusals(objects);
  expect([...refused.keys()].toSorted()).toEqual(
    ['wrong', 'wrong-http', 'wrong-none', 'wrong-tcp', 'wrong-two'].toSorted(),
  );
  const told = findings(
    objects.map((object) => ({ object, locate: () => undefined })),
    { existing: [] },
  );
  for (const name of refused.keys())
    expect(told.filter(({ object }) => object?.name === name).map(({ severity }) => severity)).toContain(
      'error',
    );
}, 120_000);
