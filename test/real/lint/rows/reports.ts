import type { ApiObjectData } from '../../../../lib/core/manifest';
import { type Own, type Row, behind, object, route, secureRoute, service, web } from './row';

const prefix = 'traefik.ingress.kubernetes.io';

/** An Ingress of a host, to the Service web unless said otherwise. */
function ingress({ name, host }: Own, annotations: object, to: string = web.name): ApiObjectData {
  const backend = { service: { name: to, port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, annotations: { ...annotations } },
    spec: { rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }] },
  };
}

/** An Ingress with a middleware by a name, beside one of its own. */
const annotated = (own: Own, named: string): readonly ApiObjectData[] => [
  object('Middleware', own.name, { addPrefix: { prefix: '/x' } }),
  ingress(own, { [`${prefix}/router.middlewares`]: named }),
];

const certified = (own: Own, dnsName: string): readonly ApiObjectData[] => [
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: own.name },
    spec: { secretName: own.name, dnsNames: [dnsName], issuerRef: { name: 'ca', kind: 'ClusterIssuer' } },
  },
  secureRoute(own.name, own.match, {}, { secretName: own.name }),
];

/** Two middlewares by their specs, and a route that passes them in an order. */
function ordered(
  { name, match }: Own,
  specs: Readonly<Record<string, object>>,
  order: readonly string[],
  parts: object = {},
): readonly ApiObjectData[] {
  return [
    ...Object.entries(specs).map(([kind, spec]) => object('Middleware', `${name}-${kind}`, spec)),
    route(name, match, { middlewares: order.map((kind) => ({ name: `${name}-${kind}` })), ...parts }),
  ];
}

const again = { retry: { attempts: 2, initialInterval: '3s' } };
const retried = { retry: again, page: { errors: { status: ['502'], query: '/down', service: web } } };
const toDown = { services: [{ name: 'down', port: 80 }] };
const toPlain = { services: [{ name: 'plain', port: 443, scheme: 'http' }] };
const pressed = { limit: { buffering: { maxResponseBodyBytes: 3000 } }, press: { compress: {} } };

/** A route that passes certificates of clients on. */
const certificatesOf = ({ name, match }: Own, tls: object): readonly ApiObjectData[] => [
  object('Middleware', name, { passTLSClientCert: { pem: true } }),
  secureRoute(name, match, { middlewares: [{ name }] }, tls),
];

/** A route to two servers, that asks again where one answers 503. */
const kept = (own: Own, options: object): readonly ApiObjectData[] =>
  behind(
    own,
    { retry: { attempts: 4, status: ['503'] } },
    { services: [{ name: 'twins', port: 80, ...options }] },
  );

