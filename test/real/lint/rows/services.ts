import type { ApiObjectData } from '../../../../lib/core/manifest';
import { type Ask, type Own, type Row, object, route, served, service, web } from './row';

const found: Ask = { line: 'GET /', bad: 404, good: 200 };
const other = { name: 'other', port: 80 };

/** A row whose sides differ in the services of one route. */
function services(
  code: Row['code'],
  mistake: string,
  bad: readonly object[],
  good: readonly object[],
  rest: Partial<Row> = { asks: [found] },
  beside: (own: Own) => ReturnType<Row['bad']> = () => [],
): Row {
  const make =
    (list: readonly object[]): Row['bad'] =>
    (own) => [...beside(own), route(own.name, own.match, { services: list })];
  return { code, mistake, bad: make(bad), good: make(good), ...rest };
}

const dropped = (says: RegExp): Partial<Row> => ({ says, asks: [found] });

const disabled = (says: RegExp): Partial<Row> => dropped(says);

/** What stands behind routes: rows 24 to 48. */
export const serviceRows: readonly Row[] = [
  services(
    'TR024',
    'a Service that is not there',
    [{ name: 'gone', port: 80 }],
    [web],
    dropped(/service not found/),
  ),
  services(
    'TR025',
    'a port in quotes',
    [{ name: 'web', port: '80' }],
    [web],
    dropped(/service port not found/),
  ),
  services(
    'TR026',
    'one Service of two that is not there',
    [web, { name: 'gone', port: 80 }],
    [web, other],
    dropped(/service not found/),
  ),
  {
    code: 'TR027',
    mistake: 'a child of a TraefikService that is not there',
    bad: (own) => served(own, { weighted: { services: [web, { name: 'gone', port: 80 }] } }),
    good: (own) => served(own, { weighted: { services: [web, other] } }),
    ...disabled(/does not exist/),
  },
  services('TR028', 'a Service without endpoints', [{ name: 'idle', port: 80 }], [web], {
    traefik: 'bare',
    says: /no servers found/,
    asks: [found],
  }),
  services(
    'TR029',
    'a TraefikService that is not there',
    [{ name: 'gone', kind: 'TraefikService' }],
    [web],
    disabled(/does not exist/),
  ),
  services(
    'TR030',
    "Traefik's own service as a Kubernetes Service",
    [{ name: 'api@internal' }],
    [{ name: 'api@internal', kind: 'TraefikService' }],
    { says: /api@internal/, asks: [{ line: 'GET /api/version', bad: 404, good: 200 }] },
  ),
  services(
    'TR031',
    'an ExternalName Service where they are not allowed',
    [{ name: 'external', port: 80 }],
    [web],
    dropped(/externalName services not allowed/),
  ),
  services(
    'TR032',
    'a health check of pods',
    [{ ...web, healthCheck: { path: '/' } }],
    [web],
    dropped(/healthCheck allowed only for ExternalName/),
  ),
  services(
    'TR033',
    'nativeLB of a headless Service',
    [{ name: 'headless', port: 80, nativeLB: true }],
    [{ name: 'headless', port: 80 }],
    dropped(/no clusterIP/),
  ),
  services('TR034', 'nodePortLB of a ClusterIP Service', [{ ...web, nodePortLB: true }], [web], {
    // The endpoints answer, as if it were not there.
    asks: [{ line: 'GET /', bad: 200, good: 200 }],
  }),
  services(
    'TR035',
    'a scheme that Traefik does not speak',
    [{ ...web, scheme: 'htps' }],
    [{ ...web, scheme: 'http' }],
    dropped(/invalid scheme/),
  ),
  services(
    'TR036',
    'port 443 of a server without TLS',
    [{ name: 'plain', port: 443 }],
    [{ name: 'plain', port: 443, scheme: 'http' }],
    { asks: [{ line: 'GET /status/200', bad: 500, good: 200 }] },
  ),
  services(
    'TR037',
    'gRPC without h2c',
    [{ name: 'grpc', port: 9000 }],
    [{ name: 'grpc', port: 9000, scheme: 'h2c' }],
    { asks: [{ what: 'grpc', line: '/grpc.health.v1.Health/Check', bad: 'failed', good: 0 }] },
  ),
  services(
    'TR038',
    'https to a pod whose certificate nobody can check',
    [{ ...web, scheme: 'https' }],
    [{ ...web, scheme: 'https', serversTransport: 'known' }],
    { asks: [{ line: 'GET /', bad: 500, good: 200 }] },
  ),
  services(
    'TR039',
    'a ServersTransport that is not there',
    [{ ...web, serversTransport: 'gone' }],
    [{ ...web, serversTransport: 'known' }],
    disabled(/servers transport not found/),
  ),
  {
    code: 'TR040',
    mistake: 'a ServersTransport whose authority is not there',
    bad: ({ name, match }) => [
      object('ServersTransport', name, { serverName: 'web', rootCAs: [{ secret: 'gone' }] }),
      route(name, match, { services: [{ ...web, scheme: 'https', serversTransport: name }] }),
    ],
    good: ({ name, match }) => [
      object('ServersTransport', name, { serverName: 'web', rootCAs: [{ secret: 'authority' }] }),
      route(name, match, { services: [{ ...web, scheme: 'https', serversTransport: name }] }),
    ],
    says: /gone/,
    asks: [{ line: 'GET /', bad: 500, good: 200 }],
  },
  services(
    'TR041',
    'a strategy that is none',
    [{ ...web, strategy: 'random' }],
    [{ ...web, strategy: 'p2c' }],
    {
      refused: /Unsupported value: "random"/,
      asks: [found],
    },
  ),
  services(
    'TR042',
    'a sticky cookie on each of two services',
    [web, other].map((each) => ({ ...each, sticky: { cookie: { name: 'c' } } })),
    [{ ...web, sticky: { cookie: { name: 'c' } } }],
    { asks: [{ line: 'GET /', bad: 200, good: 200 }] },
  ),
  {
    code: 'TR043',
    mistake: 'a cookie beside the name of a TraefikService',
    bad: ({ name, match }) => [
      object('TraefikService', name, { weighted: { services: [web, other] } }),
      route(name, match, { services: [{ name, kind: 'TraefikService', sticky: { cookie: { name: 'c' } } }] }),
    ],
    good: ({ name, match }) => [
      object('TraefikService', name, {
        weighted: { services: [web, other], sticky: { cookie: { name: 'c' } } },
      }),
      route(name, match, { services: [{ name, kind: 'TraefikService' }] }),
    ],
    asks: [{ what: 'cookie', line: 'GET /', bad: false, good: true }],
  },
  services(
    'TR044',
    'weights of 0',
    [web, other].map((each) => ({ ...each, weight: 0 })),
    [web, other].map((each) => ({ ...each, weight: 1 })),
    {
      asks: [{ line: 'GET /', bad: 503, good: 200 }],
    },
  ),
  services('TR045', 'the weight of an only service', [{ ...web, weight: 0 }], [web], {
    asks: [{ line: 'GET /', bad: 200, good: 200 }],
  }),
  {
    code: 'TR046',
    mistake: 'a TraefikService of two kinds',
    bad: (own) =>
      served(own, {
        weighted: { services: [web] },
        mirroring: { ...other, mirrors: [{ ...web, percent: 1 }] },
      }),
    good: (own) => served(own, { mirroring: { ...other, mirrors: [{ ...web, percent: 1 }] } }),
    asks: [{ what: 'backend', line: 'GET /', bad: 'web', good: 'other' }],
  },
  {
    code: 'TR047',
    mistake: 'a mirror of more than everything',
    bad: (own) => served(own, { mirroring: { ...web, mirrors: [{ ...other, percent: 101 }] } }),
    good: (own) => served(own, { mirroring: { ...web, mirrors: [{ ...other, percent: 100 }] } }),
    ...disabled(/percent/),
  },
  {
    code: 'TR048',
    mistake: 'a failover that knows no failure',
    bad: (own) => served(own, { failover: { service: web, fallback: other, errors: {} } }),
    good: (own) =>
      served(own, { failover: { service: web, fallback: other, errors: { status: ['500-599'] } } }),
    ...disabled(/status|health/),
  },
  {
    code: 'TR119',
    mistake: 'a cookie at one of two references to a Service',
    bad: (own) => settings(own, {}),
    good: (own) => settings(own, { sticky: { cookie: { name: 'c' } } }),
    asks: [{ what: 'cookie', line: 'GET /', bad: false, good: true }],
  },
];

