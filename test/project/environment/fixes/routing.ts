import { ApiObject, Chart } from 'cdk8s';
import {
  IngressRoute,
  type IngressRouteProps,
  IngressRouteTCP,
  Middleware,
  MiddlewareTCP,
  TraefikService,
} from '../../../../lib/constructs/routing';
import { GoService, type GoServiceProps } from '../../../../lib/constructs/workload';
import { type Content, type Fix, service } from './fix';

type Routes = NonNullable<IngressRouteProps['routes']>[number];

/** A program with a route to what it makes in the chart. */
const routed =
  (make: (chart: Chart, web: GoService) => Partial<Routes>, more: Partial<GoServiceProps> = {}): Content =>
  (chart) => {
    const web = new GoService(chart, 'web', {
      image: 'ghcr.io/acme/web:1.0.0',
      ports: { http: 8080 },
      ...more,
    });
    new IngressRoute(chart, 'route', {
      entryPoints: ['web'],
      routes: [{ match: 'Host(`a.example.com`)', services: [web], ...make(chart, web) }],
    });
  };

const redirected =
  (isOnParent: boolean): Content =>
  (chart) => {
    const services = [
      new GoService(chart, 'web', { image: 'ghcr.io/acme/web:1.0.0', ports: { http: 8080 } }),
    ];
    const redirect = { redirectToHttps: true } as const;
    new IngressRoute(chart, 'parent', {
      entryPoints: ['websecure'],
      tls: {},
      ...(isOnParent && redirect),
      routes: [{ match: 'Host(`a.example.com`)' }],
    });
    new IngressRoute(chart, 'child', {
      parentRefs: ['parent'],
      ...(!isOnParent && redirect),
      routes: [{ match: 'Path(`/`)', services }],
    });
  };

const shared =
  (isSplit: boolean): Content =>
  (chart) => {
    const web = new GoService(chart, 'web', { image: 'ghcr.io/acme/web:1.0.0', ports: { http: 8080 } });
    const split = isSplit
      ? new TraefikService(chart, 'split', { weighted: { services: [{ service: web, weight: 1 }] } })
      : undefined;
    new IngressRouteTCP(chart, 'route', {
      entryPoints: ['web'],
      routes: [{ match: 'HostSNI(`*`)', services: [split ?? { service: web, weight: 1 }] }],
    });
  };

/** An environment with one route. */
const route = (more: object, of: object = { ports: { http: 8080 } }, rest: object = {}): Content => ({
  ...service(of),
  routes: {
    http: { web: { match: 'Host(`a.example.com`)', entryPoints: ['web'], services: ['api'], ...more } },
  },
  ...rest,
});

const resolver = { acme: { email: 'a@example.com', storage: '/data/acme.json', tlsChallenge: {} } };
const resolved = (certificatesResolvers: object): Content =>
  route({ entryPoints: ['websecure'], tls: { certResolver: 'le' } }, undefined, {
    traefik: { entryPoints: { websecure: { address: ':8443' } }, certificatesResolvers },
  });
const redirecting = (to: string): Content =>
  route({ entryPoints: ['websecure'], tls: {} }, undefined, {
    traefik: {
      entryPoints: {
        web: { address: ':8000', http: { redirections: { entryPoint: { to, scheme: 'https' } } } },
        websecure: { address: ':8443' },
      },
      exposedPorts: { web: 80, websecure: 443 },
    },
  });
const ops = (api: object): Content =>
  route({}, undefined, {
    traefik: { entryPoints: { web: { address: ':80' }, traefik: { address: ':8080' } }, api },
  });
const certificate = (name: string): Content =>
  route({ entryPoints: ['websecure'], tls: { certificate: name } }, undefined, {
    issuer: { kind: 'ClusterIssuer', name: 'le' },
    certificates: { api: { dnsNames: ['a.example.com'] } },
  });

