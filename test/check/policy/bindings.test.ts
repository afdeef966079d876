import { ownPolicies, reviewPolicies } from '../../../lib/check/policy';
import { type ReadObject, objectsOf } from '../../../lib/core/manifest';

// What is expected here is what the API server does: test/real/policy/bindings.test.ts asks it.

const read = (text: string): readonly ReadObject[] => objectsOf(text, 'a.yaml').objects;

const policy = (spec: string, binding = ''): string => `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ours }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: [CREATE] }]
  ${spec}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ours }
spec:
  policyName: ours
  validationActions: [Warn]
  ${binding}
`;

const limit = (namespace: string, most: number): string => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: limit, namespace: ${namespace} }
data: { most: '${most}' }
`;

const limited = `paramKind: { apiVersion: v1, kind: ConfigMap }
  validations: [{ expression: 'false', messageExpression: "params == null ? 'none' : string(params.data.most)" }]`;

const service = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: null, labels: {} }
spec: { ports: [{ port: 80 }] }
`;

function said(policies: string, objects = service): readonly string[] {
  const { policies: own } = ownPolicies(read(policies));
  return reviewPolicies(read(objects), { profile: 'dev', own })
    .findings.filter(({ rule }) => rule === 'own-policy')
    .map(({ severity, message }) => `${severity} ${message}`);
}

test('parameters without a namespace are those of the namespace of the object', () => {
  const binding = 'paramRef: { name: limit, parameterNotFoundAction: Deny }';
  expect(said(limit('other', 1) + limit('shop', 2) + policy(limited, binding))).toEqual(['warning ours: 2']);
});

test('an object whose namespace lacks the parameters is refused, though the binding only warns', () => {
  const of = (action: string): readonly string[] =>
    said(
      limit('other', 1) + policy(limited, `paramRef: { name: limit, parameterNotFoundAction: ${action} }`),
    );
  expect(of('Deny')).toEqual([
    'error ours: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction',
  ]);
  expect(of('Allow')).toEqual([]);
});

test('a binding that names no parameters gives null', () => {
  expect(said(policy(limited))).toEqual(['warning ours: none']);
});

test('a condition that is not met passes an object over, though one before it cannot be evaluated', () => {
  const conditions = (kind: string): string => `matchConditions:
    - { name: broken, expression: "object.nothing == 'x'" }
    - { name: kind, expression: "object.kind == '${kind}'" }
  validations: [{ expression: 'false' }]`;
  expect(said(policy(conditions('Pod')))).toEqual([]);
  expect(said(policy(conditions('Service')))).toEqual([
    "warning ours: expression 'object.nothing == 'x'' resulted in error: no such key: nothing",
  ]);
});

test('a binding with an empty list of rules is for everything, policies themselves excepted', () => {
  const text = policy("validations: [{ expression: 'false' }]", 'matchResources: { resourceRules: [] }');
  expect(said(text)).toEqual(['warning ours: failed expression: false']);
  expect(said(text, text)).toEqual([]);
});

test('an object has its namespace, and no empty labels and annotations, when it is asked about', () => {
  const text = policy(
    'validations: [{ expression: "!has(object.metadata.labels) && !has(object.metadata.annotations) && object.metadata.namespace == \'default\'" }]',
  );
  expect(said(text, service.replace('namespace: shop, ', ''))).toEqual([]);
});

test('a Namespace is in itself, and has the label with its name', () => {
  const text = policy(
    "validations: [{ expression: \"request.namespace == 'shop' && namespaceObject == null && object.metadata.labels['kubernetes.io/metadata.name'] == 'shop'\" }]",
  );
  expect(said(text, 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n')).toEqual([]);
});

test('what the API server refuses for its kind is asked no policy', () => {
  const pods = 'spec: { template: { spec: { hostNetwork: true, containers: [{ name: web, image: web }] } } }';
  const told = (apiVersion: string): readonly string[] =>
    reviewPolicies(read(`apiVersion: ${apiVersion}\nkind: Deployment\nmetadata: { name: web }\n${pods}\n`), {
      profile: 'prod',
    }).findings.map(({ rule }) => rule);
  expect(told('apps/v1')).toContain('host-network');
  expect(told('apps/v1beta1')).toEqual([]);
});
