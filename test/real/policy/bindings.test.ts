import { ownPolicies, reviewPolicies } from '../../../lib/check/policy';
import { type ApiObjectData, type ReadObject, objectsOf } from '../../../lib/core/manifest';
import { Box, until } from '../support';

let box: Box;

beforeAll(async () => {
  box = await Box.start();
}, 120_000);

afterAll(async () => box.stop());

const everything = `{ apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: [CREATE] }`;
const services = `{ apiGroups: [''], apiVersions: [v1], resources: [services], operations: [CREATE] }`;

/** A policy for some objects, and its binding, which warns. */
function policy(name: string, rule: string, spec: string, binding = ''): string {
  return `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec:
  matchConstraints: { resourceRules: [${rule}] }
  ${spec}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec:
  policyName: ${name}
  validationActions: [Warn]
  ${binding}
`;
}

/** A validation that always fails, and says what an expression says. */
function telling(expression: string): string {
  return `validations: [{ expression: 'false', messageExpression: "${expression}" }]`;
}

const limits = (name: string, namespace: string, most: number): string => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: ${namespace}, labels: { use: limit } }
data: { most: '${most}' }
`;

const limited = `paramKind: { apiVersion: v1, kind: ConfigMap }
  ${telling("'at most ' + (params == null ? 'nothing' : params.data.most + ' of ' + params.metadata.namespace)")}`;

const policies = [
  limits('limits', 'one', 1),
  limits('limits', 'two', 2),
  limits('more', 'two', 3),
  policy(
    'all-conditions',
    everything,
    `matchConditions:
    - { name: broken, expression: "object.nothing == 'x'" }
    - { name: no-service, expression: "object.kind != 'Service'" }
  ${telling("'never asked'")}`,
  ),
  policy('every-kind', everything, telling('string(object.kind)')),
  policy('no-rules', everything, telling('string(object.kind)'), 'matchResources: { resourceRules: [] }'),
  policy(
    'namespaces',
    everything,
    telling(
      "[request.?namespace.orValue('none'), namespaceObject == null ? 'none' : namespaceObject.metadata.name, string(object.metadata.?namespace.orValue('none'))].join(' ')",
    ),
  ),
  policy(
    'metadata',
    everything,
    telling(
      "string(has(object.metadata.annotations)) + ' ' + (has(object.metadata.labels) ? object.metadata.labels.map(key, key).join(' ') : 'none')",
    ),
  ),
  policy('near', services, limited, 'paramRef: { name: limits, parameterNotFoundAction: Deny }'),
  policy(
    'far',
    services,
    limited,
    'paramRef: { name: limits, namespace: one, parameterNotFoundAction: Deny }',
  ),
  policy(
    'many',
    services,
    limited,
    'paramRef: { selector: { matchLabels: { use: limit } }, parameterNotFoundAction: Allow }',
  ),
  policy('bare', services, limited),
].join('');

const service = (name: string, namespace: string): string => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace}, annotations: null, labels: {} }
spec: { ports: [{ port: 80 }] }
`;

const asked = `
apiVersion: v1
kind: Namespace
metadata: { name: late }
${service('a', 'one')}${service('b', 'two')}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
rules: []
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: exempt }
spec: { policyName: nobody, validationActions: [Warn] }
`;

const read = (text: string): readonly ReadObject[] => objectsOf(text, 'a.yaml').objects;

const dataOf = (text: string): readonly ApiObjectData[] => read(text).map(({ object }) => object);

/** Each with its place, its name, the policy and the message. */
function ours(text: string): readonly string[] {
  const { policies: own, problems } = ownPolicies(read(policies));
  expect(problems).toEqual([]);
  return reviewPolicies(read(text), { profile: 'prod', own })
    .findings.filter(({ rule }) => rule === 'own-policy')
    .map(({ object, message }) =>
      [object?.namespace, `${object?.name} ${message}`].filter((part) => part !== undefined).join('/'),
    )
    .toSorted();
}

const warned =
  /^\S+ (\S+): Validation failed for ValidatingAdmissionPolicy '([^']*)' with binding '[^']*': (.*)$/s;

test('policies are asked about the objects, and with the parameters, for which the API server asks them', async () => {
  await box.apply(dataOf(policies));
  const all = ['every-kind', 'no-rules', 'namespaces', 'metadata', 'near', 'far', 'many', 'bare'];
  let probes = 0;
  await until('the API server asks its policies', async () => {
    const { warnings } = await box.tryApply(dataOf(service(`probe-${probes++}`, 'two')));
    return all.every((name) => warnings.join().includes(`'${name}'`)) ? true : undefined;
  });
  const { warnings } = await box.tryApply(dataOf(asked));
  const names = new Set(dataOf(asked).map(({ metadata }) => metadata.name));
  const theirs = warnings.flatMap((warning) => {
    const [, object = '', name, message] = warned.exec(warning) ?? [];
    // The box makes further objects of its own.
    return names.has(object.slice(object.indexOf('/') + 1)) ? [`${object} ${name}: ${message}`] : [];
  });
  expect(ours(asked)).toEqual(theirs.toSorted());
  // A namespace without the parameters refuses what a binding that warns would let through.
  const apart = service('c', 'three');
  const { rejected } = await box.tryApply(dataOf(apart));
  const missing =
    'failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction';
  expect(rejected.map(({ reason }) => reason).join('\n')).toContain(missing);
  expect(ours(apart)).toContain(`three/c near: ${missing}`);
}, 120_000);
