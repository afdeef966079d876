import { specSchemaOf } from '../../../lib/traefik/api';
import * as routing from '../../../lib/constructs/routing';
import {
  Middleware,
  type MiddlewareProps,
  MiddlewareTCP,
  type MiddlewareTCPProps,
} from '../../../lib/constructs/routing';
import { makeChart, only, problemIds, problemsOf } from './support';

/** One good example of each kind of HTTP middleware. */
const http: Readonly<Record<string, MiddlewareProps>> = {
  addPrefix: routing.addPrefix({ prefix: '/api' }),
  basicAuth: routing.basicAuth({ secret: 'users', realm: 'shop', removeHeader: true, headerField: 'X-User' }),
  buffering: routing.buffering({
    maxRequestBodyBytes: 1048576,
    retryExpression: 'IsNetworkError() && Attempts() < 2',
  }),
  chain: routing.chain({ middlewares: ['auth', { name: 'limit', namespace: 'edge' }] }),
  circuitBreaker: routing.circuitBreaker({
    expression: 'NetworkErrorRatio() > 0.3',
    recoveryDuration: '20s',
  }),
  compress: routing.compress({ encodings: ['zstd', 'br', 'gzip'], minResponseBodyBytes: 2048 }),
  contentType: routing.contentType(),
  digestAuth: routing.digestAuth({ secret: 'users' }),
  encodedCharacters: routing.encodedCharacters({ allowEncodedSlash: true }),
  errors: routing.errors({
    status: ['404', '500-599'],
    service: { name: 'pages', port: 80 },
    query: '/{status}',
  }),
  forwardAuth: routing.forwardAuth({
    address: 'http://auth.shop.svc/verify',
    authResponseHeaders: ['X-User'],
  }),
  grpcWeb: routing.grpcWeb({ allowOrigins: ['https://app.example.com'] }),
  headers: routing.headers({ stsSeconds: 31536000, frameDeny: true, customResponseHeaders: { Server: '' } }),
  inFlightReq: routing.inFlightReq({ amount: 100, sourceCriterion: { requestHost: true } }),
  ipAllowList: routing.ipAllowList({ sourceRange: ['10.0.0.0/8'], ipStrategy: { depth: 1 } }),
  ipWhiteList: routing.ipWhiteList({ sourceRange: ['10.0.0.0/8'] }),
  passTLSClientCert: routing.passTLSClientCert({ pem: true, info: { subject: { commonName: true } } }),
  plugin: routing.plugin({ geoblock: { countries: ['CH'] } }),
  rateLimit: routing.rateLimit({ average: 50, burst: 100, period: '1s' }),
  redirectRegex: routing.redirectRegex({
    regex: '^http://(.*)',
    replacement: 'https://${1}',
    permanent: true,
  }),
  redirectScheme: routing.redirectScheme({ scheme: 'https', permanent: true }),
  replacePath: routing.replacePath({ path: '/' }),
  replacePathRegex: routing.replacePathRegex({ regex: '^/a/(.*)', replacement: '/b/$1' }),
  retry: routing.retry({ attempts: 3, initialInterval: '100ms' }),
  stripPrefix: routing.stripPrefix({ prefixes: ['/api'] }),
  stripPrefixRegex: routing.stripPrefixRegex({ regex: ['^/v[0-9]+'] }),
};

/** One good example of each kind of TCP middleware. */
const tcp: Readonly<Record<string, MiddlewareTCPProps>> = {
  inFlightConn: routing.inFlightConn({ amount: 10 }),
  ipAllowList: routing.ipAllowListTCP({ sourceRange: ['10.0.0.0/8'] }),
  ipWhiteList: routing.ipWhiteListTCP({ sourceRange: ['10.0.0.0/8'] }),
};

/** The kinds that a CRD knows. */
function kindsOfCrd(kind: 'Middleware' | 'MiddlewareTCP'): readonly string[] {
  return Object.keys(specSchemaOf(kind).properties ?? {}).toSorted();
}

describe('a Middleware', () => {
  test('is shown here with all 26 kinds of the CRD', () => {
    expect(Object.keys(http).toSorted()).toEqual(kindsOfCrd('Middleware'));
    expect(Object.keys(http)).toHaveLength(26);
  });

  test.each(Object.entries(http))('of kind %s is written as Traefik has it', (kind, props) => {
    const chart = makeChart();
    new Middleware(chart, 'middleware', props);
    const expected =
      kind === 'chain'
        ? { chain: { middlewares: [{ name: 'auth' }, { name: 'limit', namespace: 'edge' }] } }
        : props;
    expect(only(chart, 'Middleware')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'Middleware',
      metadata: { name: 'middleware', namespace: 'shop' },
      spec: expected,
    });
    expect(problemsOf(chart).filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has its name, namespace and labels beside its kind', () => {
    const chart = makeChart();
    new Middleware(chart, 'id', {
      name: 'limit',
      namespace: 'edge',
      labels: { a: 'b' },
      rateLimit: { average: 1 },
    });
    expect(only(chart, 'Middleware')).toMatchObject({
      metadata: { name: 'limit', namespace: 'edge', labels: { a: 'b' } },
      spec: { rateLimit: { average: 1 } },
    });
  });

  test('finds what a chain refers to wrongly', () => {
    const chart = makeChart();
    new Middleware(
      chart,
      'chain',
      routing.chain({ middlewares: [new MiddlewareTCP(chart, 'tcp', { inFlightConn: { amount: 1 } })] }),
    );
    expect(problemIds(chart)).toEqual(['wrong-kind chain.middlewares.0']);
  });

  test('is refused with two kinds or none, from files where no type helps', () => {
    for (const text of ['{}', '{"addPrefix":{"prefix":"/a"},"replacePath":{"path":"/b"}}']) {
      const chart = makeChart();
      const props: MiddlewareProps = JSON.parse(text);
      new Middleware(chart, 'middleware', props);
      expect(problemIds(chart)).toEqual(['not-one-kind ']);
    }
  });
});

describe('a MiddlewareTCP', () => {
  test('is shown here with all 3 kinds of the CRD', () => {
    expect(Object.keys(tcp).toSorted()).toEqual(kindsOfCrd('MiddlewareTCP'));
    expect(Object.keys(tcp)).toHaveLength(3);
  });

  test.each(Object.entries(tcp))('of kind %s is written as Traefik has it', (_kind, props) => {
    const chart = makeChart();
    new MiddlewareTCP(chart, 'middleware', props);
    expect(only(chart, 'MiddlewareTCP')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'MiddlewareTCP',
      metadata: { name: 'middleware', namespace: 'shop' },
      spec: props,
    });
    expect(problemsOf(chart)).toEqual([]);
  });
});
