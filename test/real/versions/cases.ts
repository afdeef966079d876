import { selfSigned } from '../../../lib/traefik/model';
import type { ChangeName } from '../../../lib/traefik/version';
import type { StaticConfig } from '../support';

/** Objects and requests with which a change shows: something of what is asked differs between the releases. */
export interface ChangeCase {
  readonly change: ChangeName;
  /** In Kubernetes' YAML; `other` is a second namespace. */
  readonly objects: string;
  readonly config?: StaticConfig;
  /** Lines as `curl` would send them, with headers. */
  readonly requests?: readonly ChangeRequest[];
}

export interface ChangeRequest {
  readonly line: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes that no line can say; only what the real programs do with them is compared then. */
  readonly raw?: string;
}

const service = (name: string, namespace = 'one'): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ports: [{ name: http, port: 80 }, { name: tcp, port: 70 }] }
---`;

const route = (
  name: string,
  match: string,
  rest = 'services: [{ name: web, port: 80 }]',
  spec = '',
): string => `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: ${name}, namespace: one }
spec:
  routes:
    - kind: Rule
      match: '${match}'
      ${rest}
  ${spec}
---`;

const options = (name: string, namespace = 'one', version = 'VersionTLS13'): string => `
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata: { name: ${name}, namespace: ${namespace} }
spec: { minVersion: ${version} }
---`;

const entryPoints: NonNullable<StaticConfig['entryPoints']> = {
  web: { address: ':8000' },
  websecure: { address: ':8443', http: { tls: {} } },
  tcp: { address: ':7000' },
};

const nginx = 'nginx.ingress.kubernetes.io';

/** An Ingress of ingress-nginx with a path for one host, and what else its spec says. */
const nginxIngress = (name: string, host: string, annotations: string, rest = ''): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: one, annotations: { ${annotations} } }
spec:
  ingressClassName: nginx
  rules: [{ host: ${host}, http: { paths: [{ path: /a, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
  ${rest}
---`;

