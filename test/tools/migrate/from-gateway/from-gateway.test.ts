import type { TrafficDiff } from '../../../../lib/check/changes';
import { own } from '../../../../lib/core/base';
import type { ReadObject } from '../../../../lib/core/manifest';
import { selfSigned } from '../../../../lib/traefik/model';
import { Random } from '../../../real/differential/random';
import { generateGateways } from '../../../real/gateway/objects';
import { standingOfGateways } from '../../../real/gateway/standing';
import { migrated, migratedObjects } from '../sources';

const service = (name: string, namespace = 'shop', port = '{ port: 80 }'): string =>
  `{ apiVersion: v1, kind: Service, metadata: { name: ${name}, namespace: ${namespace} }, spec: { ports: [${port}] } }\n---\n`;

const gatewayClass = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: traefik }
spec: { controllerName: traefik.io/gateway-controller }
---
`;

const gateway = (listeners: string, namespace = 'shop'): string => `${gatewayClass}
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: ${namespace} }
spec: { gatewayClassName: traefik, listeners: [${listeners}] }
---
`;

const web = '{ name: web, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }';

const { certificate, key } = selfSigned(['a.test']);
const secret = (name: string, namespace = 'shop'): string => `
apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: ${namespace} }
type: kubernetes.io/tls
data: { tls.crt: ${Buffer.from(certificate).toString('base64')}, tls.key: ${Buffer.from(key).toString('base64')} }
---
`;

interface Parts {
  readonly kind?: string;
  readonly name?: string;
  readonly hostnames?: string;
  readonly parent?: string;
}

/** A route with these rules, in the flow style of YAML. */
function route(rules: string, parts: Parts = {}): string {
  const { kind = 'HTTPRoute', name = 'web', hostnames = '[a.test]', parent = '{ name: edge }' } = parts;
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec: { parentRefs: [${parent}], ${hostnames === '' ? '' : `hostnames: ${hostnames}, `}rules: [${rules}] }
---
`;
}

const plain = 'backendRefs: [{ name: web, port: 80 }]';

