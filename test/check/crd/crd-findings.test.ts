import { crdFindings } from '../../../lib/check/crd';
import { commandLine } from '../../support/command-line';

/** What the schema of a spec has against one, as messages by field. */
function told(spec: object, value: unknown): readonly string[] {
  const schema = { type: 'object', properties: { spec } };
  const object = { apiVersion: 'a.example/v1', kind: 'A', metadata: { name: 'a' }, spec: value };
  return crdFindings(schema, object).map(({ field = [], message }) => `${field.join('.')}: ${message}`);
}

const port = { type: 'integer' };
const rule = (text: string, more: object = {}): object => ({ rule: text, ...more });

test('a rule is asked of its field, wherever that is', () => {
  const span = {
    type: 'object',
    properties: { from: port, to: port },
    'x-kubernetes-validations': [rule('self.from <= self.to', { message: 'from is behind to.' })],
  };
  const spec = {
    type: 'object',
    properties: {
      one: span,
      list: { type: 'array', items: span },
      map: { type: 'object', additionalProperties: span },
    },
  };
  const [wrong, right] = [
    { from: 2, to: 1 },
    { from: 1, to: 2 },
  ];
  expect(told(spec, { one: right, list: [right], map: { a: right } })).toEqual([]);
  expect(told(spec, { one: wrong, list: [right, wrong], map: { a: right, b: wrong } })).toEqual([
    'spec.one: The CRD says of it: from is behind to.',
    'spec.list.1: The CRD says of it: from is behind to.',
    'spec.map.b: The CRD says of it: from is behind to.',
  ]);
});

test('a rule without a message tells itself, and one with an expression what that says', () => {
  const spec = (more: object): object => ({ ...port, 'x-kubernetes-validations': [rule('self > 0', more)] });
  expect(told(spec({}), 0)).toEqual(['spec: The CRD says of it: failed rule: self > 0.']);
  expect(told(spec({ message: 'm', messageExpression: "string(self) + ' is too small'" }), 0)).toEqual([
    'spec: The CRD says of it: 0 is too small.',
  ]);
});

test('defaults count, as in a cluster, and a name that expressions cannot have is written otherwise', () => {
  const spec = {
    type: 'object',
    properties: { mode: { type: 'string', default: 'safe' }, namespace: { type: 'string' }, 'a-b': port },
    'x-kubernetes-validations': [
      rule("self.mode == 'safe'"),
      rule("!has(self.__namespace__) || self.__namespace__ != 'kube-system'", { message: 'not there' }),
      rule('!has(self.a__dash__b) || self.a__dash__b < 3', { message: 'too many' }),
    ],
  };
  expect(told(spec, {})).toEqual([]);
  expect(told(spec, { namespace: 'kube-system', 'a-b': 3 })).toEqual([
    'spec: The CRD says of it: not there.',
    'spec: The CRD says of it: too many.',
  ]);
});

test('a number is a number where the schema says so, with a fraction or without', () => {
  const spec = { type: 'number', 'x-kubernetes-validations': [rule('type(self) == double && self < 2.5')] };
  expect(told(spec, 2)).toEqual([]);
  expect(told(spec, 3)).toHaveLength(1);
});

test.each([
  ['date-time', "self > timestamp('2020-01-01T00:00:00Z')", '2021-01-01T00:00:00Z', '2019-01-01T00:00:00Z'],
  ['date', "self > timestamp('2020-01-01T00:00:00Z')", '2021-01-01', '2019-01-01'],
  ['duration', "self < duration('1h')", '30m', '2h'],
  ['byte', "self != b'a'", 'YmI=', 'YQ=='],
])('a text of the format %s is what it stands for', (format, text, right, wrong) => {
  const spec = { type: 'string', format, 'x-kubernetes-validations': [rule(text)] };
  expect(told(spec, right)).toEqual([]);
  expect(told(spec, wrong)).toHaveLength(1);
  expect(told(spec, 'none of the kind')).toEqual([]);
});

test('what is not of its type is refused before rules are asked, and is not told by them', () => {
  const spec = { type: 'string', 'x-kubernetes-validations': [rule('self.size() > 1')] };
  expect(told(spec, 5)).toEqual([]);
  expect(told(spec, null)).toEqual([]);
});

test('what only the API server can judge is left to it', () => {
  const set = { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } };
  for (const [schema, text, value] of [
    [set, "self == ['a', 'b']", ['b', 'a']],
    [port, 'self == oldSelf', 5],
  ] as const)
    expect(told({ ...schema, 'x-kubernetes-validations': [rule(text)] }, value)).toEqual([]);
});

const issuer = (venafi: string): string => `
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: venafi }
spec:
  venafi:
    zone: shop
${venafi}`;

test('an issuer of cert-manager that asks two services is told at its line, before any cluster sees it', async () => {
  const cloud = '    cloud: { apiTokenSecretRef: { name: venafi, key: token } }\n';
  const tpp = '    tpp: { url: "https://tpp.example.com", credentialsRef: { name: venafi } }\n';
  const lint = (text: string) =>
    commandLine(['lint', '-f', '-', '--assume-secrets'], { standardInput: text });
  expect((await lint(issuer(cloud))).out).not.toContain('broken-crd-rule');
  const { code, out } = await lint(issuer(cloud + tpp));
  expect(code).toBe(1);
  expect(out).toMatch(
    /error TR263 broken-crd-rule .*6:\d+.*ClusterIssuer\.cert-manager\.io venafi spec\.venafi\n.*exactly one of tpp, cloud, or ngts must be configured/,
  );
});

test('a CRD among the objects brings its rules along, and what a rule of ours tells better is told once', async () => {
  const crd = JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'shops.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Shop', plural: 'shops' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: { type: 'integer', 'x-kubernetes-validations': [rule('self < 3', { message: 'few' })] },
              },
            },
          },
        },
      ],
    },
  });
  const objects = [
    crd,
    '{ apiVersion: example.com/v1, kind: Shop, metadata: { name: a }, spec: 5 }',
    '{ apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { name: a }, spec: { addPrefix: { prefix: a } } }',
  ].join('\n---\n');
  const { out } = await commandLine(['lint', '-f', '-', '-o', 'json'], { standardInput: objects });
  const { findings }: { findings: { name: string; object: { kind: string } }[] } = JSON.parse(out);
  const names = (kind: string): readonly string[] =>
    findings.filter(({ object }) => object.kind === kind).map(({ name }) => name);
  expect(names('Shop')).toEqual(['broken-crd-rule']);
  expect(names('Middleware')).toHaveLength(1);
  expect(names('Middleware')).not.toContain('broken-crd-rule');
});
