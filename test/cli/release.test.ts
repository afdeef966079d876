import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseYaml } from '../../lib/core/yaml';
import { declared, environmentText } from '../check/release/support';
import { type Ran, commandLine } from '../support/command-line';

let folder: string;
const home = process.cwd();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  mkdirSync(join(folder, 'environments'));
  process.chdir(folder);
  declare('{ version: v2, steps: [5, 50] }');
  await run('synth');
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const declare = (release: string): void =>
  writeFileSync(join(folder, 'environments', 'prod.yaml'), environmentText(release));

function run(...argv: readonly string[]): Promise<Ran> {
  return commandLine(argv);
}

const steps = 'dist/prod/releases/web';

test('synth writes each step as a whole set of manifests, and the plan beside them', () => {
  expect(readdirSync(steps).toSorted()).toEqual([
    '00-baseline',
    '10-deploy',
    '40-weight-5',
    '50-weight-50',
    '70-shift',
    '80-promote',
    '90-return',
    '95-cleanup',
    'plan.json',
    'plan.md',
  ]);
  expect(readdirSync(join(steps, '40-weight-5'))).toEqual([
    '.cdk8s-traefik-context',
    'traefik.k8s.yaml',
    'web-canary.k8s.yaml',
    'web.k8s.yaml',
  ]);
});

test('release plan prints plan.json', async () => {
  const { code, out } = await run('release', 'plan', '--env', 'prod', 'web', '-o', 'json');
  expect(code).toBe(0);
  expect(out).toBe(readFileSync(join(steps, 'plan.json'), 'utf8'));
  expect(JSON.parse(out)).toMatchObject({
    service: 'web',
    environment: 'prod',
    mode: 'plain',
    steps: expect.arrayContaining([
      expect.objectContaining({ id: '40-weight-5', rollback: '00-baseline', gate: expect.anything() }),
    ]),
  });
});

test('a folder of manifests is read without the steps beside it', async () => {
  const { out } = await run(
    'explain',
    'http://a.example.com/',
    '--client-ip',
    '10.0.0.1',
    '-f',
    'dist/prod',
    '-o',
    'json',
  );
  expect(JSON.parse(out)).toMatchObject({ backends: [{ service: 'shop/web', share: 1 }] });
});

test('a folder of a step is behind the Traefik of its environment', async () => {
  const path = join(steps, '40-weight-5');
  const { out } = await run(
    'explain',
    'http://a.example.com/',
    '--client-ip',
    '10.0.0.1',
    '-f',
    path,
    '-o',
    'json',
  );
  expect(JSON.parse(out)).toMatchObject({
    entryPoint: 'web',
    backends: [
      { service: 'shop/web', share: 0.95 },
      { service: 'shop/web-canary', share: 0.05 },
    ],
  });
});

test.each([
  ['00-baseline', '10-deploy'],
  ['10-deploy', '40-weight-5'],
  ['40-weight-5', '10-deploy'],
  ['70-shift', '80-promote'],
  ['90-return', '95-cleanup'],
])('one apply may go from %s to %s', async (from, to) => {
  const { code, out } = await run('release', 'check', join(steps, from), join(steps, to));
  expect(out).toContain('may be applied');
  expect(code).toBe(0);
});

test.each([
  ['00-baseline', '40-weight-5', ['release-skips-step', 'release-not-ready', 'release-two-at-once']],
  ['10-deploy', '50-weight-50', ['release-skips-step']],
  ['50-weight-50', '00-baseline', ['release-removed-in-use', 'release-two-at-once']],
  ['10-deploy', '80-promote', ['release-skips-step', 'release-changed-in-use']],
])('one apply must not go from %s to %s: %j', async (from, to, rules) => {
  const { code, out } = await run('release', 'check', join(steps, from), join(steps, to), '-o', 'json');
  expect(code).toBe(1);
  const { holds, findings } = JSON.parse(out);
  expect(holds).toBe(false);
  const names: readonly string[] = findings.map(({ name }: { readonly name: string }) => name);
  expect([...new Set(names)]).toEqual(rules);
});