describe('an HTTPRoute on its way to IngressRoutes', () => {
  it('becomes one with rules as people write them, and every request fares as before', () => {
    const rules = `{ matches: [{ path: { value: /api } }], ${plain} }, { ${plain} }`;
    const { objects, entries, traffic } = migrated(service('web') + gateway(web) + route(rules));
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject({
      kind: 'IngressRoute',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        entryPoints: ['web'],
        routes: [
          {
            match: 'Host(`a.test`) && (Path(`/api`) || PathPrefix(`/api/`))',
            services: [{ name: 'web', port: 80 }],
          },
          { match: 'Host(`a.test`)', services: [{ name: 'web', port: 80 }] },
        ],
      },
    });
    expect(objects[0]).not.toHaveProperty(['spec', 'routes', 0, 'priority']);
    expect(entries.map(({ fate }) => fate)).toEqual(entries.map(() => 'carried'));
    expect(traffic.verdict).toBe('same');
  });

  it('keeps its order by priorities only where lengths of rules would turn it around', () => {
    const matches = (path: string): string => `{ matches: [{ path: ${path} }], ${plain} }`;
    const rules = [
      matches('{ type: Exact, value: /a }'),
      matches('{ type: RegularExpression, value: "^/a.*long-expression$" }'),
      matches('{ value: /other }'),
    ].join(', ');
    const { objects, traffic } = migrated(service('web') + gateway(web) + route(rules));
    expect(objects[0]).toMatchObject({
      spec: { routes: [{ priority: 100009 }, { priority: expect.any(Number) }, {}] },
    });
    expect(objects[0]).not.toHaveProperty(['spec', 'routes', 2, 'priority']);
    expect(traffic.verdict).toBe('same');
  });

  it('has its filters as Middlewares: headers, redirections, paths and those that it names', () => {
    const middleware =
      '{ apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { name: pre.fix, namespace: shop }, spec: { addPrefix: { prefix: /pre } } }\n---\n';
    const filters = [
      '{ type: RequestHeaderModifier, requestHeaderModifier: { set: [{ name: X-A, value: "1" }], remove: [X-B] } }',
      '{ type: ResponseHeaderModifier, responseHeaderModifier: { set: [{ name: X-C, value: "2" }] } }',
      '{ type: URLRewrite, urlRewrite: { hostname: in.test, path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }',
      '{ type: ExtensionRef, extensionRef: { group: traefik.io, kind: Middleware, name: pre.fix } }',
    ].join(', ');
    const redirect = '{ type: RequestRedirect, requestRedirect: { scheme: https, statusCode: 301 } }';
    const rules = [
      `{ matches: [{ path: { value: /api } }], filters: [${filters}], ${plain} }`,
      `{ filters: [${redirect}] }`,
    ].join(', ');
    const { objects, entries, traffic } = migrated(service('web') + middleware + gateway(web) + route(rules));
    expect(objects.filter(({ kind }) => kind === 'Middleware').map((object) => object['spec'])).toEqual([
      {
        headers: {
          customRequestHeaders: { 'X-A': '1', 'X-B': '', Host: 'in.test' },
          customResponseHeaders: { 'X-C': '2' },
        },
      },
      { stripPrefix: { prefixes: ['/api'] } },
      { redirectScheme: { scheme: 'https', permanent: true } },
    ]);
    expect(objects.at(-1)).toMatchObject({
      spec: {
        routes: [
          {
            middlewares: [{ name: 'web-headers' }, { name: 'web-strip' }, { name: 'pre.fix' }],
          },
          { services: [{ kind: 'TraefikService', name: 'noop@internal' }] },
        ],
      },
    });
    const told = entries.filter(({ fate }) => fate !== 'carried').map(({ code, path }) => `${code} ${path}`);
    expect(told).toEqual([
      'MG413 HTTPRoute shop/web spec.rules[0].filters[2]',
      'MG102 HTTPRoute shop/web spec.rules[1].filters[0]',
    ]);
    expect(traffic.changes.map(({ kind }) => kind)).not.toContain('opened');
  });

  it('leads with its weights, schemes, filters of backends and BackendTLSPolicies to the same servers', () => {
    const policy = `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: inner, namespace: shop }
spec:
  targetRefs: [{ group: '', kind: Service, name: safe }]
  validation: { hostname: safe.test, caCertificateRefs: [{ group: '', kind: ConfigMap, name: ca }] }
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: ca, namespace: shop }, data: { ca.crt: ${JSON.stringify(certificate)} } }
---
`;
    const filter =
      'filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { set: [{ name: X-A, value: a }] } }]';
    const rules = `{ backendRefs: [{ name: web, port: 80, weight: 9, ${filter} }, { name: next, port: 80 }, { name: safe, port: 80 }] }`;
    const yaml =
      service('web') +
      service('next', 'shop', '{ port: 80, appProtocol: kubernetes.io/h2c }') +
      service('safe') +
      policy;
    const { objects, traffic } = migrated(yaml + gateway(web) + route(rules));
    expect(objects.at(-1)).toMatchObject({
      spec: {
        routes: [
          {
            services: [
              { name: 'web', port: 80, weight: 9, middlewares: [{ name: 'web-headers' }] },
              { name: 'next', port: 80, weight: 1, scheme: 'h2c' },
              { name: 'safe', port: 80, weight: 1, scheme: 'https', serversTransport: 'inner' },
            ],
          },
        ],
      },
    });
    expect(objects.find(({ kind }) => kind === 'ServersTransport')?.['spec']).toEqual({
      serverName: 'safe.test',
      rootCAs: [{ configMap: 'ca' }],
    });
    expect(traffic.changes).toEqual([]);
  });

  it('may lead to a Service of another namespace that a ReferenceGrant opens, which the new Traefik has to be told', () => {
    const grant = `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: grant, namespace: other }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }], to: [{ group: '', kind: Service }] }
---
`;
    const rules = '{ backendRefs: [{ name: pages, namespace: other, port: 80 }] }';
    const { settings, traffic, objects } = migrated(
      service('pages', 'other') + grant + gateway(web) + route(rules),
    );
    expect(settings.map(({ set }) => set)).toEqual(['providers.kubernetesCRD.allowCrossNamespace: true']);
    expect(objects[0]).toMatchObject({
      spec: { routes: [{ services: [{ name: 'pages', namespace: 'other', port: 80 }] }] },
    });
    expect(traffic.verdict).toBe('same');
  });
});

describe('certificates of listeners', () => {
  const https = (ref: string): string =>
    `{ name: https, port: 443, protocol: HTTPS, allowedRoutes: { namespaces: { from: All } }, tls: { certificateRefs: [${ref}] } }`;

  it('are named by the IngressRoute with TLS, beside one without', () => {
    const yaml = service('web') + secret('cert') + gateway(`${web}, ${https('{ name: cert }')}`);
    const { objects, traffic } = migrated(yaml + route(`{ ${plain} }`));
    expect(objects.map(({ metadata, ...object }) => [metadata.name, object['spec']])).toMatchObject([
      ['web-http', { entryPoints: ['web'] }],
      ['web', { entryPoints: ['websecure'], tls: { secretName: 'cert' } }],
    ]);
    expect(traffic.verdict).toBe('same');
  });

  it('are loaded by a TLSStore where they are in the namespace of the Gateway alone', () => {
    const yaml = service('web') + secret('cert', 'edge') + gateway(https('{ name: cert }'), 'edge');
    const { objects, traffic, entries } = migrated(
      yaml + route(`{ ${plain} }`, { parent: '{ name: edge, namespace: edge }' }),
    );
    expect(objects[0]).toMatchObject({
      kind: 'TLSStore',
      metadata: { name: 'default', namespace: 'edge' },
      spec: { certificates: [{ secretName: 'cert' }] },
    });
    expect(entries.map(({ code }) => code)).toContain('MG406');
    expect(traffic.verdict).toBe('same');
  });
});

