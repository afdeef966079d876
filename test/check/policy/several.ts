/** Objects that break a rule of the catalogue over several objects or traffic, and the same without the mistake, in YAML. */
interface Pair {
  readonly wrong: string;
  readonly right: string;
}

const pod = (spec: string): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web } }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { ${spec} } }
`;

const containers = (container: string): string => `containers: [{ name: web, ${container} }]`;

const port = 'ports: [{ name: http, containerPort: 8080 }, { name: admin, containerPort: 9090 }]';

const service = (ports: string): string => `---
apiVersion: v1
kind: Service
metadata: { name: web, labels: { app: web } }
spec: { selector: { app: web }, ports: [${ports}] }
`;

const http = '{ name: http, port: 80, targetPort: http }';
const web = service(http);

const route = (match: string, fields = '', spec = 'entryPoints: [websecure], tls: {}'): string => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec: { ${spec}, routes: [{ kind: Rule, match: '${match}', services: [{ name: web, port: 80 }], ${fields} }] }
`;

const host = 'Host(`a.example.com`)';

const middleware = (name: string, spec: string): string => `---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: ${name} }
spec: { ${spec} }
`;

const limited = middleware('limit', 'rateLimit: { average: 100 }');
const redirect = middleware('redirect', 'redirectScheme: { scheme: https, permanent: true }');

const monitor = (selector: string, endpoint: string): string => `---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: web }
spec: { selector: { matchLabels: { app: ${selector} } }, endpoints: [{ port: ${endpoint} }] }
`;

const budget = (least: number): string => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } }, minAvailable: ${least} }
`;

const account = `---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web }
`;

const network = (app: string): string => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: ${app} } } }
`;

const scaler = (name: string): string => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { minReplicas: 2, maxReplicas: 4, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} } }
`;

const scaled = pod(containers('image: a')).replace('  replicas: 2\n', '');

const certificate = `---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: web }
spec: { secretName: web-tls, dnsNames: ['*.example.com'], issuerRef: { kind: ClusterIssuer, name: acme } }
`;

const issuer = (solver: string): string => `---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: acme }
spec: { acme: { server: 'https://acme.example.com', privateKeySecretRef: { name: acme }, solvers: [{ ${solver} }] } }
`;

const probed = (probe: string): string =>
  pod(containers(`image: a, ${port}, readinessProbe: { httpGet: { path: /ready, port: ${probe} } }`));

const metrics = service(`${http}, { name: admin, port: 9090, targetPort: admin }`);

const grpc = (extra: string): string =>
  `${middleware('buffer', 'buffering: {}')}${limited}${web}${route(host, `middlewares: [{ name: limit }${extra}]`).replace('port: 80 }', 'port: 80, scheme: h2c }')}`;

/** Of each rule over several objects that no API server can ask, an example; objects are in the namespace shop. */
export const several: Readonly<Record<string, Pair>> = {
  'single-replica': {
    wrong: pod(containers('image: a')).replace('replicas: 2', 'replicas: 1'),
    right: pod(containers('image: a')),
  },
  'no-disruption-budget': {
    wrong: pod(containers('image: a')),
    right: pod(containers('image: a')) + budget(1),
  },
  'budget-beyond-pods': {
    wrong: scaled + scaler('web') + budget(2),
    right: scaled + scaler('web') + budget(1),
  },
  'no-network-policy': {
    wrong: pod(containers('image: a')) + network('other'),
    right: pod(containers('image: a')) + network('web'),
  },
  'dangling-autoscaler': { wrong: scaled + scaler('other'), right: scaled + scaler('web') },
  'unknown-service-account': {
    wrong: pod(`serviceAccountName: web, ${containers('image: a')}`),
    right: pod(`serviceAccountName: web, ${containers('image: a')}`) + account,
  },
  'dangling-monitor': { wrong: web + monitor('web', 'metrics'), right: web + monitor('web', 'http') },
  'unprovable-wildcard': {
    wrong: certificate + issuer('http01: { ingress: {} }'),
    right: certificate + issuer('dns01: { route53: { region: a } }'),
  },
  'probe-behind-route': {
    wrong: probed('http') + web + route(host),
    right: probed('admin') + web + route(host),
  },
  'reached-admin-path': {
    wrong: probed('http') + web + monitor('web', 'http') + route(host),
    right: probed('http') + metrics + monitor('web', 'admin') + route(host),
  },
  'plain-http-route': {
    wrong: web + route(host, '', 'entryPoints: [web]'),
    right: web + redirect + route(host, 'middlewares: [{ name: redirect }]', 'entryPoints: [web]'),
  },
  'unguarded-route': {
    wrong: web + route(host),
    right: web + limited + route(host, 'middlewares: [{ name: limit }]'),
  },
  'buffered-grpc': { wrong: grpc(', { name: buffer }'), right: grpc('') },
};

/** Further objects that break a rule in a way of their own. */
export const further: readonly (readonly [rule: string, objects: string])[] = [
  ['dangling-monitor', web + monitor('other', 'http')],
  ['dangling-monitor', pod(containers(`image: a, ${port}`)) + podMonitor('web', 'metrics')],
  ['reached-admin-path', web + route(`${host} && PathPrefix(\`/debug/pprof\`)`)],
  [
    'reached-admin-path',
    pod(containers(`image: a, ${port}`)) + web + podMonitor('web', 'http') + route(host),
  ],
  [
    'reached-admin-path',
    web +
      monitor('web', 'http') +
      middleware('strip', 'stripPrefix: { prefixes: [/api] }') +
      route(`${host} && PathPrefix(\`/api\`)`, 'middlewares: [{ name: strip }]'),
  ],
];

/** What looks like a mistake and is none. */
export const innocent: readonly (readonly [rule: string, objects: string])[] = [
  ['reached-admin-path', web + monitor('web', 'http') + route(`${host} && !PathPrefix(\`/metrics\`)`)],
  [
    'reached-admin-path',
    web +
      monitor('web', 'http') +
      middleware('office', 'ipAllowList: { sourceRange: [10.0.0.0/8] }') +
      route(host, 'middlewares: [{ name: office }]'),
  ],
  ['unprovable-wildcard', certificate + issuer('http01: {}').replace('acme:', 'ca:')],
];

function podMonitor(app: string, endpoint: string): string {
  return monitor(app, endpoint)
    .replace('ServiceMonitor', 'PodMonitor')
    .replace('endpoints', 'podMetricsEndpoints');
}