test('another version than the tested one is not promoted, and does not get requests', async () => {
  const untested = (step: string): string => {
    const copy = join(folder, 'untested', step);
    cpSync(steps, join(folder, 'untested'), { recursive: true });
    const file = join(copy, 'web.k8s.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('web:v2', 'web:v3'));
    return copy;
  };
  const told = async (from: string, to: string): Promise<readonly string[]> => {
    const { out } = await run('release', 'check', from, to, '-o', 'json');
    return JSON.parse(out).findings.map(
      ({ name, message }: { readonly name: string; readonly message: string }) => `${name}: ${message}`,
    );
  };
  const words = 'release-untested-version: example.com/web:v2 is tested, and example.com/web:v3 is promoted.';
  expect(await told(join(steps, '70-shift'), untested('80-promote'))).toContain(words);
  expect(await told(untested('80-promote'), join(steps, '90-return'))).not.toContain(words);
  // Nor does it become the service's in the step that leads requests there.
  const promoted = untested('80-promote');
  writeFileSync(
    join(folder, 'untested/90-return/web.k8s.yaml'),
    readFileSync(join(promoted, 'web.k8s.yaml'), 'utf8'),
  );
  expect(await told(promoted, join(folder, 'untested/90-return'))).toContain(words);
  // The version that the release began with has been there before.
  expect(await told(join(steps, '80-promote'), join(steps, '70-shift'))).toEqual([]);
});

test('a folder that has lost what it knows of its cluster is behind the Traefik of the other one', async () => {
  for (const [lost, from, to] of [
    ['10-deploy', 'copy', '40-weight-5'],
    ['40-weight-5', '10-deploy', 'copy'],
  ] as const) {
    const copy = join(folder, `lost-${lost}`);
    cpSync(join(steps, lost), copy, { recursive: true });
    rmSync(join(copy, '.cdk8s-traefik-context'));
    const path = (name: string): string => (name === 'copy' ? copy : join(steps, name));
    const { code, out } = await run('release', 'check', path(from), path(to));
    expect(out).toContain('may be applied');
    expect(code).toBe(0);
  }
});

test('objects of several steps at once are at none, and each is told with both places', async () => {
  const { code, err, out } = await run('release', 'status', '-f', steps);
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain('TraefikService.traefik.io shop/web is there in several states');
  expect(err).toMatch(/40-weight-5\/traefik\.k8s\.yaml:\d+:\d+/);
});

test('status tells the step of objects, and next and rollback what to apply', async () => {
  const at = ['-f', join(steps, '70-shift')];
  expect(await run('release', 'status', ...at)).toMatchObject({
    code: 0,
    out: 'web in prod is at 70-shift.\n',
  });
  const next = await run('release', 'next', ...at);
  expect(next.out).toContain('kubectl apply -f dist/prod/releases/web/80-promote');
  expect(next.out).toContain('gate error-ratio');
  const back = await run('release', 'rollback', ...at);
  expect(back.out).toMatch(/apply -f dist\/prod\/releases\/web\/10-deploy[^]*releases\/web\/00-baseline/);
});

describe('of a cluster that kubectl reads', () => {
  /** A kubectl, first on the PATH, for which a cluster has the objects of a step. */
  const kubectl = (script: string): Record<string, string | undefined> => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    writeFileSync(join(bin, 'kubectl'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { PATH: `${bin}:${process.env['PATH']}` };
  };
  const kinds = [
    'services',
    'deployments.apps',
    'rollouts.argoproj.io',
    'secrets',
    'ingressroutes.traefik.io',
    'traefikservices.traefik.io',
  ];
  const cluster = (step: string, change: (text: string) => string = (text) => text) => {
    const files = readdirSync(join(steps, step)).filter((name) => name.endsWith('.yaml'));
    const items = files.flatMap((name) =>
      parseYaml(readFileSync(join(steps, step, name), 'utf8'), name).documents.map(({ value }) => value),
    );
    const list = mkdtempSync(join(folder, 'list-'));
    writeFileSync(join(list, 'all'), change(JSON.stringify({ apiVersion: 'v1', kind: 'List', items })));
    return kubectl(
      `case "$1" in api-resources) printf '${kinds.join('\\n')}\\n' ;; *) echo "$@" > ${list}/asked; cat ${list}/all ;; esac`,
    );
  };

  test('status --live tells the step that the cluster is at', async () => {
    for (const step of ['00-baseline', '40-weight-5', '95-cleanup']) {
      const ran = await commandLine(['release', 'status', '--live'], { variables: cluster(step) });
      expect(ran).toMatchObject({ code: 0, out: `web in prod is at ${step}.\n`, err: '' });
    }
  });

  test('status --live asks for workloads, and never for Secrets', async () => {
    const variables = cluster('10-deploy');
    await commandLine(['release', 'status', '--live'], { variables });
    const asked = readdirSync(folder)
      .filter((name) => name.startsWith('list-') && existsSync(join(folder, name, 'asked')))
      .map((name) => readFileSync(join(folder, name, 'asked'), 'utf8'));
    expect(asked).toContainEqual(expect.stringContaining('deployments.apps'));
    expect(asked.filter((text) => text.includes('secrets'))).toEqual([]);
  });

  test('status --live tells what a hand has changed in the cluster', async () => {
    const variables = cluster('40-weight-5', (text) => text.replace('"weight":5', '"weight":7'));
    const ran = await commandLine(['release', 'status', '--live', '-o', 'json'], { variables });
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({
      step: null,
      differences: [expect.stringContaining('TraefikService')],
    });
  });

  test('next --live and rollback --live go from the step of the cluster', async () => {
    const variables = cluster('70-shift');
    const next = await commandLine(['release', 'next', '--live'], { variables });
    expect(next.out).toContain('kubectl apply -f dist/prod/releases/web/80-promote');
    const back = await commandLine(['release', 'rollback', '--live'], { variables });
    expect(back.out).toContain('releases/web/10-deploy');
  });

  test.each([
    [
      'a cluster that is not reached',
      'echo "The connection to the server 127.0.0.1:1 was refused" >&2; exit 1',
      'The connection to the server 127.0.0.1:1 was refused',
    ],
    [
      'a context that may read nothing',
      'echo "Error from server (Forbidden): services is forbidden" >&2; exit 1',
      'services is forbidden',
    ],
    [
      'an answer that is cut off',
      `case "$1" in api-resources) echo services ;; *) echo '{"items": [{' ;; esac`,
      'live:',
    ],
  ])('status --live says what is wrong with %s', async (_, script, words) => {
    const ran = await commandLine(['release', 'status', '--live'], { variables: kubectl(script) });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(words);
    expect(ran.err).not.toMatch(/^ +at /m);
  });

  test('status --live needs kubectl', async () => {
    const ran = await commandLine(['release', 'status', '--live'], { variables: { PATH: '/nowhere' } });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('there is no kubectl on the PATH');
  });
});

test('next and rollback are data, too', async () => {
  const at = ['-f', join(steps, '40-weight-5'), '-o', 'json'];
  const next = await run('release', 'next', ...at);
  expect(next.code).toBe(0);
  expect(JSON.parse(next.out)).toMatchObject({
    service: 'web',
    environment: 'prod',
    step: '40-weight-5',
    next: '50-weight-50',
    by: 'person',
    gate: { bake: '10m', minRequests: 100 },
    commands: ['kubectl apply -f dist/prod/releases/web/50-weight-50'],
  });
  const back = await run('release', 'rollback', ...at);
  expect(back.code).toBe(0);
  expect(JSON.parse(back.out)).toMatchObject({
    step: '40-weight-5',
    path: [
      { from: '40-weight-5', to: '10-deploy' },
      { from: '10-deploy', to: '00-baseline' },
    ],
  });
  const last = await run('release', 'next', '-f', join(steps, '95-cleanup'), '-o', 'json');
  expect(JSON.parse(last.out)).toMatchObject({ step: '95-cleanup', next: null, gate: null, commands: [] });
});

test('objects of no step are told as such', async () => {
  const { code, out } = await run(
    'release',
    'status',
    '-f',
    join(steps, '70-shift/web.k8s.yaml'),
    '-o',
    'json',
  );
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ step: null, service: 'web' });
});