const passthrough = '{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }';

/** What changes beside what Traefik closed because there is a TLSRoute: MG410 tells that. */
function besidesDenied({ changes }: TrafficDiff): TrafficDiff['changes'] {
  return changes.filter(({ before }) => own(before, 'router') !== 'deny-unknown-host@kubernetesgateway');
}

describe('other routes', () => {
  it('of gRPC become rules with expressions, and lead to HTTP/2 without TLS', () => {
    const rules = `{ matches: [{ method: { service: shop.Cart, method: Add } }], ${plain} }`;
    const { objects, traffic } = migrated(
      service('web') + gateway(web) + route(rules, { kind: 'GRPCRoute', name: 'cart' }),
    );
    expect(objects[0]).toMatchObject({
      metadata: { name: 'cart' },
      spec: {
        routes: [
          {
            match: 'Host(`a.test`) && PathRegexp(`/shop\\.Cart/Add`)',
            services: [{ name: 'web', port: 80, scheme: 'h2c' }],
          },
        ],
      },
    });
    expect(traffic.verdict).toBe('same');
  });

  it('of TLS become IngressRouteTCPs, and it is told that unknown names are closed no longer', () => {
    const { objects, entries } = migrated(
      service('web') + gateway(passthrough) + route(`{ ${plain} }`, { kind: 'TLSRoute' }),
    );
    expect(objects).toMatchObject([
      {
        kind: 'IngressRouteTCP',
        spec: {
          entryPoints: ['websecure'],
          routes: [{ match: 'HostSNI(`a.test`)', services: [{ name: 'web', port: 80 }] }],
          tls: { passthrough: true },
        },
      },
    ]);
    expect(entries.filter(({ fate }) => fate !== 'carried')).toMatchObject([
      { code: 'MG410', path: 'TLSRoute shop/web spec.hostnames' },
    ]);
  });

  it('of TLS for all names stay behind those for one, which needs no written priority', () => {
    const { objects, traffic } = migrated(
      service('web') +
        service('rest') +
        gateway(passthrough) +
        route(`{ ${plain} }`, { kind: 'TLSRoute', hostnames: '[a.b]' }) +
        route('{ backendRefs: [{ name: rest, port: 80 }] }', {
          kind: 'TLSRoute',
          name: 'rest',
          hostnames: '',
        }),
    );
    const written = objects.map((object) => [object.metadata.name, own(object['spec'], 'routes')]);
    expect(Object.fromEntries(written)).toEqual({
      web: [{ match: 'HostSNI(`a.b`)', services: [{ name: 'web', port: 80 }] }],
      rest: [{ match: 'HostSNI(`*`)', services: [{ name: 'rest', port: 80 }] }],
    });
    expect(besidesDenied(traffic)).toEqual([]);
  });

  it('of TLS for one name need no written priority beside an IngressRouteTCP for all names', () => {
    const { objects, traffic } = migrated(
      `${service('web')}${service('rest')}
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: rest, namespace: shop }
spec:
  entryPoints: [websecure]
  routes: [{ match: HostSNI(\`*\`), services: [{ name: rest, port: 80 }] }]
  tls: { passthrough: true }
---
` +
        gateway(passthrough) +
        route(`{ ${plain} }`, { kind: 'TLSRoute', hostnames: '[a.b]' }),
    );
    expect(objects.map((object) => own(object['spec'], 'routes'))).toEqual([
      [{ match: 'HostSNI(`a.b`)', services: [{ name: 'web', port: 80 }] }],
    ]);
    expect(besidesDenied(traffic)).toEqual([]);
  });
});

