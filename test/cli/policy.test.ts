import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, commandLine } from '../support/command-line';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const service = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: LoadBalancer
  ports: [{ port: 80 }]
`;

const policy = (
  expression: string,
  resources = 'services',
): string => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: no-port-80 }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [''], apiVersions: [v1], resources: [${resources}], operations: [CREATE] }
  validations:
    - expression: "${expression}"
      messageExpression: "'port 80 of ' + object.metadata.name + ' is taken'"
`;

const fine = 'object.spec.ports.all(p, p.port != 80)';

interface Told {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  readonly message: string;
  readonly location: { readonly file: string; readonly line: number } | null;
  readonly reason?: string;
}

async function check(...args: readonly string[]): Promise<Ran & { findings: Told[]; exceptions: Told[] }> {
  const ran = await commandLine(['policy', 'check', '-f', file('web.yaml', service), ...args, '-o', 'json']);
  const { findings, exceptions }: { findings: Told[]; exceptions: Told[] } = JSON.parse(ran.out);
  return { ...ran, findings, exceptions };
}

test('a policy of the catalogue weighs as much as the kind of environment asks', async () => {
  const of = async (profile: string): Promise<readonly string[]> => {
    const { findings } = await check('--profile', profile);
    return findings.map(({ code, severity }) => `${code} ${severity}`);
  };
  expect(await of('dev')).toEqual(['PL045 warning']);
  expect(await of('prod')).toEqual(['PL045 error']);
});

test('a manifest of the organisation is asked as the API server would ask it', async () => {
  const { code, findings } = await check('--policies', file('own.yaml', policy(fine)), '--profile', 'dev');
  expect(code).toBe(1);
  expect(findings[0]).toMatchObject({
    code: 'PL900',
    severity: 'error',
    message: 'no-port-80: port 80 of web is taken',
    location: { file: join(folder, 'web.yaml'), line: 1 },
  });
});

test('a binding says how much a policy weighs, and where', async () => {
  const binding = `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: everywhere }
spec:
  policyName: no-port-80
  validationActions: [Warn]
  matchResources: { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }
`;
  const of = async (text: string): Promise<readonly string[]> => {
    const { findings } = await check('--policies', file('own.yaml', text), '--profile', 'dev');
    return findings.filter(({ code }) => code === 'PL900').map(({ severity }) => severity);
  };
  expect(await of(policy(fine) + binding)).toEqual(['warning']);
  expect(await of(policy(fine) + binding.replace('metadata.name: shop', 'metadata.name: other'))).toEqual([]);
});

test.each([
  ['does not parse', 'object.spec.ports.all(p, ', 'PL901'],
  ['has no type', "object.spec.ports.size() + 'a' == 'b'", 'PL901'],
  ['is no truth', 'object.spec.ports', 'PL901'],
  ['asks who is asking', "request.userInfo.username == 'root'", 'PL902'],
])('an expression that %s is told with its place and a fix', async (_what, expression, code) => {
  const { findings } = await check('--policies', file('own.yaml', policy(expression)));
  expect(findings).toMatchObject([{ code, location: { file: join(folder, 'own.yaml'), line: 9 } }]);
});

test('a policy for a kind that does not exist is told, with the kind that was meant', async () => {
  const { findings } = await check('--policies', file('own.yaml', policy(fine, 'servces')));
  expect(findings).toMatchObject([{ code: 'PL903', fix: 'Did you mean "services"?', location: { line: 7 } }]);
});

test('a policy whose parameters are not there is told', async () => {
  const text = policy(fine).replace('spec:', 'spec:\n  paramKind: { apiVersion: v1, kind: ConfigMap }');
  const { findings } = await check('--policies', file('own.yaml', text));
  expect(findings).toMatchObject([{ code: 'PL905' }]);
});

test('a policy asks its parameters and the labels of the namespace', async () => {
  const text = policy(
    "object.spec.ports.all(p, string(p.port) != params.data.port) || namespaceObject.metadata.labels['kubernetes.io/metadata.name'] != params.data.namespace",
  )
    .replace('spec:', 'spec:\n  paramKind: { apiVersion: v1, kind: ConfigMap }')
    .replace("'port 80 of '", "'port ' + params.data.port + ' of '");
  const rest = (port: string): string => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: forbidden, namespace: policies }
data: { port: '${port}', namespace: shop }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: everywhere }
spec:
  policyName: no-port-80
  validationActions: [Deny]
  paramRef: { name: forbidden, namespace: policies, parameterNotFoundAction: Deny }
