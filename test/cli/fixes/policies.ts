import { type CommandFix, fixesOf } from './fix';

const deployed = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: LoadBalancer, ports: [{ port: 80 }] }
`;
const exception = (more: string): string =>
  `exceptions:\n  - { policy: PL045, kind: Service, namespace: shop, name: web, ${more} }\n`;
const agreed = "reason: it is the way in, owner: team-a, until: '2999-01-01'";
const policy = (expression: string, resource = 'services', version = 'v1'): string =>
  `apiVersion: admissionregistration.k8s.io/${version}
kind: ValidatingAdmissionPolicy
metadata: { name: own }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [''], apiVersions: [v1], resources: [${resource}], operations: [CREATE] }
  validations: [{ expression: '${expression}' }]
`;
const bound = `${policy('object.spec.ports.all(p, string(p.port) != params.data.port)').replace(
  'spec:',
  'spec:\n  paramKind: { apiVersion: v1, kind: ConfigMap }',
)}---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: own }
spec: { policyName: own, validationActions: [Deny], paramRef: { name: own, namespace: shop, parameterNotFoundAction: Deny } }
`;
const check = ['policy', 'check', '-f', 'DIR/web.yaml'];
const excepting = [...check, '--exceptions', 'DIR/exceptions.yaml'];
const own = [...check, '--policies', 'DIR/policies'];
const emit = ['policy', 'emit', '--namespace', 'shop', '--policies', 'DIR/policies'];
const inside = deployed.replace('type: LoadBalancer, ', '');
const fix = fixesOf('policies/own.yaml', { argv: own, files: { 'web.yaml': inside } });
const excepted = (
  rule: CommandFix['rule'],
  says: CommandFix['says'],
  broken: string,
  change: Readonly<Record<string, string>>,
): CommandFix => ({
  rule,
  says,
  argv: excepting,
  files: { 'web.yaml': deployed, 'exceptions.yaml': broken },
  change,
});
const idle = (policyName: string): string => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: other }
spec: { policyName: ${policyName}, validationActions: [Deny] }
`;
const unbound = policy('object.spec.ports.all(p, p.port != 81)');
const fine = 'object.spec.ports.all(p, p.port != 81)';

/** What is wrong with policies, and with exceptions from them. */
export const policyFixes: readonly CommandFix[] = [
  fix('own-policy', 'Do as the message', policy('object.spec.ports.all(p, p.port != 80)'), policy(fine), {
    change: { 'web.yaml': inside.replace('80', '8080') },
  }),
  fix('invalid-policy-expression', /./, policy('object.spec.ports.all(p, '), policy(fine)),
  fix('unevaluated-expression', /./, policy('request.userInfo.username == "root"'), policy(fine)),
  fix('unknown-policy-kind', 'Did you mean "services"?', policy(fine, 'servics'), policy(fine)),
  fix('invalid-policy', /expression/, policy(fine).replace('expression:', 'expresion:'), policy(fine)),
  excepted('invalid-exceptions', /reason|Add/, exception("owner: team-a, until: '2999-01-01'"), {
    'exceptions.yaml': exception(agreed),
  }),
  excepted('expired-exception', 'agree on another day', exception(agreed.replace('2999', '2020')), {
    'exceptions.yaml': exception(agreed),
  }),
  excepted('idle-exception', 'Remove it', exception(agreed).replace('PL045', 'PL066'), {
    'exceptions.yaml': exception(agreed),
  }),
  fix('untranslated-policy', 'Emit it for the API server itself', unbound, unbound, {
    argv: [...emit, '--for', 'kyverno'],
    fixedArgv: [...emit, '--for', 'kubernetes'],
  }),
  fix('idle-binding', 'remove the binding', `${policy(fine)}---\n${idle('other')}`, policy(fine)),
  fix(
    'idle-binding',
    'Did you mean "own"?',
    `${policy(fine)}---\n${idle('owm')}`,
    `${policy(fine)}---\n${idle('own')}`,
  ),
  fix('unbound-parameters', 'Put the object of the parameters beside the policy', bound, bound, {
    change: {
      'policies/parameters.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: own, namespace: shop }\ndata: { port: "81" }\n',
    },
  }),
];