test('a changed rule gives the series of gates another name, which check tells with the old and the new one', async () => {
  const write = (name: string, path: string): string => {
    const file = join(folder, name);
    writeFileSync(
      file,
      `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: api, namespace: shop }
spec: { entryPoints: [web], routes: [{ kind: Rule, match: 'Host(\`b.example.com\`)${path}', services: [{ name: api, port: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
`,
    );
    return file;
  };
  const [was, is] = [write('was.yaml', ''), write('is.yaml', ' && PathPrefix(`/v1`)')];
  const { out } = await run('release', 'check', was, is, '-o', 'json');
  const { findings } = JSON.parse(out);
  expect(findings).toContainEqual(
    expect.objectContaining({
      name: 'release-series-renamed',
      severity: 'info',
      message: expect.stringMatching(
        /^The series of Service shop\/api .*: shop-api-[0-9a-f]{20}@kubernetescrd becomes shop-api-[0-9a-f]{20}@kubernetescrd\.$/,
      ),
    }),
  );
  const same = await run('release', 'check', was, was, '-o', 'json');
  expect(JSON.parse(same.out).findings).toEqual([]);
});

test('recorded requests tell whether a move changes anything', async () => {
  writeFileSync('requests.jsonl', '{"url":"http://a.example.com/","clientIp":"10.0.0.1"}\n');
  const sides = ['--from', join(steps, '10-deploy'), '--requests', 'requests.jsonl'];
  const same = await run('release', 'check', ...sides, '--to', join(steps, '00-baseline'));
  expect(same).toMatchObject({ code: 0, out: expect.stringContaining('All 1 requests') });
  const shared = await run('release', 'check', ...sides, '--to', join(steps, '50-weight-50'), '-o', 'json');
  expect(shared.code).toBe(1);
  expect(JSON.parse(shared.out)).toMatchObject({ differences: [{ line: 1, differs: ['backends'] }] });
});

