import { readFileSync } from 'node:fs';
import type { ReadObject } from '../../../lib/core/manifest';
import { migrationCodes } from '../../../lib/tools/migrate';
import { selfSigned } from '../../../lib/traefik/model';
import { Random } from '../../real/differential/random';
import { generateIngresses, standingOfNginx } from '../../real/ingressnginx/objects';
import { migrated, migratedObjects } from './sources';

const service = (name: string): string =>
  `{ apiVersion: v1, kind: Service, metadata: { name: ${name}, namespace: shop }, spec: { ports: [{ port: 80 }] } }\n---\n`;

function ingress(annotations: string, path = '/', pathType = 'Prefix', name = 'web'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: shop
  annotations: { ${annotations} }
spec:
  ingressClassName: nginx
  rules:
    - host: a.test
      http: { paths: [{ path: '${path}', pathType: ${pathType}, backend: { service: { name: web, port: { number: 80 } } } }] }
---
`;
}

const nginx = 'nginx.ingress.kubernetes.io';

describe('an Ingress of ingress-nginx', () => {
  it('becomes one IngressRoute without TLS and one with, and every request fares as before', () => {
    const { objects, traffic, entries } = migrated(
      service('web') + ingress(`${nginx}/whitelist-source-range: 10.0.0.0/8`),
    );
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Middleware web-addresses',
      'Middleware web-retry',
      'IngressRoute web-http',
      'IngressRoute web',
    ]);
    expect(traffic.verdict).toBe('same');
    expect(entries.map(({ fate }) => fate)).toEqual(['carried', 'carried']);
  });

  it('keeps its order among others, though rules are written in backticks', () => {
    const yaml = service('web') + ingress(`${nginx}/use-regex: 'true'`, '/a\\.b', 'ImplementationSpecific');
    const { objects, traffic } = migrated(yaml);
    expect(objects.at(-1)?.['spec']).toMatchObject({
      routes: [{ match: 'Host(`a.test`) && PathRegexp(`(?i)^/a\\.b`)', priority: 43 }],
    });
    expect(traffic.verdict).toBe('same');
  });

  it('is told of with what is lost, the place, and what to do', () => {
    const { entries } = migrated(service('web') + ingress(`${nginx}/denylist-source-range: 192.0.2.0/24`));
    expect(entries[0]).toMatchObject({
      path: `Ingress shop/web metadata.annotations["${nginx}/denylist-source-range"]`,
      location: { file: 'ingress.yaml', line: 9 },
      fate: 'lost',
      code: 'MG202',
      severity: 'error',
      to: null,
    });
  });

  it('asks the same server that auth-url names', () => {
    const { objects, traffic, entries } = migrated(
      service('web') + ingress(`${nginx}/auth-url: 'https://login.test/check'`),
    );
    expect(objects).toContainEqual(
      expect.objectContaining({ spec: { forwardAuth: { address: 'https://login.test/check' } } }),
    );
    expect(traffic.verdict).toBe('same');
    expect(entries[0]).toMatchObject({ fate: 'changed', code: 'MG105' });
  });

  it('hands a canary to a TraefikService and its header to a route', () => {
    const canary = ingress(
      `${nginx}/canary: 'true', ${nginx}/canary-weight: '10', ${nginx}/canary-by-header: X-Canary`,
      '/',
      'Prefix',
      'canary',
    ).replace('name: web,', 'name: next,');
    const { objects, traffic } = migrated(service('web') + service('next') + ingress('') + canary);
    expect(objects.find(({ kind }) => kind === 'TraefikService')?.['spec']).toEqual({
      weighted: {
        services: [
          { name: 'web', port: 80, weight: 90 },
          { name: 'next', port: 80, weight: 10 },
        ],
      },
    });
    expect(traffic.verdict).toBe('same');
  });

  it.each([
    [
      'has a resource as its backend',
      (yaml: string) => yaml.replace(/service: \{.*?\} \}/, 'resource: { kind: Bucket, name: a }'),
    ],
    [
      'is of a version that Traefik does not read',
      (yaml: string) => yaml.replace('k8s.io/v1', 'k8s.io/v1beta1'),
    ],
    ['has rules that are no list', (yaml: string) => yaml.replace(/rules:[^]*---/, 'rules: {}\n---')],
    ['names a Secret that is missing', (yaml: string) => yaml],
  ])('that %s is carried in no part, as no route is written', (_, change) => {
    const annotations = `${nginx}/auth-type: basic, ${nginx}/auth-secret: none`;
    const { objects, entries } = migrated(service('web') + change(ingress(annotations)));
    expect(objects).toEqual([]);
    expect(entries.map(({ fate, to }) => [fate, to])).toEqual(entries.map(() => ['lost', null]));
    expect(entries.filter(({ severity }) => severity === 'error')).toMatchObject([{ code: 'MG206' }]);
  });

  it('that is a canary goes where the routes of its main Ingress go', () => {
    const canary = ingress(
      `${nginx}/canary: 'true', ${nginx}/canary-weight: '10'`,
      '/',
      'Prefix',
      'canary',
    ).replace('name: web,', 'name: next,');
    const services = service('web') + service('next');
    const { entries, files } = migrated(services + ingress('') + canary);
    expect([...files.keys()]).toEqual(['shop-web.yaml']);
    expect([...new Set(entries.map(({ to }) => to))]).toEqual(['shop-web.yaml']);
    const alone = migrated(services + canary);
    expect(alone.entries.map(({ fate }) => fate)).toEqual(['lost', 'lost', 'lost']);
  });

  it('hands connections on whose TLS the backend ends, as before', () => {
    const { objects, traffic } = migrated(service('web') + ingress(`${nginx}/ssl-passthrough: 'true'`));
    expect(objects.map(({ kind }) => kind)).toEqual(['IngressRoute', 'IngressRouteTCP']);
    expect(traffic.verdict).toBe('same');
  });

  it('that leads to no Service is answered with 503 as before', () => {
    const { traffic, entries } = migrated(ingress(''));
    expect(traffic.verdict).toBe('same');
    expect(entries[0]).toMatchObject({ fate: 'changed', code: 'MG207' });
  });

  it('of another class stays where it is, with the reason', () => {
    const { objects, entries } = migrated(
      service('web') + ingress('').replace('ingressClassName: nginx', 'ingressClassName: haproxy'),
    );
    expect(objects).toEqual([]);
    expect(entries).toMatchObject([{ fate: 'lost', code: 'MG206', severity: 'info' }]);
  });
});

describe('an Ingress with annotations of Traefik', () => {
  it('names the same Middleware, and every request fares as before', () => {
    const yaml = `${service('web')}
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: strip, namespace: shop }
spec: { stripPrefix: { prefixes: [/api] } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    traefik.ingress.kubernetes.io/router.middlewares: shop-strip@kubernetescrd
    traefik.ingress.kubernetes.io/router.entrypoints: web
spec:
  rules:
    - host: a.test
      http: { paths: [{ path: /api, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
`;
    const { objects, traffic } = migrated(yaml);
    expect(objects).toMatchObject([
      {
        kind: 'IngressRoute',
        spec: { entryPoints: ['web'], routes: [{ middlewares: [{ name: 'strip' }] }] },
      },
    ]);
    expect(traffic.verdict).toBe('same');
  });
});

// Kinds of changes by which a request reaches what it did not reach, or misses a guard.
describe('mistakes in what is moved', () => {
  const found = (yaml: string): readonly string[] =>
    migrated(yaml)
      .entries.filter(({ fate }) => fate !== 'carried')
      .map(({ code, severity, path, location, fix }) => {
        expect(fix).toMatch(/\.$/);
        expect(location.line).toBeGreaterThan(1);
        return `${code} ${severity} ${path}`;
      });
  const secret = (name: string, data: string): string =>
    `{ apiVersion: v1, kind: Secret, metadata: { name: ${name}, namespace: shop }, stringData: { ${data} } }\n---\n`;

  it('such as a Secret of users that no Middleware can read have a place and a fix', () => {
    const login = `${nginx}/auth-type: basic, ${nginx}/auth-secret: users, ${nginx}/auth-secret-type: auth-map`;
    expect(found(service('web') + secret('users', 'ann: "$apr1$x$y"') + ingress(login))).toEqual([
      `MG205 error Ingress shop/web metadata.annotations["${nginx}/auth-secret"]`,
    ]);
  });

  it('such as a Secret of a certificate that is missing have a place and a fix', () => {
    const yaml = ingress('').replace('  rules:', '  tls: [{ hosts: [a.test], secretName: gone }]\n  rules:');
    expect(found(service('web') + yaml)).toContain('MG111 warning Ingress shop/web spec.tls[0]');
  });

  it('such as a value of an annotation that the provider refuses have a place and a fix', () => {
    const yaml = service('web') + ingress(`${nginx}/auth-type: basic, ${nginx}/auth-secret: gone`);
    expect(found(yaml)).toContainEqual(expect.stringMatching(/^MG206 error Ingress shop\/web spec\.rules/));
  });

  it('are none where Ingresses of two controllers stand in one file', () => {
    const other = ingress('', '/', 'Prefix', 'old')
      .replace('ingressClassName: nginx', 'ingressClassName: traefik')
      .replace('a.test', 'b.test');
    const { objects, traffic } = migrated(service('web') + ingress('') + other);
    const names = objects.flatMap(({ kind, metadata }) => (kind === 'IngressRoute' ? [metadata.name] : []));
    expect(names.toSorted()).toEqual(['old-http', 'web', 'web-http']);
    expect(traffic.verdict).toBe('same');
  });
});

const harmful: ReadonlySet<string> = new Set(['opened', 'guard-removed', 'moved']);

test('Ingresses of any annotations become routes by which nothing opens, nothing moves and no guard is lost', () => {
  const standing = standingOfNginx(selfSigned(['a.test']));
  const traefik = {
    entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
    providers: {
      kubernetesIngressNGINX: {
        httpEntryPoint: 'web',
        httpsEntryPoint: 'websecure',
        globalAllowedResponseHeaders: ['X-Out'],
      },
    },
  };
  const found = Array.from({ length: 8 }, (_, index) => index + 1).flatMap((seed) => {
    const objects = [...standing, ...generateIngresses(new Random(seed))].map((object): ReadObject => ({
      object,
      file: 'x',
      locate: () => ({ file: 'x', line: 1, column: 1 }),
    }));
    const { changes } = migratedObjects(objects, traefik).traffic;
    return changes
      .filter(({ kind }) => harmful.has(kind))
      .map(({ kind, message }) => ({ seed, kind, message }));
  });
  expect(found).toEqual([]);
});

test('every code says what to do, and stands in docs/ingress.md or docs/gateway.md', () => {
  const [ingress = '', gateway = ''] = ['docs/ingress.md', 'docs/gateway.md'].map((file) =>
    readFileSync(file, 'utf8').replace(/ +/g, ' '),
  );
  for (const [code, { severity, what, fix }] of Object.entries(migrationCodes)) {
    expect(/^MG[34]/.test(code) ? gateway : ingress).toContain(
      `| ${code} | ${severity} | ${what} | ${fix} |`,
    );
    expect(what).toMatch(/\.$/);
    expect(fix).toMatch(/\.$/);
  }
});
