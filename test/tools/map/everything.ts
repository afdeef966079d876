import { createHash } from 'node:crypto';
import { objectsOf } from '../../../lib/core/manifest';
import { TrafficModel, selfSigned } from '../../../lib/traefik/model';

/** What nobody may find in a page: values of Secrets, and what else may be secret in objects. */
export const secrets = [
  'hunter2',
  createHash('sha1').update('hunter2').digest('base64'),
  '$2y$04$abcdefghijklmnopqrstuuJ3ejvX2Fjv7f4cZ0l5kzVbXxgGvV0Hq',
  '0123456789abcdef0123456789abcdef',
  'PRIVATE KEY',
  'token-of-a-plugin',
  'value-in-a-config-map',
  'value-of-a-variable',
  'last-applied-secret',
  'token-of-the-provider',
];

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Objects of every kind that decides what Traefik does, with Secrets of every use, as YAML. */
export function everything(): string {
  const { certificate, key } = selfSigned(['shop.example', '*.shop.example']);
  const [crt, pem] = [certificate, key].map(base64);
  const [, sha = '', bcrypt = '', digest = ''] = secrets;
  return `
apiVersion: v1
kind: Secret
metadata: { name: tls, namespace: shop, annotations: { kubectl.kubernetes.io/last-applied-configuration: last-applied-secret } }
type: kubernetes.io/tls
data: { tls.crt: ${crt}, tls.key: ${pem} }
---
apiVersion: v1
kind: Secret
metadata: { name: broken-tls, namespace: shop }
data: { tls.crt: ${crt} }
---
apiVersion: v1
kind: Secret
metadata: { name: ca, namespace: shop }
data: { ca.crt: ${crt} }
---
apiVersion: v1
kind: Secret
metadata: { name: no-ca, namespace: shop }
data: { ca.crt: ${base64('-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----')} }
---
apiVersion: v1
kind: Secret
metadata: { name: users, namespace: shop }
data: { users: ${base64(`alice:{SHA}${sha}\nbob:${bcrypt}\n`)} }
---
apiVersion: v1
kind: Secret
metadata: { name: not-users, namespace: shop }
stringData: { users: 'hunter2 is no line of users' }
---
apiVersion: v1
kind: Secret
metadata: { name: one-user, namespace: shop }
type: kubernetes.io/basic-auth
stringData: { username: carol, password: hunter2 }
---
apiVersion: v1
kind: Secret
metadata: { name: digest-users, namespace: shop }
stringData: { users: 'dave:realm:${digest}' }
---
apiVersion: v1
kind: Secret
metadata: { name: unused, namespace: shop }
stringData: { password: hunter2 }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { text: value-in-a-config-map }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: named }] }
---
apiVersion: v1
kind: Service
metadata: { name: stream, namespace: shop }
spec: { ports: [{ name: tcp, port: 22 }, { name: udp, port: 53, protocol: UDP }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, ports: [{ name: named, containerPort: 8080 }], env: [{ name: A, value: value-of-a-variable }] }] }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: issued, namespace: shop }
spec: { secretName: issued, dnsNames: [issued.example] }
${middleware('login', 'basicAuth: { secret: users, removeHeader: true }')}
${middleware('no-login', 'basicAuth: { secret: not-users }')}
${middleware('one-login', 'basicAuth: { secret: one-user, headerField: X-User }')}
${middleware('digest', 'digestAuth: { secret: digest-users }')}
${middleware('plugged', 'plugin: { guard: { token: token-of-a-plugin } }')}
${middleware('office', 'ipAllowList: { sourceRange: [10.0.0.0/8] }')}
${middleware('strip', 'stripPrefix: { prefixes: [/v1] }')}
${middleware('both', 'chain: { middlewares: [{ name: office }, { name: strip }] }')}
${middleware('ask', 'forwardAuth: { address: "http://auth.example" }')}
${route('plain', 'Host(`shop.example`)', [])}
${route('login', 'Host(`shop.example`) && PathPrefix(`/login`)', ['login'])}
${route('one', 'Host(`shop.example`) && PathPrefix(`/one`)', ['one-login'])}
${route('off', 'Host(`shop.example`) && PathPrefix(`/off`)', ['no-login'])}
${route('digest', 'Host(`shop.example`) && PathPrefix(`/digest`)', ['digest'])}
${route('plugged', 'Host(`shop.example`) && PathPrefix(`/plugged`)', ['plugged'])}
${route('v1', 'HostRegexp(`^[a-z]+\\.shop\\.example$`) && PathPrefix(`/v1`)', ['both'])}
${route('ask', 'Host(`shop.example`) && (Path(`/ask`) || Header(`X-Ask`, `1`))', ['ask'])}
${route('gone', 'Host(`shop.example`) && PathPrefix(`/gone`)', ['gone'])}
${route('mtls', 'Host(`mtls.example`)', [], 'options: { name: mtls }')}
${route('no-mtls', 'Host(`no-mtls.example`)', [], 'options: { name: no-mtls }')}
${route('issued', 'Host(`issued.example`)', [], 'secretName: issued')}
${route('broken', 'Host(`broken.example`)', [], 'secretName: broken-tls')}
${route('old', 'Host(`shop.example`, `other.example`)', [])}
---
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata: { name: mtls, namespace: shop }
spec: { clientAuth: { secretNames: [ca], clientAuthType: RequireAndVerifyClientCert } }
---
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata: { name: no-mtls, namespace: shop }
spec: { clientAuth: { secretNames: [no-ca], clientAuthType: RequireAndVerifyClientCert } }
---
apiVersion: traefik.io/v1alpha1
kind: TLSStore
metadata: { name: default, namespace: shop }
spec: { defaultCertificate: { secretName: tls } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: stream, namespace: shop }
spec:
  entryPoints: [websecure]
  routes: [{ match: 'HostSNI(\`tcp.example\`)', services: [{ name: stream, port: 22 }] }]
  tls: { passthrough: true }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: old, namespace: shop, annotations: { traefik.ingress.kubernetes.io/router.middlewares: shop-office@kubernetescrd } }
spec:
  ingressClassName: traefik
  rules: [{ host: ingress.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
  tls: [{ hosts: [ingress.example], secretName: tls }]
---
apiVersion: traefik.containo.us/v1alpha1
kind: IngressRoute
metadata: { name: ancient, namespace: shop }
spec: { entryPoints: [web], routes: [{ match: 'Host(\`ancient.example\`)', kind: Rule, services: [{ name: web, port: 80 }] }] }
`;
}

function middleware(name: string, spec: string): string {
  return `---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: ${name}, namespace: shop }
spec: { ${spec} }`;
}

function route(name: string, match: string, middlewares: readonly string[], tls = ''): string {
  const names = middlewares.map((each) => `{ name: ${each} }`).join(', ');
  return `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: ${name}, namespace: shop }
spec:
  entryPoints: [web, websecure]
  routes:
    - match: ${match}
      kind: Rule
      middlewares: [${names}]
      services: [{ name: web, port: 80 }]
${tls === '' ? '' : `  tls: { ${tls} }`}`;
}

/** The model of a text with YAML, whose objects know their places. */
export function modelOf(text: string, traefik?: object): TrafficModel {
  const { objects } = objectsOf(text, 'shop.yaml');
  const places = new Map<unknown, (typeof objects)[number]>(objects.map((read) => [read.object, read]));
  return TrafficModel.from(
    objects.map(({ object }) => object),
    { locate: (object, path) => places.get(object)?.locate(path), traefik },
  );
}
