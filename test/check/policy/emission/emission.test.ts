import {
  catalogue,
  emittedPolicies,
  gatekeeperPolicies,
  kyvernoPolicies,
} from '../../../../lib/check/policy';
import { compilePolicy } from '../../../../lib/check/policy/compile';
import { Subject, violations } from '../../../../lib/check/policy/evaluate';
import type { PolicySpec } from '../../../../lib/check/policy/manifest';
import { resourceOf } from '../../../../lib/check/policy/resource';
import { fromJson, renamed } from '../../../../lib/check/cel';
import { itemAt, valueAt } from '../../../../lib/core/base';
import { type ApiObjectData, type PlacedObject, objectsOf } from '../../../../lib/core/manifest';
import { examples } from '../examples';

const emitted = emittedPolicies({
  environment: 'prod',
  profile: 'prod',
  namespaces: ['shop'],
  exceptions: [
    { policy: 'PL045', name: 'traefik', reason: 'it is Traefik', owner: 'a', until: '2999-01-01' },
  ],
  today: '2026-11-28',
}).map((object): PlacedObject => ({ object, locate: () => undefined }));

const own = (spec: string, binding: string, where = ', namespace: policies'): readonly PlacedObject[] =>
  objectsOf(
    `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ours }
spec:
  paramKind: { apiVersion: v1, kind: ConfigMap }
  matchConstraints:
    resourceRules: [{ apiGroups: [''], apiVersions: [v1], resources: [services], operations: [CREATE, UPDATE] }]
  ${spec}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: bound }
spec: { policyName: ours, validationActions: [Warn, Audit], ${binding} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: limits${where} }
data: { most: '2', "it's": "a \\"quote\\"" }
`,
    'own.yaml',
  ).objects;

const asking = `variables: [{ name: most, expression: int(params.data.most) }]
  validations:
    - expression: '[1, 2].all(params, params < 3) && object.spec.ports.size() <= variables.most'
      messageExpression: "'at most ' + params.data.most"`;

const named = 'paramRef: { name: limits, namespace: policies, parameterNotFoundAction: Deny }';

function said(spec: PolicySpec, object: ApiObjectData): readonly string[] {
  const { policy, findings } = compilePolicy('a', spec);
  if (!policy) throw new Error(JSON.stringify(findings));
  return violations(policy, new Subject(resourceOf(object), fromJson(object), () => ({})));
}

const service = (...ports: readonly number[]): ApiObjectData => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { ports: ports.map((port) => ({ port })) },
});

test('parameters without a namespace are in that which is the default, as for the API server', () => {
  const inDefault = named.replace('policies', 'default');
  expect(kyvernoPolicies(own(asking, inDefault, '')).problems).toEqual([]);
  const ofEach = 'paramRef: { name: limits, parameterNotFoundAction: Deny }';
  expect(kyvernoPolicies(own(asking, ofEach, '')).problems).toMatchObject([{ rule: 'untranslated-policy' }]);
});

