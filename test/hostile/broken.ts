import { itemAt } from '../../lib/core/base';
import type { FieldPath } from '../../lib/core/finding';
import { parseYaml } from '../../lib/core/yaml';

const manifests = `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop, labels: { a: b }, annotations: { a: b } }
spec:
  entryPoints: [web, websecure]
  ingressClassName: traefik
  parentRefs: [{ name: gate, namespace: shop }]
  routes:
    - match: Host(\`a.test\`) && PathPrefix(\`/admin\`)
      kind: Rule
      priority: 7
      syntax: v3
      middlewares: [{ name: office, namespace: shop }]
      services:
        - { name: web, port: 80, weight: 1, scheme: http, serversTransport: tp, sticky: { cookie: { name: c } }, healthCheck: { path: /, interval: 5s }, responseForwarding: { flushInterval: 1s } }
        - { name: split, kind: TraefikService }
      observability: { accessLogs: true }
  tls: { secretName: cert, options: { name: opt }, store: { name: default }, domains: [{ main: a.test, sans: [b.test] }], certResolver: le }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: plain, namespace: shop }
spec:
  entryPoints: [web]
  routes: [{ match: Host(\`a.test\`), kind: Rule, services: [{ name: web, port: 80 }] }]
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: sql, namespace: shop }
spec:
  entryPoints: [websecure]
  routes: [{ match: HostSNI(\`db.test\`), priority: 3, middlewares: [{ name: few }], services: [{ name: web, port: 80, weight: 1, proxyProtocol: { version: 2 }, serversTransport: tcp }] }]
  tls: { passthrough: true, options: { name: opt } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteUDP
metadata: { name: dns, namespace: shop }
spec: { entryPoints: [udp], routes: [{ services: [{ name: web, port: 80, weight: 1 }] }] }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: office, namespace: shop }
spec: { ipAllowList: { sourceRange: [10.0.0.0/8, 'fe80::/10'], ipStrategy: { depth: 1 } } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: chain, namespace: shop }
spec: { chain: { middlewares: [{ name: office }, { name: limit }] } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: limit, namespace: shop }
spec: { rateLimit: { average: 10, burst: 20, period: 1s, sourceCriterion: { requestHeaderName: X } } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: login, namespace: shop }
spec: { basicAuth: { secret: users, removeHeader: true } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: auth, namespace: shop }
spec: { forwardAuth: { address: 'http://auth/verify', authResponseHeaders: [X], tls: { caSecret: ca } } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: page, namespace: shop }
spec: { errors: { status: ['500-599'], query: '/{status}', service: { name: web, port: 80 } } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: head, namespace: shop }
spec: { headers: { customRequestHeaders: { X: y }, accessControlAllowOriginList: ['https://a.test'], stsSeconds: 10 } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: to, namespace: shop }
spec: { redirectRegex: { regex: '^http://(.*)', replacement: 'https://\${1}' } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: again, namespace: shop }
spec: { retry: { attempts: 3, initialInterval: 100ms } }
---
apiVersion: traefik.io/v1alpha1
kind: MiddlewareTCP
metadata: { name: few, namespace: shop }
spec: { inFlightConn: { amount: 10 } }
---
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: split, namespace: shop }
spec: { weighted: { services: [{ name: web, port: 80, weight: 1 }, { name: mirror, kind: TraefikService }], sticky: { cookie: { name: v } } } }
---
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: mirror, namespace: shop }
spec: { mirroring: { name: web, port: 80, mirrors: [{ name: web, port: 80, percent: 10 }] } }
---
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: over, namespace: shop }
spec: { failover: { service: { name: web, port: 80 }, fallback: { name: web, port: 80 }, errors: { status: ['500'] } } }
---
apiVersion: traefik.io/v1alpha1
kind: ServersTransport
metadata: { name: tp, namespace: shop }
spec: { serverName: web, insecureSkipVerify: true, rootCAs: [{ secret: ca }], certificatesSecrets: [cert], forwardingTimeouts: { dialTimeout: 30s } }
---
apiVersion: traefik.io/v1alpha1
kind: ServersTransportTCP
metadata: { name: tcp, namespace: shop }
spec: { dialTimeout: 30s, tls: { serverName: web, rootCAs: [{ secret: ca }] } }
---
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata: { name: opt, namespace: shop }
spec: { minVersion: VersionTLS12, cipherSuites: [TLS_AES_128_GCM_SHA256], clientAuth: { secretNames: [ca], clientAuthType: RequireAndVerifyClientCert } }
---
apiVersion: traefik.io/v1alpha1
kind: TLSStore
metadata: { name: default, namespace: shop }
spec: { defaultCertificate: { secretName: cert }, certificates: [{ secretName: cert }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { a: b }, annotations: { traefik.ingress.kubernetes.io/service.sticky.cookie: 'true' } }
spec: { type: ClusterIP, clusterIP: 10.96.0.10, selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http, protocol: TCP, appProtocol: http }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ name: http, port: 8080, protocol: TCP }]
endpoints: [{ addresses: [10.0.0.1], conditions: { ready: true } }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: example.com/web:1
          ports: [{ name: http, containerPort: 8080 }]
          env: [{ name: A, value: b }, { name: KEY, valueFrom: { secretKeyRef: { name: users, key: users } } }]
          resources: { requests: { cpu: 10m, memory: 64Mi }, limits: { memory: 64Mi } }
          readinessProbe: { httpGet: { path: /, port: http }, periodSeconds: 5 }
          volumeMounts: [{ name: data, mountPath: /data }]
      volumes: [{ name: data, configMap: { name: conf } }]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: tidy, namespace: shop }
spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: tidy, image: 'example.com/tidy:1' }] } } } } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec: { minReplicas: 1, maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 80 }] }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: conf, namespace: shop }
data: { a.yaml: b }
---
apiVersion: v1
kind: Secret
metadata: { name: users, namespace: shop }
type: Opaque
stringData: { users: 'a:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=' }
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: traefik }
spec: { controller: traefik.io/ingress-controller }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: old, namespace: shop, annotations: { traefik.ingress.kubernetes.io/router.priority: '9', traefik.ingress.kubernetes.io/router.middlewares: shop-office@kubernetescrd } }
spec:
  ingressClassName: traefik
  defaultBackend: { service: { name: web, port: { name: http } } }
  tls: [{ hosts: [b.test], secretName: cert }]
  rules: [{ host: b.test, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ng, namespace: shop, annotations: { nginx.ingress.kubernetes.io/rewrite-target: /$1, nginx.ingress.kubernetes.io/use-regex: 'true', nginx.ingress.kubernetes.io/auth-url: 'http://auth/' } }
spec:
  ingressClassName: nginx
  rules: [{ host: n.test, http: { paths: [{ path: /(.*), pathType: ImplementationSpecific, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: cert, namespace: shop }
spec: { secretName: cert, dnsNames: [a.test], issuerRef: { name: ca, kind: ClusterIssuer }, duration: 2160h }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: traefik }
spec: { controllerName: traefik.io/gateway-controller }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { gatewayClassName: traefik, listeners: [{ name: http, port: 8000, protocol: HTTP, hostname: '*.test', allowedRoutes: { namespaces: { from: Same } } }, { name: https, port: 8443, protocol: HTTPS, tls: { mode: Terminate, certificateRefs: [{ name: cert }] } }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: app, namespace: shop }
spec:
  parentRefs: [{ name: edge, sectionName: http }]
  hostnames: [g.test]
  rules:
    - matches: [{ path: { type: PathPrefix, value: / }, headers: [{ name: X, value: y }], method: GET }]
      filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { set: [{ name: X, value: y }] } }, { type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: /a } } }]
      backendRefs: [{ name: web, port: 80, weight: 1 }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: { name: rpc, namespace: shop }
spec: { parentRefs: [{ name: edge }], rules: [{ matches: [{ method: { service: a.B, method: C } }], backendRefs: [{ name: web, port: 80 }] }] }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: roll, namespace: shop }
spec: { replicas: 1, selector: { matchLabels: { app: roll } }, strategy: { canary: { stableService: web, canaryService: web, trafficRouting: { traefik: { weightedTraefikServiceName: split } } } }, template: { metadata: { labels: { app: roll } }, spec: { containers: [{ name: roll, image: 'example.com/roll:1' }] } } }
`;