test('a line that is no request is told, and fares alike nowhere', async () => {
  writeFileSync('nonsense.jsonl', '{"url":"http://a.example.com/"}\n{"url":"nonsense"}\n{"url":"http://"}\n');
  const sides = ['--from', join(steps, '10-deploy'), '--to', join(steps, '00-baseline')];
  const { code, err } = await run('release', 'check', ...sides, '--requests', 'nonsense.jsonl');
  expect(code).toBe(1);
  expect(err).toContain('nonsense.jsonl:2:1');
  expect(err).toContain('"nonsense" is no URL of http, https, tcp, tls or udp');
  expect(err).toContain('nonsense.jsonl:3:1');
});

test('a step is applied to all that a cluster has: what its folder lacks is not removed', async () => {
  const other = { metadata: { name: 'other', namespace: 'shop' } };
  const spec = {
    entryPoints: ['web'],
    routes: [{ match: 'Host(`b.example.com`)', kind: 'Rule', services: [{ name: 'other', port: 80 }] }],
  };
  const more = [
    { apiVersion: 'v1', kind: 'Service', ...other, spec: { ports: [{ port: 80 }] } },
    { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', ...other, spec },
  ];
  const { steps: made } = declared(environmentText('{ version: v2, steps: [5, 50] }'));
  const items = [...(made[0]?.objects ?? []), ...more];
  writeFileSync('cluster.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  const deploy = await run('release', 'check', 'cluster.json', join(steps, '10-deploy'));
  expect(deploy.out).toContain('may be applied');
  const shift = await run('release', 'check', 'cluster.json', join(steps, '70-shift'));
  expect(shift.code).toBe(1);
  expect(shift.out).toContain('release-not-ready');
  expect(shift.out).not.toContain('shop/other');
});

test('a plan is one behind a named release of Traefik', async () => {
  const { code, out } = await run('release', 'plan', '--traefik-version', '3.7.9', '-o', 'json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ service: 'web' });
  expect(await run('release', 'plan', '--traefik-version', 'x')).toMatchObject({ code: 2 });
  const folders = [join(steps, '00-baseline'), join(steps, '10-deploy')];
  expect(await run('release', 'check', ...folders, '--traefik-version', '3.7.9')).toMatchObject({ code: 0 });
});

test('gates prints objects for who asks Prometheus', async () => {
  const { code, out } = await run(
    'release',
    'gates',
    '--for',
    'analysis-template',
    '--prometheus',
    'http://p:1',
  );
  expect(code).toBe(0);
  expect(out).toMatch(/^apiVersion: argoproj.io\/v1alpha1\nkind: AnalysisTemplate$/m);
  expect(out).toContain('address: http://p:1');
  const usual = await run('release', 'gates', '--for', 'metric-template');
  expect(usual.out).toContain('address: http://prometheus-operated.monitoring:9090');
});

test('show prints one step', async () => {
  const { code, out } = await run('release', 'show', '40-weight-5');
  expect(code).toBe(0);
  expect(out).toMatch(/^40-weight-5 {2}The next version answers a share/);
});

test.each([
  [['release'], 'name one of plan, show'],
  [['release', 'paln'], 'did you mean "plan"?'],
  [['release', 'plan', 'wbe'], 'did you mean "web"?'],
  [['release', 'show', '40-weight-6'], 'did you mean "40-weight-5"?'],
  [['release', 'check', 'a'], 'name two steps'],
  [['release', 'check', '-', '-'], 'standard input can be only one of FROM and TO'],
  [['release', 'check', '--from', 'a'], 'name both sides'],
  [['release', 'status'], 'name the objects with -f'],
])('%j is wrong usage', async (argv, words) => {
  const { code, err } = await run(...argv);
  expect(err).toContain(words);
  expect(code).toBe(2);
});

test('a chart has values for each step', async () => {
  const { code, out } = await run(
    'chart',
    '--environments',
    'environments',
    '--output',
    'chart',
    '--name',
    'shop',
  );
  expect(code).toBe(0);
  expect(out).toContain('chart/values/releases/web/00-baseline.prod.yaml\n');
  expect(readFileSync('chart/values/releases/web/40-weight-5.prod.yaml', 'utf8')).toMatch(
    /^# The step 40-weight-5 of the release of web: -f values\.prod\.yaml -f values\/releases\/web\/40-weight-5\.prod\.yaml\n/,
  );
});

// The last ones: they change what is declared.
test('where a controller carries the release out only two steps are folders, and next says who takes the others', async () => {
  declare('{ version: v2, mode: argo-rollouts, steps: [20] }');
  expect((await run('synth')).code).toBe(0);
  expect(readdirSync(steps).toSorted()).toEqual(['00-baseline', '10-deploy', 'plan.json', 'plan.md']);
  const check = await run('release', 'check', join(steps, '00-baseline'), join(steps, '10-deploy'));
  expect(check).toMatchObject({ code: 0 });
  const live = join(folder, 'live.json');
  const plan = JSON.parse(readFileSync(join(steps, 'plan.json'), 'utf8'));
  expect(plan.steps.map(({ id, by }: { readonly id: string; readonly by: string }) => `${id} ${by}`)).toEqual(
    [
      '00-baseline person',
      '10-deploy person',
      '40-weight-20 argo-rollouts',
      '70-shift argo-rollouts',
      '90-return argo-rollouts',
    ],
  );
  const { steps: cluster } = declared(environmentText('{ version: v2, mode: argo-rollouts, steps: [20] }'));
  writeFileSync(live, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: cluster[2]?.objects }));
  expect(await run('release', 'status', '-f', live)).toMatchObject({
    out: 'web in prod is at 40-weight-20.\n',
  });
  const asked = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(
    join(asked, 'kubectl'),
    `#!/bin/sh
case "$1 $2" in
  api-resources*) printf 'services\\nrollouts.argoproj.io\\ntraefikservices.traefik.io\\n' ;;
  *rollouts.argoproj.io*) cat ${live} ;;
  *) echo '{"kind": "List", "apiVersion": "v1", "items": []}' ;;
esac
`,
    { mode: 0o755 },
  );
  const variables = { PATH: `${asked}:${process.env['PATH']}` };
  expect(await commandLine(['release', 'status', '--live'], { variables })).toMatchObject({
    out: 'web in prod is at 40-weight-20.\n',
  });
  for (const id of ['00-baseline', '10-deploy'])
    expect(await run('release', 'status', '-f', join(steps, id))).toMatchObject({
      code: 0,
      out: `web in prod is at ${id}.\n`,
    });
  expect((await run('release', 'next', '-f', live)).out).toContain(
    'There is nothing to apply: argo-rollouts takes this step by itself.',
  );
  const chart = await run('chart', '--environments', 'environments', '--output', 'chart', '--name', 'shop');
  expect(chart).toMatchObject({ code: 1, err: expect.stringContaining('controlled-release-in-chart') });
  expect((await run('release', 'rollback', '-f', live)).out).toMatch(
    /^# 40-weight-20 to 00-baseline\nkubectl apply -f dist\/prod\/releases\/web\/00-baseline\n/,
  );
});

test('steps that are declared no longer are gone, all at once', async () => {
  declare('{ version: v2, steps: [20] }');
  expect((await run('synth')).code).toBe(0);
  expect(existsSync(join(steps, '40-weight-5'))).toBe(false);
  expect(existsSync(join(steps, '40-weight-20'))).toBe(true);
  declare('{ version: v2, steps: [20, 10] }');
  expect((await run('synth')).code).toBe(1);
  expect(existsSync(join(steps, '40-weight-20'))).toBe(true);
});