describe('for Kyverno', () => {
  test('each policy of the catalogue says of its examples what it says to the API server', () => {
    const { objects, problems } = kyvernoPolicies(emitted);
    expect(problems).toEqual([]);
    expect(objects).toHaveLength(catalogue.length);
    for (const { metadata, spec } of objects) {
      const example = examples[/^prod\.([a-z-]+)\./.exec(metadata.name)?.[1] ?? ''];
      if (!example) throw new Error(`no example of ${metadata.name}`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a ValidatingPolicy has all that a policy has
      const { matchConstraints, ...rest } = spec as PolicySpec;
      const { namespaceSelector: _, ...match } = matchConstraints ?? {};
      const of = (object: ApiObjectData) => said({ ...rest, matchConstraints: match }, object);
      expect([metadata.name, of(example.wrong).length, of(example.right)]).toEqual([metadata.name, 1, []]);
    }
  });

  test('a binding says what is done, and where', () => {
    const { objects } = kyvernoPolicies(emitted);
    const exposed = objects.find(({ metadata }) => metadata.name.startsWith('prod.exposed-service.'));
    expect(exposed).toMatchObject({
      apiVersion: 'policies.kyverno.io/v1',
      spec: {
        validationActions: ['Deny'],
        matchConditions: [{ expression: expect.stringContaining('object.metadata.name == "traefik"') }],
        matchConstraints: {
          namespaceSelector: { matchExpressions: [{ operator: 'In', values: ['shop'] }] },
        },
      },
    });
  });

  test('parameters are a variable, and what only bears their name stays', () => {
    const { objects, problems } = kyvernoPolicies(own(asking, named));
    expect(problems).toEqual([]);
    const [policy] = objects;
    expect(valueAt(policy, 'spec', 'paramKind')).toBeUndefined();
    expect(itemAt(policy, ['spec', 'validations', 0, 'expression'])).toBe(
      '[1, 2].all(params, params < 3) && object.spec.ports.size() <= variables.most',
    );
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a ValidatingPolicy has all that a policy has
    const spec = policy?.spec as PolicySpec;
    expect(said(spec, service(1, 2))).toEqual([]);
    expect(said(spec, service(1, 2, 3))).toEqual(['at most 2']);
  });
});

describe('for Gatekeeper', () => {
  test('each policy of the catalogue becomes a template of the same text and a constraint of its class', () => {
    const { objects, problems } = gatekeeperPolicies(emitted);
    expect(problems).toEqual([]);
    const templates = objects.filter(({ kind }) => kind === 'ConstraintTemplate');
    expect(templates).toHaveLength(catalogue.length);
    expect(objects).toHaveLength(2 * catalogue.length);
    const kinds = templates.map((template) => valueAt(template, 'spec', 'crd', 'spec', 'names', 'kind'));
    expect(templates.map(({ metadata }) => metadata.name)).toEqual(
      kinds.map((kind) => String(kind).toLowerCase()),
    );
    const policies = emitted.filter(({ object }) => object.kind === 'ValidatingAdmissionPolicy');
    const sources = templates.map((template) =>
      itemAt(template, ['spec', 'targets', 0, 'code', 0, 'source']),
    );
    for (const [index, source] of sources.entries())
      for (const field of ['validations', 'variables', 'failurePolicy'])
        expect(valueAt(source, field)).toEqual(valueAt(policies[index]?.object, 'spec', field));
  });

  test('an error is denied, a warning told, a hint recorded', () => {
    const { objects } = gatekeeperPolicies(emitted);
    const actionOf = (rule: string): unknown =>
      valueAt(
        objects.find(({ kind, metadata }) => kind !== 'ConstraintTemplate' && metadata.name.includes(rule)),
        'spec',
        'enforcementAction',
      );
    expect([actionOf('.exposed-service.'), actionOf('.image-by-tag.'), actionOf('.no-disk-limit.')]).toEqual([
      'deny',
      'warn',
      'dryrun',
    ]);
  });

  test('resources are kinds, and versions a condition; parameters are those of the constraint', () => {
    const { objects, problems } = gatekeeperPolicies(own(asking, named));
    expect(problems).toEqual([]);
    expect(objects).toMatchObject([
      {
        metadata: { name: 'ours' },
        spec: {
          targets: [
            {
              code: [
                {
                  source: {
                    matchCondition: [
                      {
                        name: 'resources',
                        expression: expect.stringContaining('object.kind in ["Service"]'),
                      },
                    ],
                    variables: [{ name: 'most', expression: 'int(variables.params.data.most)' }],
                    validations: [{ messageExpression: "'at most ' + variables.params.data.most" }],
                  },
                },
              ],
            },
          ],
        },
      },
      {
        apiVersion: 'constraints.gatekeeper.sh/v1beta1',
        kind: 'Ours',
        metadata: { name: 'bound' },
        spec: {
          enforcementAction: 'warn',
          match: { kinds: [{ apiGroups: [''], kinds: ['Service'] }] },
          parameters: { data: { most: '2' } },
        },
      },
    ]);
    const condition = itemAt(objects[0], [
      'spec',
      'targets',
      0,
      'code',
      0,
      'source',
      'matchCondition',
      0,
      'expression',
    ]);
    const resourceRules = [
      { apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['CREATE'] },
    ];
    const spec = {
      matchConstraints: { resourceRules },
      validations: [{ expression: String(condition) }],
    };
    expect(said(spec, service())).toEqual([]);
    expect(said(spec, { ...service(), apiVersion: 'v2' })).toHaveLength(1);
  });
});

describe('what cannot be said in other words is refused at its place', () => {
  const plain = "validations: [{ expression: 'true' }]";
  test.each([
    [asking, 'paramRef: { name: limits, parameterNotFoundAction: Deny }', 'spec.paramRef', 17],
    [
      asking,
      'paramRef: { name: other, namespace: policies, parameterNotFoundAction: Deny }',
      'spec.paramRef',
      17,
    ],
    [asking, 'paramRef: { selector: {}, parameterNotFoundAction: Deny }', 'spec.paramRef', 17],
    [
      `matchConditions: [{ name: a, expression: has(params.data) }]\n  ${plain}`,
      named,
      'spec.matchConditions.0.expression',
      8,
    ],
    [`${plain}\n  variables: [{ name: params, expression: '1' }]`, named, 'spec.variables.0.name', 9],
    [
      plain,
      `${named}, matchResources: { resourceRules: [{ apiGroups: [''] }] }`,
      'spec.matchResources.resourceRules',
      13,
    ],
  ])('%s %s', (spec, binding, field) => {
    for (const translate of [kyvernoPolicies, gatekeeperPolicies]) {
      const { objects, problems } = translate(own(spec, binding));
      expect(objects).toEqual([]);
      expect(problems).toMatchObject([
        {
          rule: 'untranslated-policy',
          field: field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
        },
      ]);
      expect(problems[0]?.location?.file).toBe('own.yaml');
    }
  });

  test.each([
    [`${plain}\n  auditAnnotations: [{ key: a, valueExpression: "'b'" }]`, 'audit annotations'],
    [`${plain}\n  variables: [{ name: anyObject, expression: '1' }]`, 'keeps the name'],
  ])('of Gatekeeper alone: %s', (spec, message) => {
    expect(gatekeeperPolicies(own(spec, named)).problems[0]?.message).toContain(message);
    expect(kyvernoPolicies(own(spec, named)).problems).toEqual([]);
  });

  test('a policy that no binding uses, and a kind that is not known', () => {
    const [policy] = own(plain, named);
    if (!policy) throw new Error('no policy');
    expect(kyvernoPolicies([policy]).problems[0]?.message).toBe('No binding uses the policy.');
    const spec = { ...Object(policy.object['spec']), matchConstraints: { resourceRules: [foreign] } };
    const other = [{ ...policy, object: { ...policy.object, spec } }, ...own(plain, named).slice(1)];
    expect(gatekeeperPolicies(other).problems[0]?.message).toContain('"widgets" is not known here');
  });
});

const foreign = {
  apiGroups: ['example.com'],
  apiVersions: ['*'],
  resources: ['widgets'],
  operations: ['CREATE', 'UPDATE'],
};

test('a name stands for something else where it is free, and nowhere else', () => {
  expect(
    renamed("params.a + 'params' + [params.b].map(params, params)[0]", 'params', 'variables.params'),
  ).toBe("variables.params.a + 'params' + [variables.params.b].map(params, params)[0]");
  expect(renamed('has(params.a) && object.params == params', 'params', 'p')).toBe(
    'has(p.a) && object.params == p',
  );
});