/**
 * Two routes to one Service, each beside another one; the first has a cookie. They are of one object, whose routes Traefik
 * reads in their order: of two objects chance decides which one it reads last.
 */
function settings({ name, match }: Own, sticky: object): readonly ApiObjectData[] {
  const idle = { ...other, weight: 0 };
  const own = { name, port: 80, weight: 1 };
  const first = { match, kind: 'Rule', services: [{ ...own, sticky: { cookie: { name: 'c' } } }, idle] };
  const second = { match: `${match} && Path(\`/b\`)`, kind: 'Rule', services: [{ ...own, ...sticky }, idle] };
  return [service(name), route(name, match, {}, { routes: [first, second] })];
}

/** Services and their kin that only these rows use. */
export const serviceFixtures: readonly ReturnType<typeof service>[] = [
  service('idle'),
  service('external', { type: 'ExternalName', externalName: 'web.example', ports: [{ port: 80 }] }),
  service('headless', { clusterIP: 'None', ports: [{ name: 'http', port: 80 }] }),
  service('plain', { ports: [{ port: 443, targetPort: 8080 }] }),
  service('grpc', { ports: [{ name: 'grpc', port: 9000, appProtocol: 'grpc' }] }),
  object('ServersTransport', 'known', { serverName: 'web', insecureSkipVerify: true }),
];
