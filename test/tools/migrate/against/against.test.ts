import { objectsOf } from '../../../../lib/core/manifest';
import { type FateChange, againstNginx } from '../../../../lib/tools/migrate';
import { TrafficModel } from '../../../../lib/traefik/model';

const nginx = 'nginx.ingress.kubernetes.io';

const around = `
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { ports: [{ port: 80 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: other, namespace: shop }, spec: { ports: [{ port: 80 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: admin, namespace: shop }, spec: { ports: [{ port: 80 }] } }
---
{ apiVersion: v1, kind: Secret, metadata: { name: ca, namespace: shop }, stringData: { ca.crt: x } }
---
{ apiVersion: v1, kind: Secret, metadata: { name: users, namespace: shop }, stringData: { auth: 'u:x' } }
---
{ apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: nginx }, spec: { controller: k8s.io/ingress-nginx } }
---
`;

function ingress(
  name: string,
  annotations: string,
  path = '/',
  pathType = 'Prefix',
  service = 'web',
): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: { ${annotations} } }
spec:
  ingressClassName: nginx
  rules: [{ host: a.test, http: { paths: [{ path: '${path}', pathType: ${pathType}, backend: { service: { name: ${service}, port: { number: 80 } } } }] } }]
---
`;
}

function changes(...ingresses: readonly string[]): readonly FateChange[] {
  const objects = objectsOf(around + ingresses.join(''), 'x.yaml').objects.map(({ object }) => object);
  const traefik = {
    entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
    providers: { kubernetesIngressNGINX: {} },
  };
  return againstNginx(
    objects.filter(({ kind }) => kind === 'Ingress'),
    TrafficModel.from(objects, { traefik }),
  );
}

const unlimited = `${nginx}/proxy-body-size: '0'`;

describe('beside ingress-nginx', () => {
  it('nothing is told of what both do alike', () => {
    expect(changes(ingress('web', unlimited))).toEqual([]);
  });

  it('what denylist-source-range refuses fails open, with a line to try it', () => {
    const [first] = changes(ingress('web', `${unlimited}, ${nginx}/denylist-source-range: 203.0.113.0/24`));
    expect(first).toMatchObject({
      kind: 'fails-open',
      request: { clientIp: '203.0.113.0' },
      curl: 'curl --path-as-is https://a.test/  # from 203.0.113.0',
      nginx: 'answers 403: denylist-source-range',
      traefik: 'forwards it to shop/web',
    });
  });

  it('bodies beyond 1 MiB fail open', () => {
    expect(changes(ingress('web', ''))[0]).toMatchObject({
      kind: 'fails-open',
      nginx: expect.stringContaining('answers 413'),
      curl: expect.stringContaining('head -c 2097152 /dev/zero | curl'),
    });
  });

  it('an exact path that a longer rule takes is led elsewhere', () => {
    const found = changes(ingress('web', unlimited), ingress('exact', unlimited, '/a', 'Exact', 'other'));
    expect(found[0]).toMatchObject({
      kind: 'moved',
      request: { url: 'https://a.test/a' },
      nginx: expect.stringContaining('forwards it to shop/other'),
      traefik: 'forwards it to shop/web',
    });
  });

  it('a snippet makes Traefik drop the whole Ingress', () => {
    const found = changes(ingress('web', `${unlimited}, ${nginx}/configuration-snippet: deny all;`));
    expect(found[0]).toMatchObject({
      kind: 'refused',
      nginx: 'lets a snippet decide',
      traefik: 'answers 404',
    });
  });

  it('a request without TLS is redirected on both sides once there is a certificate', () => {
    const tls = ingress('web', unlimited).replace(
      'ingressClassName: nginx',
      'ingressClassName: nginx\n  tls: [{ hosts: [a.test] }]',
    );
    expect(changes(tls)).toEqual([]);
  });

  it('who was never limited is limited now, with a line of many requests', () => {
    const limits = `${unlimited}, ${nginx}/limit-rps: '5', ${nginx}/limit-whitelist: 203.0.113.0/24`;
    expect(changes(ingress('web', limits))).toMatchObject([
      {
        kind: 'refused',
        request: { clientIp: '203.0.113.0' },
        curl: `seq 31 | xargs -P 31 -I {} curl --path-as-is -s -o /dev/null -w '%{http_code}\\n' https://a.test/  # from 203.0.113.0`,
        nginx: 'never limits it: limit-whitelist',
        traefik: expect.stringMatching(/^answers 429 beyond 5 requests in 1s/),
      },
      {
        kind: 'answered-differently',
        request: { clientIp: '192.0.2.1' },
        curl: expect.stringContaining('seq 31 | xargs -P 31'),
        nginx: 'answers 503 beyond 5 requests a second, 25 more at once, of all paths of the Ingress',
      },
    ]);
  });

  it('a limit that an exact path had fails open where a longer rule without it takes the path', () => {
    const limited = ingress('exact', `${unlimited}, ${nginx}/limit-connections: '3'`, '/a', 'Exact');
    expect(changes(ingress('web', unlimited), limited)[0]).toMatchObject({
      kind: 'fails-open',
      request: { url: 'https://a.test/a' },
      nginx: 'answers 503 beyond 3 connections at the same time, of all paths of the Ingress',
      traefik: 'forwards it to shop/web without a limit',
    });
  });

  it('the header of a canary leads around what guards a longer path', () => {
    const canary = `${nginx}/canary: 'true', ${nginx}/canary-by-header: X-Next`;
    const found = changes(
      ingress('web', unlimited),
      ingress('next', canary, '/', 'Prefix', 'other'),
      ingress(
        'admin',
        `${unlimited}, ${nginx}/whitelist-source-range: 10.0.0.0/8`,
        '/admin',
        'Prefix',
        'admin',
      ),
    );
    expect(found[0]).toMatchObject({
      kind: 'fails-open',
      request: { url: 'https://a.test/admin', headers: { 'X-Next': 'always' } },
      curl: expect.stringContaining("-H 'X-Next: always' https://a.test/admin"),
      nginx: 'answers 403: whitelist-source-range',
      traefik: 'forwards it to shop/other',
    });
  });

  it('a canary by header, cookie and weight fares alike', () => {
    const canary = `${nginx}/canary: 'true', ${nginx}/canary-by-header: X-Next, ${nginx}/canary-by-cookie: next, ${nginx}/canary-weight: '20'`;
    expect(changes(ingress('web', unlimited), ingress('next', canary, '/', 'Prefix', 'other'))).toEqual([]);
  });

  it('captures are rewritten alike, and an exact path of a host with expressions is told', () => {
    const rewritten = ingress(
      'web',
      `${unlimited}, ${nginx}/rewrite-target: /$2`,
      '/v1(/|$)(.*)',
      'ImplementationSpecific',
    );
    expect(changes(rewritten)).toEqual([]);
    expect(changes(rewritten, ingress('exact', unlimited, '/e', 'Exact', 'other'))).toContainEqual(
      expect.objectContaining({
        kind: 'refused',
        request: expect.objectContaining({ url: 'https://a.test/e/x' }),
        nginx: 'forwards it to shop/other: the location /e of Ingress shop/exact',
      }),
    );
  });

  it('a certificate in another name gets in', () => {
    const named = `${unlimited}, ${nginx}/auth-tls-secret: shop/ca, ${nginx}/auth-tls-match-cn: CN=partner`;
    expect(changes(ingress('web', named))[0]).toMatchObject({
      kind: 'fails-open',
      curl: 'curl --path-as-is --cert other.crt --key other.key https://a.test/  # from 192.0.2.1',
      nginx: 'answers 403: auth-tls-match-cn: no certificate of that name is shown',
    });
  });

  it('satisfy any, which Traefik does not read, refuses who needed no password', () => {
    const any = `${unlimited}, ${nginx}/auth-type: basic, ${nginx}/auth-secret: users, ${nginx}/satisfy: any, ${nginx}/whitelist-source-range: 203.0.113.0/24`;
    expect(changes(ingress('web', any))).toMatchObject([
      {
        kind: 'refused',
        request: { clientIp: '203.0.113.0' },
        nginx: 'forwards it to shop/web: the location / of Ingress shop/web',
        traefik: 'answers 401',
      },
    ]);
  });

  it('an alias of one Ingress takes the longer path of another', () => {
    const alias = ingress(
      'alias',
      `${unlimited}, ${nginx}/server-alias: b.example.test`,
      '/api',
      'Prefix',
      'other',
    );
    expect(changes(alias, ingress('web', unlimited, '/api/v1'))[0]).toMatchObject({
      kind: 'moved',
      request: { url: 'https://a.test/api/v1' },
      nginx: 'forwards it to shop/web: the location /api/v1 of Ingress shop/web',
      traefik: 'forwards it to shop/other',
    });
  });

  it('www, app-root and redirects with their codes fare alike', () => {
    const www = `${unlimited}, ${nginx}/from-to-www-redirect: 'true', ${nginx}/app-root: /app`;
    expect(changes(ingress('web', www))).toEqual([]);
    const moved = `${unlimited}, ${nginx}/permanent-redirect: https://b.test, ${nginx}/permanent-redirect-code: '308'`;
    expect(changes(ingress('web', moved))).toEqual([]);
  });
});