`;
  const of = async (port: string): Promise<readonly string[]> => {
    const { findings } = await check('--policies', file('own.yaml', text + rest(port)), '--profile', 'dev');
    return findings.filter(({ code }) => code === 'PL900').map(({ message }) => message);
  };
  expect(await of('80')).toEqual(['no-port-80: port 80 of web is taken']);
  expect(await of('81')).toEqual([]);
});

test('what is no manifest of a policy is told', async () => {
  const text = policy(fine).replace('expression:', 'expresion:');
  const { findings } = await check('--policies', file('own.yaml', text));
  expect(findings.map(({ code }) => code)).toContain('PL904');
});

test.each([
  ['without end', 'true && '.repeat(60_000) + 'true', 'PL901'],
  ['of very many parts', '1 + '.repeat(20_000) + '1 == 2', 'PL902'],
  ['that nests without end', `${'('.repeat(5000)}true${')'.repeat(5000)}`, 'PL901'],
])('an expression %s is told with its place', async (_what, expression, code) => {
  const { code: exit, findings } = await check('--policies', file('own.yaml', policy(expression)));
  expect([exit, findings]).toMatchObject([1, [{ code, location: { line: 9 } }]]);
});

test('two policies of one name are told, and a binding of a policy that is not there', async () => {
  const binding = `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: lost }
spec: { policyName: no-port-8, validationActions: [Deny] }
`;
  const twice = await check('--policies', file('own.yaml', `${policy(fine)}---\n${policy(fine)}`));
  expect(twice.findings).toMatchObject([
    { code: 'PL904', message: 'There are two of the name "no-port-80".' },
  ]);
  const lost = await check('--policies', file('own.yaml', policy(fine) + binding), '--profile', 'dev');
  expect(lost.findings).toContainEqual(
    expect.objectContaining({ code: 'PL910', severity: 'warning', fix: 'Did you mean "no-port-80"?' }),
  );
  const both = binding.replace('no-port-8,', 'no-port-80,').replace('[Deny]', '[Deny, Warn]');
  const wrong = await check('--policies', file('own.yaml', policy(fine) + both));
  expect(wrong.findings).toMatchObject([
    { code: 'PL904', message: expect.stringContaining('Deny and Warn') },
  ]);
});

function exceptions(until: string, name = 'web'): string {
  return file(
    'exceptions.yaml',
    `exceptions:
  - { policy: PL045, kind: Service, namespace: shop, name: ${name}, reason: it is Traefik itself, owner: team-a, until: '${until}' }
`,
  );
}

describe('an exception', () => {
  test('lets a finding through and is listed in every report', async () => {
    const { code, findings, exceptions: told } = await check('--exceptions', exceptions('2999-01-01'));
    expect([code, findings]).toEqual([0, []]);
    expect(told).toMatchObject([
      { code: 'PL045', reason: 'it is Traefik itself (team-a, until 2999-01-01)' },
    ]);
    for (const format of ['text', 'yaml', 'sarif', 'junit', 'github', 'gitlab', 'markdown']) {
      const ran = await commandLine([
        'policy',
        'check',
        '-f',
        join(folder, 'web.yaml'),
        '--exceptions',
        exceptions('2999-01-01'),
        '-o',
        format,
      ]);
      expect(ran.out).toContain('it is Traefik itself');
    }
  });

  test('that has ended lets nothing through, and is told itself', async () => {
    const { code, findings } = await check('--exceptions', exceptions('2020-01-01'));
    expect(code).toBe(1);
    expect(findings.map((finding) => finding.code)).toEqual(['PL045', 'PL907']);
    expect(findings[1]?.location?.line).toBe(2);
  });

  test('that lets nothing through is told', async () => {
    const { findings } = await check('--exceptions', exceptions('2999-01-01', 'other'));
    expect(findings.map((finding) => finding.code)).toEqual(['PL045', 'PL908']);
  });

  test('that ends on a day that there is not is refused at its line', async () => {
    const { code, findings } = await check('--exceptions', exceptions('2027-02-30'));
    expect(code).toBe(1);
    expect(findings).toMatchObject([
      { name: 'invalid-exceptions', message: 'There is no day 2027-02-30.', location: { line: 2 } },
    ]);
  });

  test('without an owner or an end is none', async () => {
    const path = file('exceptions.yaml', 'exceptions:\n  - { policy: PL045, name: web, reason: because }\n');
    const { findings } = await check('--exceptions', path);
    expect(new Set(findings.map((finding) => finding.code))).toEqual(new Set(['PL906']));
  });
});

test('policies are emitted with bindings that weigh what the environment asks, and with its exceptions', async () => {
  const output = join(folder, 'out');
  const { code } = await commandLine([
    'policy',
    'emit',
    '--profile',
    'prod',
    '--namespace',
    'shop',
    '--output',
    output,
    '--exceptions',
    exceptions('2999-01-01'),
  ]);
  expect(code).toBe(0);
  const text = readFileSync(join(output, 'policies.k8s.yaml'), 'utf8');
  expect(text).toContain('name: prod.exposed-service.policy.cdk8s-traefik');
  expect(text).toContain('object.metadata.name == "web"');
  expect(text).toMatch(/validationActions:\n\s+- Deny/);
  expect(text).toMatch(/validationActions:\n\s+- Warn\n\s+- Audit/);
});

test('wrong usage is told in one line', async () => {
  const ran = await commandLine(['policy', 'chek']);
  expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('did you mean "check"')]);
});
