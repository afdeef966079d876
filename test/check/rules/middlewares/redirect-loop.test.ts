import { traefikFactsOf } from '../../../../lib/check/cluster';
import { check, rules } from '../support';

const traefik = traefikFactsOf({
  entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
  providers: { kubernetesCRD: {} },
});

const redirected = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: to-https }
spec: { redirectScheme: { scheme: https } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: plain }
spec:
  entryPoints: [web]
  routes: [{ kind: Rule, match: Host(\`a.de\`), middlewares: [{ name: to-https }], services: [{ name: web, port: 80 }] }]
`;

const https = ({ host = 'a.de', entryPoint = 'websecure', middlewares = '[]', service = 'web' } = {}) => `
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: secure }
spec:
  entryPoints: [${entryPoint}]
  routes: [{ kind: Rule, match: Host(\`${host}\`), middlewares: ${middlewares}, services: [{ name: ${service}, port: 80 }] }]
`;

const told = (yaml: string) => rules(check(yaml, { traefik }));

test('a redirection to https of a host that has no https route runs in a circle behind a load balancer', () => {
  expect(told(redirected)).toEqual(['redirect-loop']);
  expect(told(redirected + https({ host: 'b.de' }))).toEqual(['redirect-loop']);
  expect(told(redirected + https())).toEqual([]);
});

test.each([
  ['entry point', { entryPoint: 'websecre' }, 'unknown-entry-point'],
  ['middleware', { middlewares: '[{ name: rety }]' }, 'unknown-middleware'],
  ['service', { service: 'wbe' }, 'unknown-service'],
])(
  'a misspelt %s of the https route is told, not that its redirection runs in a circle',
  (_, mistake, rule) => {
    expect(told(redirected + https(mistake))).toEqual([rule]);
  },
);

test('a route of another host that is disabled has no part in it', () => {
  expect(told(redirected + https({ host: 'b.de', entryPoint: 'websecre' }))).toEqual([
    'unknown-entry-point',
    'redirect-loop',
  ]);
});
