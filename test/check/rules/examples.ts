import type { RuleCode } from '../../../lib/core/finding';

/** A mistake in objects, beside the same without it: what docs/lint.md shows, and tests hold to be told and not told. */
export interface Example {
  readonly code: RuleCode;
  readonly mistake: string;
  /** Manifests, behind the Traefik of the official Helm chart; a Service `web` and a Secret `users` are there besides. */
  readonly bad: string;
  readonly good: string;
}

const middleware = (name: string, spec: string): string => `apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: ${name} }
spec: ${spec}
`;

const route = (...middlewares: readonly string[]): string => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec:
  entryPoints: [websecure]
  routes:
    - match: Host(\`a.example.com\`)
      kind: Rule
      middlewares: [${middlewares.map((name) => `{ name: ${name} }`).join(', ')}]
      services: [{ name: web, port: 80 }]
`;

const ingress = (annotation: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations: { ${annotation} }
spec:
  rules: [{ host: a.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
`;

const prefix = 'traefik.ingress.kubernetes.io';
/** An Ingress that leads to a Service with an annotation. */
const annotated = (annotation: string, value: string): string => `apiVersion: v1
kind: Service
metadata: { name: app, annotations: { ${prefix}/service.${annotation}: ${value} } }
spec: { ports: [{ port: 80 }] }
---
${ingress(`${prefix}/router.entrypoints: web`).replace('service: { name: web', 'service: { name: app')}`;

const strip = `${middleware('strip', '{ stripPrefix: { prefixes: [/api] } }')}---\n`;
const login = `${middleware('login', '{ basicAuth: { secret: users } }')}---\n`;
const cors = `${middleware('cors', "{ headers: { accessControlAllowOriginList: ['https://b.example.com'] } }")}---\n`;
const page = `${middleware('page', "{ errors: { status: ['400-499'], service: { name: web, port: 80 } } }")}---\n`;
const store = (certificate: string): string => `apiVersion: traefik.io/v1alpha1
kind: TLSStore
metadata: { name: default }
${certificate}`;

const certificateFor = (host: string): string => `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: web }
spec: { secretName: web-tls, dnsNames: [${host}], issuerRef: { name: ca, kind: ClusterIssuer } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec:
  entryPoints: [websecure]
  routes: [{ match: 'Host(\`a.example.com\`)', kind: Rule, services: [{ name: web, port: 80 }] }]
  tls: { secretName: web-tls }
`;

const auth = (address: string): string =>
  `${middleware('auth', `{ forwardAuth: { address: '${address}' } }`)}${route('auth')}`;

const refusals = (...order: readonly string[]): string =>
  `${middleware('auth', "{ forwardAuth: { address: 'http://proxy.auth.svc/auth' } }")}---
${middleware('signin', "{ errors: { status: ['401-403'], query: /login, service: { name: web, port: 80 } } }")}${route(...order)}`;

const unreachable = (...order: readonly string[]): string =>
  `${middleware('retry', '{ retry: { attempts: 3 } }')}---
${middleware('down', "{ errors: { status: ['502'], query: /down, service: { name: web, port: 80 } } }")}${route(...order)}`;

const orders = (spec: string): string =>
  `${middleware('again', spec)}${route('again').replace('com`)', 'com`) && Method(`POST`)')}`;

const limited = (...order: readonly string[]): string =>
  `${middleware('limit', '{ buffering: { maxResponseBodyBytes: 100000 } }')}---
${middleware('press', '{ compress: {} }')}${route(...order)}`;

const database = (rule: string, tls: string): string => `apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: db }
spec:
  entryPoints: [websecure]
  routes: [{ match: '${rule}', services: [{ name: db, port: 3306 }] }]
${tls}---
apiVersion: v1
kind: Service
metadata: { name: db }
spec: { ports: [{ port: 3306 }] }
`;

const balanced = (reference: string): string => `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec:
  entryPoints: [websecure]
  routes:
    - match: Host(\`a.example.com\`)
      kind: Rule
      services: [{ name: web, port: 80, sticky: { cookie: { name: pod } }${reference} }]
`;

const pods = (service: string): string => `apiVersion: v1
kind: Service
metadata: { name: shop }
spec: ${service}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: 'shop:1', ports: [{ name: http, containerPort: 8080 }] }] }
`;

const endpoints = (name: string): string => `apiVersion: v1
kind: Service
metadata: { name: outside }
spec: { clusterIP: None, ports: [{ name: http, port: 80 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: outside-1, labels: { kubernetes.io/service-name: outside } }
addressType: IPv4
endpoints: [{ addresses: [192.0.2.7], conditions: { ready: true } }]
ports: [{ name: ${name}, port: 80, protocol: TCP }]
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: outside }
spec:
  entryPoints: [websecure]
  routes: [{ match: 'Host(\`a.example.com\`)', kind: Rule, services: [{ name: outside, port: 80 }] }]
`;

/** What the objects of all examples may name. */
const certificates = (tls: string): string =>
  `apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata: { name: mtls }
spec: { clientAuth: { clientAuthType: RequestClientCert } }
---
${middleware('certificate', '{ passTLSClientCert: { pem: true } }')}${route('certificate')}${tls}`;

const kept = (sticky: string): string =>
  middleware('again', '{ retry: { attempts: 3 } }') + route('again').replace('port: 80', `port: 80${sticky}`);

export const besides = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Secret
metadata: { name: users }
stringData: { users: 'test:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=' }
---
`;

export const examples: readonly Example[] = [
  {
    code: 'TR101',
    mistake: 'an Ingress with a middleware that is not there',
    bad: ingress(`${prefix}/router.middlewares: default-strip@kubernetescrd`),
    good: strip + ingress(`${prefix}/router.middlewares: default-strip@kubernetescrd`),
  },
  {
    code: 'TR102',
    mistake: 'an Ingress with a middleware by another name than Traefik gives it',
    bad: strip + ingress(`${prefix}/router.middlewares: strip@kubernetescrd`),
    good: strip + ingress(`${prefix}/router.middlewares: default-strip@kubernetescrd`),
  },
  {
    code: 'TR103',
    mistake: 'an annotation for Services on an Ingress',
    bad: ingress(`${prefix}/service.serversscheme: h2c`),
    good: ingress(`${prefix}/router.entrypoints: websecure`),
  },
  {
    code: 'TR104',
    mistake: 'a field beside spec',
    bad: store('spec: {}\ndefaultCertificate: { secretName: tls }\n'),
    good: store('spec: {}\n'),
  },
  {
    code: 'TR105',
    mistake: 'an object that no provider reads',
    bad: 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public }\nspec: {}\n',
    good: strip.replace('---\n', ''),
  },
  {
    code: 'TR106',
    mistake: 'a field of v2 without effect',
    bad: middleware('secure', '{ headers: { sslRedirect: true, frameDeny: true } }'),
    good: middleware('secure', '{ redirectScheme: { scheme: https } }'),
  },
  {
    code: 'TR107',
    mistake: 'an allow list by a header that is taken of nobody',
    bad:
      middleware('list', '{ ipAllowList: { sourceRange: [10.0.0.0/8], ipStrategy: { depth: 1 } } }') +
      route('list'),
    good: middleware('list', '{ ipAllowList: { sourceRange: [10.0.0.0/8] } }') + route('list'),
  },
  {
    code: 'TR108',
    mistake: 'a limit by a header that is taken of nobody',
    bad:
      middleware(
        'limit',
        '{ rateLimit: { average: 50, burst: 100, sourceCriterion: { ipStrategy: { depth: 1 } } } }',
      ) + route('limit'),
    good: middleware('limit', '{ rateLimit: { average: 50, burst: 100 } }') + route('limit'),
  },
  {
    code: 'TR109',
    mistake: 'a certificate for another host',
    bad: certificateFor('b.example.com'),
    good: certificateFor('a.example.com'),
  },
  {
    code: 'TR111',
    mistake: 'forwardAuth that asks through itself',
    bad: auth('https://a.example.com/check'),
    good: auth('http://web.default.svc.cluster.local/check'),
  },
  {
    code: 'TR112',
    mistake: 'CORS headers behind a login',
    bad: login + cors + route('login', 'cors').replace('---\n', ''),
    good: login + cors + route('cors', 'login').replace('---\n', ''),
  },
  {
    code: 'TR113',
    mistake: 'an errors page that takes the question for a password away',
    bad: login + page + route('page', 'login').replace('---\n', ''),
    good: login + page + route('login', 'page').replace('---\n', ''),
  },
  {
    code: 'TR115',
    mistake: 'a login page for what forwardAuth refuses, behind it',
    bad: refusals('auth', 'signin'),
    good: refusals('signin', 'auth'),
  },
  {
    code: 'TR129',
    mistake: 'an error page that answers before a retry can ask again',
    bad: unreachable('retry', 'down'),
    good: unreachable('down', 'retry'),
  },
  {
    code: 'TR129',
    mistake: 'a retry by status for POST alone',
    bad: orders("{ retry: { attempts: 3, status: ['503'] } }"),
    good: orders("{ retry: { attempts: 3, status: ['503'], retryNonIdempotentMethod: true } }"),
  },
  {
    code: 'TR130',
    mistake: 'a limit on what is left of responses when they are compressed',
    bad: limited('limit', 'press'),
    good: limited('press', 'limit'),
  },
  {
    code: 'TR131',
    mistake: 'forwardAuth that asks localhost',
    bad: auth('http://localhost:4181/verify'),
    good: auth('http://auth.default.svc.cluster.local:4181/verify'),
  },
  {
    code: 'TR132',
    mistake: 'certificates of clients that nobody asks for',
    bad: certificates(''),
    good: certificates('  tls: { options: { name: mtls } }\n'),
  },
  {
    code: 'TR133',
    mistake: "allowedHosts without the route's own",
    bad: middleware('hosts', '{ headers: { allowedHosts: [example.com] } }') + route('hosts'),
    good: middleware('hosts', '{ headers: { allowedHosts: [a.example.com] } }') + route('hosts'),
  },
  {
    code: 'TR134',
    mistake: 'a retry, and a sticky cookie',
    bad: kept(', sticky: { cookie: { secure: true, httpOnly: true } }'),
    good: kept(''),
  },
  {
    code: 'TR114',
    mistake: 'MySQL behind TLS',
    bad: database('HostSNI(`db.example.com`)', '  tls: { passthrough: true }\n'),
    good: database('HostSNI(`*`)', ''),
  },
  {
    code: 'TR118',
    mistake: 'a sticky cookie, and nativeLB',
    bad: balanced(', nativeLB: true'),
    good: balanced(''),
  },
  {
    code: 'TR120',
    mistake: 'a target port by a name that no container has',
    bad: pods('{ selector: { app: shop }, ports: [{ port: 80, targetPort: htpp }] }'),
    good: pods('{ selector: { app: shop }, ports: [{ port: 80, targetPort: http }] }'),
  },
  {
    code: 'TR121',
    mistake: 'a selector that selects nothing',
    bad: pods('{ selector: { app: shops }, ports: [{ port: 80, targetPort: 8080 }] }'),
    good: pods('{ selector: { app: shop }, ports: [{ port: 80, targetPort: 8080 }] }'),
  },
  {
    code: 'TR122',
    mistake: 'an EndpointSlice written by hand, whose port has no name',
    bad: endpoints("''"),
    good: endpoints('http'),
  },
  {
    code: 'TR123',
    mistake: 'an Ingress whose path is an expression for another controller',
    bad: ingress('').replace('path: /,', "path: '/api/(.*)',"),
    good: ingress('').replace('path: /,', 'path: /api,'),
  },
  {
    code: 'TR103',
    mistake: 'annotations for Ingresses on an IngressRoute',
    bad:
      strip +
      route().replace(
        'name: web }',
        `name: web, annotations: { ${prefix}/router.middlewares: default-strip@kubernetescrd } }`,
      ),
    good: strip + route('strip'),
  },
  {
    code: 'TR136',
    mistake: 'a flag of a Service that is no flag',
    bad: annotated('nativelb', "'yes'"),
    good: annotated('nativelb', "'true'"),
  },
  {
    code: 'TR035',
    mistake: 'a scheme in an annotation that nothing speaks',
    bad: annotated('serversscheme', 'grpc'),
    good: annotated('serversscheme', 'h2c'),
  },
  {
    code: 'TR283',
    mistake: 'a version that Traefik’s CRDs do not have',
    bad: route().replace('v1alpha1', 'v1'),
    good: route(),
  },
  {
    code: 'TR124',
    mistake: 'CORS with credentials for every site',
    bad: middleware(
      'cors',
      "{ headers: { accessControlAllowOriginList: ['*'], accessControlAllowCredentials: true } }",
    ),
    good: middleware('cors', "{ headers: { accessControlAllowOriginList: ['*'] } }"),
  },
  {
    code: 'TR125',
    mistake: 'Strict-Transport-Security where a load balancer ends TLS',
    bad:
      middleware('hsts', '{ headers: { stsSeconds: 31536000 } }') + route('hsts').replace('websecure', 'web'),
    good:
      middleware('hsts', '{ headers: { stsSeconds: 31536000, forceSTSHeader: true } }') +
      route('hsts').replace('websecure', 'web'),
  },
  {
    code: 'TR127',
    mistake: 'a cookie for other sites that is not secure',
    bad: balanced('').replace('name: pod', 'name: pod, sameSite: none'),
    good: balanced('').replace('name: pod', 'name: pod, sameSite: none, secure: true'),
  },
];