const nginxClass = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---`;

const nginxProvider: NonNullable<StaticConfig['providers']> = {
  kubernetesIngressNGINX: { throttleDuration: '50ms' },
};

/** The certificate of an authority, which signs nothing. */
const authority = `
apiVersion: v1
kind: Secret
metadata: { name: ca, namespace: one }
stringData: { ca.crt: ${JSON.stringify(selfSigned(['ca.test']).certificate)} }
---`;

export const changeCases: readonly ChangeCase[] = [
  {
    change: 'qualified-services',
    objects:
      service('web', 'other') +
      `
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: theirs, namespace: other }
spec: { weighted: { services: [{ name: web, port: 80 }] } }
---` +
      route(
        'across',
        'Host(`a.test`)',
        'services: [{ name: theirs@kubernetescrd, namespace: other, kind: TraefikService }]',
        'entryPoints: [web]',
      ),
    requests: [{ line: 'GET http://a.test/' }],
  },
  {
    change: 'strict-tls-options',
    config: { entryPoints, core: { strictTLSOptions: true } },
    objects:
      service('web') +
      options('new') +
      route('strict', 'Host(`a.test`) && Path(`/a`)', undefined, 'tls: { options: { name: new } }') +
      route('lax', 'Host(`a.test`)', undefined, 'tls: {}') +
      route('apart', 'Host(`b.test`)', undefined, 'tls: {}'),
    requests: [{ line: 'GET https://a.test/a' }, { line: 'GET https://b.test/' }],
  },
  {
    change: 'default-tls-namespace',
    config: { entryPoints, providers: { kubernetesCRD: { defaultTLSResourcesNamespace: 'one' } } },
    objects:
      service('web') +
      options('default') +
      options('default', 'other', 'VersionTLS12') +
      route('secure', 'Host(`a.test`)', undefined, 'tls: {}'),
    requests: [{ line: 'GET https://a.test/' }],
  },
  {
    change: 'safe-naming',
    config: { entryPoints, providers: { kubernetesCRD: { safeNaming: true } } },
    objects:
      service('web') +
      service('web-two') +
      route('twice', 'Host(`a.test`)', 'services: [{ name: web, port: 80 }, { name: web-two, port: http }]') +
      route(
        'once',
        'Host(`b.test`)',
        'middlewares: [{ name: strip.it }]\n      services: [{ name: web, port: 80 }]',
      ) +
      `
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: strip.it, namespace: one }
spec: { stripPrefix: { prefixes: [/a] } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: stream, namespace: one }
spec:
  entryPoints: [tcp]
  routes:
    - match: HostSNI(\`*\`)
      services: [{ name: web, port: 70 }, { name: web-two, port: 70 }]
---`,
    requests: [{ line: 'GET http://a.test/' }, { line: 'GET http://b.test/a/x' }],
  },
  {
    change: 'ingress-service-middlewares',
    config: { entryPoints, providers: { kubernetesIngress: { crossProviderNamespaces: ['other'] } } },
    objects: `
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: one
  annotations: { traefik.ingress.kubernetes.io/service.middlewares: one-strip@kubernetescrd }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: strip, namespace: one }
spec: { stripPrefix: { prefixes: [/a] } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: plain, namespace: one, annotations: { kubernetes.io/ingress.class: traefik } }
spec:
  rules:
    - host: a.test
      http: { paths: [{ path: /a, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
---`,
    requests: [{ line: 'GET http://a.test/a/x' }],
  },
  {
    change: 'alias-headers',
    config: {
      entryPoints: { ...entryPoints, web: { address: ':8000', http: { aliasHeadersStrategy: 'reject' } } },
    },
    objects: service('web') + route('plain', 'Host(`a.test`)'),
    requests: [
      { line: 'GET http://a.test/' },
      { line: 'GET http://a.test/', headers: { 'X.Auth.User': 'me' } },
      { line: 'GET http://a.test/', headers: { X_Auth_User: 'me' } },
    ],
  },
  {
    change: 'stream-child-errors',
    config: { entryPoints },
    objects:
      service('web') +
      `
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: stream, namespace: one }
spec:
  entryPoints: [tcp]
  routes:
    - match: HostSNI(\`*\`)
      services:
        - { name: web, port: 70, serversTransport: missing }
        - { name: web, port: 80, serversTransport: missing }
---`,
  },
  {
    change: 'h2c-upgrade',
    objects: service('web') + route('plain', 'Host(`a.test`)'),
    requests: [
      {
        line: 'GET http://a.test/',
        raw: 'GET / HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n',
      },
    ],
  },
  {
    change: 'opaque-targets',
    objects: service('web') + route('plain', 'PathPrefix(`/`)'),
    requests: [
      {
        line: 'GET http://a.test/',
        raw: 'GET http:a.test/admin HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n',
      },
    ],
  },
  {
    change: 'error-page-scheme',
    config: {
      entryPoints: { ...entryPoints, web: { address: ':8000', forwardedHeaders: { insecure: true } } },
    },
    objects:
      service('web') +
      `
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: page, namespace: one }
spec: { errors: { status: ['403'], query: '/?url={url}', service: { name: web, port: 80 } } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: inside, namespace: one }
spec: { ipAllowList: { sourceRange: [192.0.2.99] } }
---` +
      route(
        'guarded',
        'Host(`a.test`)',
        'middlewares: [{ name: page }, { name: inside }]\n      services: [{ name: web, port: 80 }]',
      ),
    requests: [
      { line: 'GET http://a.test/x' },
      { line: 'GET http://a.test/x', headers: { 'X-Forwarded-Proto': 'wss' } },
    ],
  },
  {
    change: 'negated-hosts',
    config: { entryPoints },
    objects:
      service('web') +
      options('new') +
      route('rest', '!Host(`a.test`)', undefined, 'tls: { options: { name: new } }') +
      route('own', 'Host(`a.test`)', undefined, 'tls: {}') +
      `
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: stream, namespace: one }
spec:
  entryPoints: [tcp]
  routes: [{ match: '!HostSNI(\`a.test\`)', services: [{ name: web, port: 70 }] }]
---`,
    requests: [{ line: 'GET https://a.test/' }, { line: 'GET https://b.test/' }],
  },
  {
    change: 'nginx-default-backend',
    config: { entryPoints, providers: nginxProvider },
    objects:
      service('web') +
      nginxClass +
      nginxIngress(
        'guarded',
        'a.test',
        `${nginx}/auth-type: basic, ${nginx}/auth-secret: missing`,
        'defaultBackend: { service: { name: web, port: { number: 80 } } }',
      ),
    requests: [{ line: 'GET http://a.test/other' }],
  },
  {
    change: 'nginx-entry-points',
    config: {
      entryPoints: { ...entryPoints, websecure: { address: ':8443', asDefault: true, http: { tls: {} } } },
      providers: nginxProvider,
    },
    objects: service('web') + nginxClass + nginxIngress('plain', 'a.test', ''),
    requests: [{ line: 'GET http://a.test/a' }],
  },
  {
    change: 'nginx-shared-client-auth',
    config: { entryPoints, providers: nginxProvider },
    objects:
      service('web') +
      nginxClass +
      authority +
      nginxIngress('first', 'a.test', `${nginx}/auth-tls-secret: one/ca`) +
      nginxIngress('second', 'a.test', `${nginx}/auth-tls-secret: one/ca`).replace('path: /a', 'path: /b'),
    requests: [{ line: 'GET https://a.test/a' }],
  },
  {
    change: 'nginx-www-redirect',
    config: { entryPoints, providers: nginxProvider },
    objects:
      service('web') + nginxClass + nginxIngress('bare', 'a.test', `${nginx}/from-to-www-redirect: 'true'`),
    requests: [
      { line: 'GET http://www.a.test/a/' },
      { line: 'GET http://www.a.test/a', headers: { Host: 'www.a.test:x' } },
    ],
  },
  {
    change: 'nginx-passthrough-http',
    config: { entryPoints, providers: nginxProvider },
    objects:
      service('web') +
      nginxClass +
      nginxIngress(
        'passed',
        'a.test',
        `${nginx}/ssl-passthrough: 'true', ${nginx}/force-ssl-redirect: 'true'`,
      ).replace('path: /a', 'path: /'),
    requests: [{ line: 'GET http://a.test/a' }],
  },
];