/** What users hit most and nobody tells them: rows from 101. */
export const reportRows: readonly Row[] = [
  {
    code: 'TR101',
    mistake: 'an Ingress with a middleware that is not there',
    traefik: 'ingresses',
    bad: (own) => annotated(own, `${own.namespace}-gone@kubernetescrd`),
    good: (own) => annotated(own, `${own.namespace}-${own.name}@kubernetescrd`),
    says: /does not exist/,
    asks: [{ line: 'GET /', bad: 404, good: 200 }],
  },
  {
    code: 'TR102',
    mistake: 'an Ingress with a middleware without its namespace',
    traefik: 'ingresses',
    bad: (own) => annotated(own, `${own.name}@kubernetescrd`),
    good: (own) => annotated(own, `${own.namespace}-${own.name}@kubernetescrd`),
    says: /does not exist/,
    asks: [{ line: 'GET /', bad: 404, good: 200 }],
  },
  {
    code: 'TR103',
    mistake: 'an annotation for Services on an Ingress',
    traefik: 'ingresses',
    bad: (own) => [
      service(own.name),
      ingress(own, { [`${prefix}/service.sticky.cookie`]: 'true' }, own.name),
    ],
    good: (own) => {
      const of = service(own.name);
      const annotations = { [`${prefix}/service.sticky.cookie`]: 'true' };
      return [{ ...of, metadata: { ...of.metadata, annotations } }, ingress(own, {}, own.name)];
    },
    asks: [{ what: 'cookie', line: 'GET /', bad: false, good: true }],
  },
  {
    code: 'TR104',
    mistake: 'tls beside spec',
    traefik: 'open',
    bad: ({ name, match }) => [
      { ...route(name, match, {}, { entryPoints: ['websecure'] }), tls: { secretName: 'pair' } },
    ],
    good: ({ name, match }) => [secureRoute(name, match, {}, { secretName: 'pair' })],
    // Who applies on the client's side has it cut off by the CRD, and a router without TLS.
    refused: /tls/,
    asks: [{ line: 'https GET /', bad: 404, good: 200 }],
  },
  {
    code: 'TR105',
    mistake: 'an Ingress where only objects of Traefik are read',
    bad: (own) => [ingress(own, {})],
    good: ({ name, match }) => [route(name, match)],
    asks: [{ line: 'GET /', bad: 404, good: 200 }],
  },
  {
    code: 'TR106',
    mistake: 'a field of v2 without effect',
    bad: (own) => behind(own, { headers: { sslRedirect: true, frameDeny: true } }),
    good: (own) => behind(own, { redirectScheme: { scheme: 'https' } }),
    asks: [{ line: 'GET /', bad: 200, good: 302 }],
  },
  {
    code: 'TR108',
    mistake: 'a limit by a header that is taken of nobody',
    bad: (own) =>
      behind(own, {
        rateLimit: { average: 1, period: '1h', burst: 1, sourceCriterion: { ipStrategy: { depth: 1 } } },
      }),
    good: (own) => behind(own, { rateLimit: { average: 1, period: '1h', burst: 1 } }),
    asks: [{ what: 'neighbour', line: 'GET /', bad: 429, good: 200 }],
  },
  {
    code: 'TR109',
    mistake: 'a certificate for another host',
    bad: (own) => certified(own, 'another.example'),
    good: (own) => certified(own, own.host),
    asks: [{ what: 'certificate', line: '', bad: 'default', good: 'another' }],
  },
  {
    code: 'TR129',
    mistake: 'an error page that answers before a retry can ask again',
    bad: (own) => ordered(own, retried, ['retry', 'page'], toDown),
    good: (own) => ordered(own, retried, ['page', 'retry'], toDown),
    asks: [{ what: 'waits', line: 'GET /', bad: false, good: true }],
  },
  {
    code: 'TR129',
    mistake: 'a retry by status for POST alone',
    bad: (own) =>
      ordered(own, { retry: { retry: { ...again.retry, status: ['503'] } } }, ['retry'], {
        ...toPlain,
        match: `${own.match} && Method(\`POST\`)`,
      }),
    good: (own) =>
      ordered(
        own,
        { retry: { retry: { ...again.retry, status: ['503'], retryNonIdempotentMethod: true } } },
        ['retry'],
        { ...toPlain, match: `${own.match} && Method(\`POST\`)` },
      ),
    asks: [{ what: 'waits', line: 'POST /status/503', bad: false, good: true }],
  },
  {
    code: 'TR130',
    mistake: 'a limit on what is left of responses when they are compressed',
    bad: (own) => ordered(own, pressed, ['limit', 'press'], toPlain),
    good: (own) => ordered(own, pressed, ['press', 'limit'], toPlain),
    asks: [
      { line: 'GET /html', bad: 500, good: 500 },
      { line: 'GET /html', options: { headers: { 'Accept-Encoding': 'gzip' } }, bad: 200, good: 500 },
    ],
  },
  {
    code: 'TR131',
    mistake: 'forwardAuth that asks localhost',
    bad: (own) => behind(own, { forwardAuth: { address: 'http://localhost:4181/verify' } }),
    good: (own) => behind(own, { headers: { frameDeny: true } }),
    asks: [{ line: 'GET /', bad: 500, good: 200 }],
  },
  {
    code: 'TR132',
    mistake: 'certificates of clients that nobody asks for',
    bad: (own) => certificatesOf(own, {}),
    good: (own) => [
      object('TLSOption', own.name, { clientAuth: { clientAuthType: 'RequestClientCert' } }),
      ...certificatesOf(own, { options: { name: own.name } }),
    ],
    asks: [{ what: 'certificateSeen', line: 'https GET /', bad: false, good: true }],
  },
  {
    code: 'TR133',
    mistake: "allowedHosts without the route's own",
    bad: (own) => behind(own, { headers: { allowedHosts: ['another.example'] } }),
    good: (own) => behind(own, { headers: { allowedHosts: [own.host] } }),
    asks: [{ line: 'GET /', bad: 500, good: 200 }],
  },
  {
    code: 'TR134',
    mistake: 'a retry, and a sticky cookie',
    bad: (own) => kept(own, { sticky: { cookie: { name: 'kept' } } }),
    good: (own) => kept(own, {}),
    asks: [{ what: 'whereOneFails', line: 'GET /', bad: 503, good: 200 }],
  },
];

/** What only these rows use. */
export const reportFixtures: readonly ApiObjectData[] = [service('down'), service('twins')];