/** Objects of every kind that is read here, with as good as every form of field, and nothing much wrong. */
export const sound: readonly unknown[] = parseYaml(manifests, 'sound.yaml').documents.map(
  ({ value }) => value,
);

/** What stands for `.nan` until the text is written, since JSON has none. */
const endless = '@@nan';

/** What people and templates put where something else belongs. */
const wrong: readonly unknown[] = [
  null,
  '',
  ' ',
  'x',
  '80',
  'true',
  0,
  -1,
  1.5,
  65_536,
  2 ** 53,
  endless,
  true,
  [],
  {},
  [null],
  [[]],
  [{}],
  ['x'],
  { a: null },
  { a: [{}] },
];

/** One field of one of the objects, and what becomes of it; nothing where it is left out. */
export interface Break {
  readonly object: number;
  readonly path: FieldPath;
  readonly becomes: unknown;
}

/** Every field of each of these objects with every wrong value, and left out. */
export function breaks(objects: readonly unknown[]): readonly Break[] {
  return objects.flatMap((value, object) =>
    pathsOf(value, []).flatMap((path) => [undefined, ...wrong].map((becomes) => ({ object, path, becomes }))),
  );
}

function pathsOf(value: unknown, path: FieldPath): readonly FieldPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : Object.entries(value);
  const below = entries.flatMap(([key, item]) => pathsOf(item, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

/** The objects as manifests, with one or more fields broken. */
export function brokenManifests(objects: readonly unknown[], all: readonly Break[]): string {
  const copies: readonly unknown[] = structuredClone(objects);
  for (const { object, path, becomes } of all) set(copies[object], path, becomes);
  return copies.map((copy) => JSON.stringify(copy).replaceAll(`"${endless}"`, '.nan')).join('\n---\n');
}

function set(value: unknown, path: FieldPath, becomes: unknown): void {
  const holder = itemAt(value, path.slice(0, -1));
  const key = path.at(-1);
  // Another break has taken the place.
  if (typeof holder !== 'object' || holder === null || key === undefined) return;
  if (becomes === undefined) Reflect.deleteProperty(holder, key);
  else Reflect.set(holder, key, structuredClone(becomes));
}