describe('what is not among the objects', () => {
  it('is taken to be there, and told: the Gateway, and the Service', () => {
    const { objects, entries, traffic } = migrated(route(`{ ${plain} }`));
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'IngressRoute web-http',
      'IngressRoute web',
    ]);
    expect(entries.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'MG405 HTTPRoute shop/web spec.parentRefs[0]',
      'null HTTPRoute shop/web spec.hostnames',
      'MG407 HTTPRoute shop/web spec.rules[0].backendRefs[0]',
    ]);
    expect(traffic.verdict).toBe('same');
  });

  it('of a Secret of a listener is told with its place', () => {
    const listener = '{ name: s, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: gone }] } }';
    const { entries } = migrated(service('web') + gateway(listener) + route(`{ ${plain} }`));
    expect(entries.find(({ code }) => code === 'MG412')).toMatchObject({
      path: 'Gateway shop/edge spec.listeners[0].tls.certificateRefs[0]',
      location: { file: 'ingress.yaml' },
      severity: 'warning',
    });
  });
});

describe('what Traefik does not make of the Gateway API', () => {
  it('is told: fields that it does not read, filters that it does not have, backends that are not to be had', () => {
    const mirror = '{ type: RequestMirror, requestMirror: { backendRef: { name: web, port: 80 } } }';
    const rules = [
      `{ timeouts: { request: 5s }, ${plain} }`,
      `{ matches: [{ path: { value: /m } }], filters: [${mirror}], ${plain} }`,
      '{ matches: [{ path: { value: /x } }], backendRefs: [{ name: web, port: 81 }] }',
    ].join(', ');
    const { entries } = migrated(service('web') + gateway(web) + route(rules));
    const told = entries.filter(({ fate }) => fate !== 'carried').map(({ code, path }) => `${code} ${path}`);
    expect(told).toEqual([
      'MG411 HTTPRoute shop/web spec.rules[1].filters[0]',
      'MG403 HTTPRoute shop/web spec.rules[1].backendRefs[0]',
      'MG402 HTTPRoute shop/web spec.rules[2].backendRefs[0]',
      'MG401 HTTPRoute shop/web spec.rules[0].timeouts',
    ]);
  });

  it('is told of a route that no listener takes, and of one of another controller', () => {
    const other =
      'kind: GatewayClass\nmetadata: { name: istio }\nspec: { controllerName: istio.io/gateway-controller }';
    const yaml = `apiVersion: gateway.networking.k8s.io/v1\n${other}\n---
{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: mesh, namespace: shop }, spec: { gatewayClassName: istio, listeners: [${web}] } }
---
`;
    const { entries } = migrated(
      yaml +
        service('web') +
        gateway(web) +
        route(`{ ${plain} }`) +
        route(`{ ${plain} }`, { name: 'lost', parent: '{ name: edge, sectionName: none }' }) +
        route(`{ ${plain} }`, { name: 'mesh', parent: '{ name: mesh }' }),
    );
    const told = entries.filter(({ fate }) => fate === 'lost');
    expect(told.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
      'info Gateway shop/mesh spec.gatewayClassName',
      'error HTTPRoute shop/lost spec.parentRefs[0]',
      'info HTTPRoute shop/mesh spec.parentRefs',
    ]);
  });
});

test('Ingresses and HTTPRoutes of one file are migrated together', () => {
  const ingress = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: old, namespace: shop }
spec:
  ingressClassName: traefik
  rules: [{ host: b.test, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
`;
  const { objects, traffic } = migrated(service('web') + gateway(web) + route(`{ ${plain} }`) + ingress);
  expect(objects.map(({ metadata }) => metadata.name).toSorted()).toEqual(['old-http', 'web']);
  expect(traffic.verdict).toBe('same');
});

/** What a move of routes must never do. */
const harmful: ReadonlySet<string> = new Set(['opened', 'guard-removed']);

test('of generated Gateways and routes nothing is opened and no guard is lost but by a TLSRoute, which is told', () => {
  const pair = { certificate, key };
  const traefik = {
    entryPoints: {
      web: { address: ':8000' },
      websecure: { address: ':8443', http: { tls: {} } },
      mixed: { address: ':8500' },
      tcp: { address: ':7000' },
    },
    providers: { kubernetesCRD: {}, kubernetesGateway: { experimentalChannel: true } },
  };
  const found = Array.from({ length: 5 }, (_, index) => index + 1).flatMap((seed) => {
    const objects = [...standingOfGateways(pair), ...generateGateways(new Random(seed))].map(
      (object): ReadObject => ({ object, file: 'x', locate: () => ({ file: 'x', line: 1, column: 1 }) }),
    );
    const { traffic, entries } = migratedObjects(objects, traefik);
    if (entries.some(({ code }) => code === 'MG410')) return [];
    const unexplained = entries.some(({ fate }) => fate !== 'carried') ? [] : traffic.changes;
    return [...traffic.changes.filter(({ kind }) => harmful.has(kind)), ...unexplained].map(
      ({ kind, message }) => ({ seed, kind, message }),
    );
  });
  expect(found).toEqual([]);
});
