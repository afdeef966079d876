import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../support/command-line';

describe('cdk8s-traefik migrate', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-migrate-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const cli = (...argv: readonly string[]): ReturnType<typeof commandLine> => commandLine(argv);

  const yaml = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { nginx.ingress.kubernetes.io/satisfy: any } }
spec:
  ingressClassName: nginx
  rules: [{ host: a.test, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { ports: [{ port: 80 }] } }
`;

  it('takes the Secrets of an Ingress to exist where it is told so, and says which', async () => {
    const file = join(folder, 'guarded.yaml');
    const annotations =
      '"nginx.ingress.kubernetes.io/auth-type": basic, "nginx.ingress.kubernetes.io/auth-secret": users';
    writeFileSync(
      file,
      yaml
        .replace('nginx.ingress.kubernetes.io/satisfy: any', annotations)
        .replace('ingressClassName: nginx', '$&\n  tls: [{ hosts: [a.test], secretName: a-tls }]'),
    );
    const args = ['migrate', '-f', file, '--to', 'manifests', '--output'];
    const bare = await cli(...args, join(folder, 'bare'));
    expect(bare).toMatchObject({ code: 1, out: expect.stringContaining('Secret shop/users not found') });
    const assumed = await cli(...args, join(folder, 'assumed'), '--assume-secrets');
    expect(assumed.code).toBe(0);
    expect(assumed.err).toContain('taken to exist: Secret shop/a-tls, Secret shop/users');
    expect(assumed.out).toContain(' 0 lost.');
    expect(readFileSync(join(folder, 'assumed', 'shop-web.yaml'), 'utf8')).toMatch(
      /basicAuth:\n +secret: users[^]*secretName: a-tls/,
    );
  });

  it('writes IngressRoutes, tells what is lost, and exits 1 until that is accepted', async () => {
    const file = join(folder, 'ingress.yaml');
    writeFileSync(file, yaml);
    const first = await cli(
      'migrate',
      '-f',
      file,
      '--to',
      'manifests',
      '--output',
      join(folder, 'out'),
      '-o',
      'json',
    );
    expect(first.code).toBe(1);
    const report: unknown = JSON.parse(first.out);
    expect(report).toMatchObject({
      to: 'manifests',
      environments: [],
      files: ['shop-web.yaml'],
      entries: [{ fate: 'lost', code: 'MG202' }, { fate: 'carried' }],
      traffic: { manifests: { verdict: 'same' } },
    });
    expect(readdirSync(join(folder, 'out'))).toEqual(['shop-web.yaml']);
    expect(readFileSync(join(folder, 'out', 'shop-web.yaml'), 'utf8')).toContain('kind: IngressRoute');
    const second = await cli(
      'migrate',
      '-f',
      file,
      '--to',
      'manifests',
      '--output',
      join(folder, 'other'),
      '--accept',
      'MG202',
    );
    expect(second.code).toBe(0);
    expect(second.out).toContain('SAME: every request fares as before.');
  });

  it('writes a project with an environment of the same routes, which is checked and proven', async () => {
    const file = join(folder, 'ingress.yaml');
    writeFileSync(file, yaml.replace('satisfy: any', 'app-root: /app/$1'));
    const ran = await cli(
      'migrate',
      '-f',
      file,
      '--to',
      'environments',
      '--output',
      join(folder, 'out'),
      '--accept',
      'MG204',
      '-o',
      'json',
    );
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({
      files: ['environments/base.yaml'],
      project: 'shop',
      environments: ['prod'],
      traffic: { prod: {} },
    });
    const base = readFileSync(join(folder, 'out', 'environments', 'base.yaml'), 'utf8');
    expect(base).toContain('match: Host(`a.test`) && PathPrefix(`/`)');
    // What looks like a variable of environment files is none.
    expect(base).toContain('replacement: $${1}/app/$1');
    expect(readdirSync(join(folder, 'out'))).toContain('main.ts');
  });

  const second = (path: string, pathType: string, service: string): string =>
    yaml
      .replace(/annotations: \{.*\} \}/, 'annotations: {} }')
      .replace(
        'paths: [',
        `paths: [{ path: ${path}, pathType: ${pathType}, backend: { service: { name: ${service}, port: { number: 80 } } } }, `,
      );

  it('writes a path once that is there twice', async () => {
    const file = join(folder, 'ingress.yaml');
    writeFileSync(file, second('/', 'Prefix', 'web'));
    const out = join(folder, 'out');
    const ran = await cli('migrate', '-f', file, '--to', 'environments', '--output', out);
    expect(ran.code).toBe(0);
    const base = readFileSync(join(out, 'environments', 'base.yaml'), 'utf8');
    expect(base.match(/match: /g)).toHaveLength(2);
  });

  it('tells what synth refuses of the project, which is written to be mended', async () => {
    const file = join(folder, 'ingress.yaml');
    const other = yaml.split('---').at(-1)?.replace('name: web', 'name: health') ?? '';
    // Both rules are as long as each other: chance decides.
    writeFileSync(file, `${second('/health', 'Exact', 'health')}---${other}`);
    const out = join(folder, 'out');
    const ran = await cli('migrate', '-f', file, '--to', 'environments', '--output', out, '-o', 'json');
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('error ambiguous-priority');
    expect(JSON.parse(ran.out)).toMatchObject({ environments: ['prod'] });
    expect(readdirSync(out)).toContain('main.ts');
  });

  it('keeps files in the folder, whatever an Ingress is named', async () => {
    const file = join(folder, 'ingress.yaml');
    writeFileSync(
      file,
      yaml.replace('name: web, namespace: shop, ann', 'name: ../../web, namespace: shop, ann'),
    );
    const out = join(folder, 'out');
    await cli('migrate', '-f', file, '--to', 'manifests', '--output', out);
    expect(readdirSync(out)).toEqual(['shop-..%2F..%2Fweb.yaml']);
  });

  it.each(['manifests', 'environments'])('writes no %s where no Ingress becomes a route', async (to) => {
    const file = join(folder, 'ingress.yaml');
    writeFileSync(file, yaml.replace('networking.k8s.io/v1', 'networking.k8s.io/v1beta1'));
    const out = join(folder, 'out');
    const ran = await cli('migrate', '-f', file, '--to', to, '--output', out);
    expect(ran).toMatchObject({
      code: 1,
      err: 'None of the Ingresses becomes a route: nothing was written.\n',
    });
    expect(ran.out).toContain('MG206 lost    Ingress shop/web');
    expect(ran.out).toMatch(/\nNothing was written, so no traffic was compared\.\n$/);
    expect(readdirSync(folder)).toEqual(['ingress.yaml']);
    const told = await cli('migrate', '-f', file, '--to', to, '--output', out, '-o', 'json');
    expect(JSON.parse(told.out)).toMatchObject({ files: [], traffic: {} });
  });

  it('is used wrongly without a target, a folder or an Ingress', async () => {
    expect(await cli('migrate', '-f', 'x.yaml', '--output', 'out')).toMatchObject({ code: 2 });
    expect(await cli('migrate', '-f', 'x.yaml', '--to', 'manifests')).toMatchObject({ code: 2 });
    expect(await cli('migrate', '-f', 'x.yaml', '--to', 'nothing', '--output', 'out')).toMatchObject({
      code: 2,
    });
    const file = join(folder, 'none.yaml');
    writeFileSync(file, '{ apiVersion: v1, kind: Service, metadata: { name: web } }');
    expect(
      await cli('migrate', '-f', file, '--to', 'manifests', '--output', join(folder, 'out')),
    ).toMatchObject({ code: 2 });
  });

  it('writes an environment for each namespace where Ingresses are in several, and proves them together', async () => {
    const file = join(folder, 'ingress.yaml');
    const other = yaml
      .replaceAll('namespace: shop', 'namespace: ops')
      .replace('a.test', 'b.test')
      .replace('satisfy: any', 'affinity: cookie');
    writeFileSync(file, `${yaml}---${other}`);
    const out = join(folder, 'out');
    const args = ['--to', 'environments', '--output', out, '--accept', 'MG202', '-o', 'json'];
    const ran = await cli('migrate', '-f', file, ...args);
    expect(ran).toMatchObject({ code: 0 });
    expect(JSON.parse(ran.out)).toMatchObject({
      environments: ['ops', 'shop'],
      files: ['environments/base.yaml', 'environments/ops.yaml', 'environments/shop.yaml'],
      entries: [
        { code: 'MG202' },
        { to: 'environments/shop.yaml' },
        { to: 'environments/ops.yaml' },
        { to: 'environments/ops.yaml' },
      ],
      traffic: { 'ops,shop': { verdict: 'same' } },
    });
    expect(readFileSync(join(out, 'environments', 'ops.yaml'), 'utf8')).toContain('namespace: ops');
  });

  it('writes a project of HTTPRoutes alone, which takes what they name to be there', async () => {
    const file = join(folder, 'httproutes.yaml');
    writeFileSync(
      file,
      `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec: { parentRefs: [{ name: edge, namespace: infra }], hostnames: [a.test], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
`,
    );
    const out = join(folder, 'out');
    const ran = await cli('migrate', '-f', file, '--to', 'environments', '--output', out, '-o', 'json');
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({
      entries: [{ code: 'MG405' }, { fate: 'carried' }, { code: 'MG407' }],
      traffic: { prod: { verdict: 'same' } },
    });
    const base = readFileSync(join(out, 'environments', 'base.yaml'), 'utf8');
    expect(base).toContain('match: Host(`a.test`)');
    expect(base).not.toContain('kubernetesGateway');
  });

  it('writes a Gateway and HTTPRoutes of IngressRoutes, with the option that Traefik needs, and proves them', async () => {
    const file = join(folder, 'routes.yaml');
    writeFileSync(
      file,
      `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [web]
  routes:
    - { match: 'Host(\`a.test\`)', services: [{ name: web, port: 80 }] }
    - { match: 'Host(\`a.test\`) && ClientIP(\`10.0.0.0/8\`)', services: [{ name: web, port: 80 }] }
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { ports: [{ port: 80 }] } }
`,
    );
    const to = ['migrate', '-f', file, '--to', 'gateway', '--output'];
    const first = await cli(...to, join(folder, 'out'), '-o', 'json');
    expect(first.code).toBe(1);
    expect(JSON.parse(first.out)).toMatchObject({
      to: 'gateway',
      files: ['gatewayclass.yaml', 'shop-web.yaml', 'shop.yaml'],
      settings: [
        { set: 'entryPoints: { web: { address: ":8000/tcp" }, websecure: { address: ":8443/tcp" } }' },
        { set: 'providers.kubernetesGateway: {}' },
      ],
      entries: [{ fate: 'carried' }, { fate: 'lost', code: 'MG301', location: { line: 9 } }],
      traffic: { gateway: { verdict: 'same' } },
    });
    expect(readdirSync(join(folder, 'out'))).toEqual(['gatewayclass.yaml', 'shop-web.yaml', 'shop.yaml']);
    const second = await cli(...to, join(folder, 'other'), '--accept', 'MG301');
    expect(second.code).toBe(0);
    expect(second.out).toContain('Traffic, beside that to the IngressRoutes:\nSAME');
  });

  it('writes HTTPRoutes of Ingresses in one step, and tells what becomes of each part of these', async () => {
    const file = join(folder, 'ingress.yaml');
    writeFileSync(file, yaml);
    const out = join(folder, 'out');
    const ran = await cli('migrate', '-f', file, '--to', 'gateway', '--output', out, '-o', 'json');
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({
      files: ['gatewayclass.yaml', 'shop-web.yaml', 'shop.yaml'],
      entries: [{ code: 'MG202' }, { code: 'MG304', fate: 'changed', to: 'shop-web.yaml' }],
    });
    const text = readFileSync(join(out, 'shop-web.yaml'), 'utf8');
    expect(text).toContain('kind: HTTPRoute');
    expect(text).not.toContain('IngressRoute');
  });
});