/** What is wrong with routes of environments and programs that no object shows. */
export const routingFixes: readonly Fix[] = [
  {
    rule: 'namespace-beside-provider',
    says: 'Leave the namespace out',
    broken: routed(() => ({ services: [{ name: 'api@internal', namespace: 'traefik' }] })),
    fixed: routed(() => ({ services: [{ name: 'api@internal' }] })),
  },
  {
    rule: 'traefik-service-outside-http',
    says: 'List the Services with their weights',
    broken: shared(true),
    fixed: shared(false),
  },
  {
    rule: 'redirect-of-child-route',
    says: 'Redirect on the parent',
    broken: redirected(false),
    fixed: redirected(true),
  },
  {
    rule: 'redirect-on-own-entry-point',
    says: 'Leave web out of entryPoints',
    broken: route({ entryPoints: ['web', 'websecure'], redirectToHttps: true }),
    fixed: route({ entryPoints: ['websecure'], redirectToHttps: true }),
  },
  {
    rule: 'redirect-on-own-entry-point',
    says: 'or set tls',
    broken: route({ redirectToHttps: true }),
    fixed: route({ redirectToHttps: true, tls: {} }),
  },
  {
    rule: 'ambiguous-port',
    says: 'Write `{ service, port }` with the name or number of a port',
    broken: routed(() => ({}), { ports: { public: 8080, grpc: 9000 } }),
    fixed: routed((_, web) => ({ services: [{ service: web, port: 'public' }] }), {
      ports: { public: 8080, grpc: 9000 },
    }),
  },
  {
    rule: 'no-port',
    says: 'Declare such a port',
    broken: route({}, { ports: {} }),
    fixed: route({}, { ports: { http: 8080 } }),
  },
  {
    rule: 'unrouted-port',
    says: 'Route another port',
    broken: routed((_, web) => ({ services: [{ service: web, port: 'metrics' }] }), {
      ports: { http: 8080, metrics: 9090 },
    }),
    fixed: routed((_, web) => ({ services: [{ service: web, port: 'http' }] }), {
      ports: { http: 8080, metrics: 9090 },
    }),
  },
  {
    rule: 'wrong-kind',
    says: 'Pass a Middleware',
    broken: routed((chart) => ({
      middlewares: [new MiddlewareTCP(chart, 'limit', { inFlightConn: { amount: 1 } })],
    })),
    fixed: routed((chart) => ({
      middlewares: [new Middleware(chart, 'limit', { inFlightReq: { amount: 1 } })],
    })),
  },
  {
    rule: 'wrong-kind',
    says: 'Pass a GoService',
    broken: routed((chart) => ({
      services: [new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap' })],
    })),
    fixed: routed(() => ({})),
  },
  {
    rule: 'reference-without-object',
    says: 'Pass the Middleware itself',
    broken: routed((chart) => {
      const inner = new Chart(chart, 'inner', { namespace: 'shop' });
      new Middleware(inner, 'limit', { inFlightReq: { amount: 1 } });
      return { middlewares: [inner] };
    }),
    fixed: routed((chart) => {
      const inner = new Chart(chart, 'inner', { namespace: 'shop' });
      return { middlewares: [new Middleware(inner, 'limit', { inFlightReq: { amount: 1 } })] };
    }),
  },
  {
    rule: 'unknown-certificate',
    says: 'Did you mean "api"?',
    broken: certificate('apj'),
    fixed: certificate('api'),
  },
  {
    rule: 'unknown-certificate-resolver',
    says: 'Declare it under traefik.certificatesResolvers',
    broken: resolved({ other: resolver }),
    fixed: resolved({ other: resolver, le: resolver }),
  },
  {
    rule: 'redirection-to-private-port',
    says: "Write to: ':443'.",
    broken: redirecting('websecure'),
    fixed: redirecting(':443'),
  },
  {
    rule: 'unanswered-api',
    says: 'Leave basePath out',
    broken: ops({ insecure: true, basePath: '/ops' }),
    fixed: ops({ insecure: true }),
  },
];
