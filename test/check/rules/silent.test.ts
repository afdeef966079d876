import { traefikFactsOf } from '../../../lib/check/cluster';
import { check } from './support';

/** What users write and Traefik says nothing of. */

const facts = { traefik: traefikFactsOf() };

function told(yaml: string): unknown {
  return check(yaml, facts).map(({ rule, severity, field, message }) => [
    rule,
    severity,
    field?.at(-1),
    message,
  ]);
}

const service = (annotations = '{}') => `
apiVersion: v1
kind: Service
metadata: { name: web, annotations: ${annotations} }
spec: { ports: [{ port: 80 }] }
---
`;

const ingress = (annotations: string, more = '') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: ${annotations} }
spec:
  ${more}
  rules: [{ host: a.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
`;

const prefix = 'traefik.ingress.kubernetes.io';

describe('an annotation', () => {
  test.each([
    ['traefik.http.routers.web.middlewares', 'containers, as the Docker provider has labels'],
    ['traefik.enable', 'containers, as the Docker provider has labels'],
    ['ingress.kubernetes.io/ssl-redirect', 'Traefik v1'],
  ])('%s is of others, and so it is told', (key, of) => {
    expect(told(service() + ingress(`{ ${key}: 'on it' }`))).toEqual([
      ['idle-annotation', 'warning', key, `The annotation is of ${of}: Traefik does not read it.`],
    ]);
  });

  test('where Traefik reads it is fine', () => {
    const ofService = service(`{ ${prefix}/service.serversscheme: h2c }`);
    expect(told(ofService + ingress(`{ ${prefix}/router.entrypoints: web }`))).toEqual([]);
  });

  test('of the Service on an Ingress, of another program, or of nobody is told', () => {
    const annotations = [
      `${prefix}/service.serversscheme`,
      `${prefix}/rewrite-target`,
      'nginx.ingress.kubernetes.io/rewrite-target',
    ];
    const found = told(service() + ingress(`{ ${annotations.map((key) => `${key}: x`).join(', ')} }`));
    expect(found).toEqual(annotations.map((key) => ['idle-annotation', 'warning', key, expect.any(String)]));
  });

  test('of an Ingress that another controller reads is none of our business', () => {
    const of = (name: string) =>
      check(
        service() + ingress('{ nginx.ingress.kubernetes.io/rewrite-target: / }', `ingressClassName: ${name}`),
        facts,
        { advice: true },
      ).map(({ rule, severity }) => [rule, severity]);
    expect(of('nginx')).toEqual([['not-selected', 'info']]);
    expect(of('traefk')).toEqual([['not-selected', 'warning']]);
  });
});

test('a field beside spec is told, and the same field below spec is fine', () => {
  const store = (more: string) => `
apiVersion: traefik.io/v1alpha1
kind: TLSStore
metadata: { name: default }
${more}
`;
  expect(told(store('defaultCertificate: { secretName: tls }\nspec: {}'))).toEqual([
    ['misplaced-field', 'error', 'defaultCertificate', expect.stringContaining('beside spec')],
  ]);
  expect(told(store('spec: {}'))).toEqual([]);
});

test('fields of v2 without effect are told with what took their place', () => {
  const headers = (fields: string) => `
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: secure }
spec: { headers: { ${fields} } }
`;
  expect(told(headers('sslRedirect: true, frameDeny: true'))).toEqual([
    ['retired-field', 'warning', 'sslRedirect', 'headers.sslRedirect has no effect.'],
  ]);
  expect(told(headers('frameDeny: true'))).toEqual([]);
});

describe('an object that nobody reads', () => {
  const middleware = (group: string) => `
apiVersion: ${group}/v1alpha1
kind: Middleware
metadata: { name: strip }
spec: { stripPrefix: { prefixes: [/api] } }
`;

  test('of the group of v2 is an error', () => {
    expect(told(middleware('traefik.containo.us'))).toEqual([
      ['old-api-group', 'error', 'apiVersion', expect.stringContaining('traefik.containo.us')],
    ]);
    expect(told(middleware('traefik.io'))).toEqual([]);
  });

  test('since its provider is off is an error where it is of Traefik, else a hint: another controller may read it', () => {
    const off = {
      traefik: traefikFactsOf({
        entryPoints: { web: { address: ':80' } },
        providers: { kubernetesIngress: {} },
      }),
    };
    const rules = (yaml: string): unknown =>
      check(yaml, off, { advice: true }).map(({ rule, severity }) => [rule, severity]);
    expect(rules(middleware('traefik.io'))).toEqual([['unread-object', 'error']]);
    const gateway = 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public }\n';
    expect(rules(gateway)).toEqual([['unread-object', 'info']]);
  });

  test('is not told where nothing is known of Traefik', () => {
    expect(check(service() + ingress('{}'))).toEqual([]);
  });
});

test('TLS on a plain entry point beside one for HTTPS is told by their names alone, on one by itself it is not', () => {
  const route = (entryPoints: string) => `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec:
  entryPoints: [${entryPoints}]
  routes: [{ match: 'Host(\`a.example.com\`)', kind: Rule, services: [{ name: web, port: 80 }] }]
  tls: {}
`;
  const rules = (yaml: string) => check(service() + yaml).map(({ rule, severity }) => [rule, severity]);
  expect(rules(route('web, websecure'))).toEqual([['tls-on-both-entry-points', 'warning']]);
  expect(rules(route('web'))).toEqual([]);
  expect(rules(route('websecure'))).toEqual([]);
});
