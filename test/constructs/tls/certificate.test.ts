import { type Chart, App, Chart as StockChart } from 'cdk8s';
import { IngressRoute, IngressRouteTCP, type RouteTls } from '../../../lib/constructs/routing';
import { host, pathPrefix } from '../../../lib/traefik/rule';
import { Certificate, type CertificateProps } from '../../../lib/constructs/tls';
import { makeChart, manifests, named, ofKind, only, problemIds, problemsOf } from '../routing/support';

const issuer = { name: 'letsencrypt', kind: 'ClusterIssuer' };
const services = [{ name: 'web', port: 80 }];

/** An IngressRoute with these rules and this TLS. */
function routes(chart: Chart, id: string, tls: RouteTls, ...rules: readonly string[]): IngressRoute {
  return new IngressRoute(chart, id, {
    entryPoints: ['websecure'],
    routes: rules.map((match) => ({ match, services })),
    tls,
  });
}

function dnsNames(chart: Chart): unknown {
  return only(chart, 'Certificate').spec['dnsNames'];
}

describe('a Certificate', () => {
  test('takes its names from the hosts of the routes that use it', () => {
    const chart = makeChart();
    const certificate = new Certificate(chart, 'certificate', { name: 'shop', issuer });
    routes(
      chart,
      'b',
      certificate,
      'Host(`b.example.com`)',
      'Host(`a.example.com`) || Host(`B.example.com`)',
    );
    new IngressRouteTCP(chart, 'c', {
      entryPoints: ['db'],
      routes: [{ match: 'HostSNI(`c.example.com`)', services }],
      tls: certificate,
    });
    expect(named(chart, 'Certificate', 'shop')).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        dnsNames: ['a.example.com', 'b.example.com', 'c.example.com'],
        issuerRef: issuer,
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        secretName: 'shop-tls',
      },
    });
    for (const kind of ['IngressRoute', 'IngressRouteTCP']) {
      expect(only(chart, kind).spec['tls']).toEqual({ secretName: 'shop-tls' });
    }
    expect(problemsOf(chart)).toEqual([]);
  });

  test('adds them to the names that it was given, less those that a wildcard covers', () => {
    const chart = makeChart();
    const certificate = new Certificate(chart, 'shop', { issuer, dnsNames: ['*.example.com', 'z.org'] });
    routes(
      chart,
      'web',
      certificate,
      'Host(`a.example.com`)',
      'Host(`a.b.example.com`)',
      'Host(`example.com`)',
    );
    expect(dnsNames(chart)).toEqual(['*.example.com', 'a.b.example.com', 'example.com', 'z.org']);
  });

  test('counts the routes that come after the first look at its names', () => {
    const chart = makeChart();
    const certificate = new Certificate(chart, 'shop', { issuer });
    routes(chart, 'a', certificate, 'Host(`a.example.com`)');
    expect(certificate.dnsNames).toEqual(['a.example.com']);
    routes(chart, 'b', certificate, 'Host(`b.example.com`)');
    expect(certificate.dnsNames).toEqual(['a.example.com', 'b.example.com']);
  });

  test('does not count hosts that a rule excludes, however deep', () => {
    const chart = makeChart();
    const certificate = new Certificate(chart, 'shop', { issuer });
    const rule = 'Host(`a.example.com`) && !(Host(`b.example.com`) || !Host(`c.example.com`))';
    routes(chart, 'web', certificate, rule);
    expect(dnsNames(chart)).toEqual(['a.example.com', 'c.example.com']);
  });

  test('keeps wildcard hosts', () => {
    const chart = makeChart();
    routes(chart, 'web', new Certificate(chart, 'shop', { issuer }), 'Host(`*.example.com`)');
    expect(dnsNames(chart)).toEqual(['*.example.com']);
  });

  test('counts all hosts of a v2 rule', () => {
    const chart = makeChart();
    const tls = new Certificate(chart, 'shop', { issuer });
    const route = { match: 'Host(`b.example.com`, `a.example.com`)', syntax: 'v2', services } as const;
    new IngressRoute(chart, 'web', { entryPoints: ['websecure'], routes: [route], tls });
    expect(dnsNames(chart)).toEqual(['a.example.com', 'b.example.com']);
  });

  test('keeps every field that it was given, its key among them', () => {
    const chart = makeChart();
    const spec = {
      secretName: 'secret',
      dnsNames: ['example.com'],
      ipAddresses: ['10.0.0.1'],
      uris: ['spiffe://example.com/web'],
      commonName: 'example.com',
      duration: '2160h',
      renewBeforePercentage: 20,
      usages: ['digital signature', 'server auth'],
      subject: { organizations: ['Acme'] },
      revisionHistoryLimit: 3,
      secretTemplate: { labels: { a: 'b' } },
    } satisfies Partial<CertificateProps>;
    const privateKey = { algorithm: 'RSA', size: 4096, encoding: 'PKCS8', rotationPolicy: 'Never' } as const;
    new Certificate(chart, 'shop', { ...spec, issuer, privateKey, labels: { a: 'b' } });
    expect(only(chart, 'Certificate')).toMatchObject({ metadata: { labels: { a: 'b' } } });
    expect(only(chart, 'Certificate').spec).toEqual({ ...spec, issuerRef: issuer, privateKey });
    expect(problemsOf(chart)).toEqual([]);
  });

  test.each([
    [{ algorithm: 'ECDSA' }, { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' }],
    [{ size: 384 }, { algorithm: 'ECDSA', size: 384, rotationPolicy: 'Always' }],
    [{ algorithm: 'Ed25519' }, { algorithm: 'Ed25519', rotationPolicy: 'Always' }],
    [{ algorithm: 'RSA' }, { algorithm: 'RSA', rotationPolicy: 'Always' }],
  ] as const)('with the key %j asks for %j', (privateKey, expected) => {
    const chart = makeChart();
    new Certificate(chart, 'shop', { issuer, dnsNames: ['example.com'], privateKey });
    expect(only(chart, 'Certificate').spec['privateKey']).toEqual(expected);
  });

  test('stands beside TLS options', () => {
    const chart = makeChart();
    const certificate = new Certificate(chart, 'shop', { issuer });
    routes(
      chart,
      'web',
      { certificate, options: { name: 'mtls', namespace: 'edge' } },
      'Host(`a.example.com`)',
    );
    expect(only(chart, 'IngressRoute').spec['tls']).toEqual({
      secretName: 'shop-tls',
      options: { name: 'mtls', namespace: 'edge' },
    });
  });

  test('never says when to renew, which follows from the real lifetime', () => {
    const chart = makeChart();
    new Certificate(chart, 'shop', { issuer, dnsNames: ['example.com'] });
    expect(Object.keys(only(chart, 'Certificate').spec)).toEqual([
      'dnsNames',
      'issuerRef',
      'privateKey',
      'secretName',
    ]);
  });
});

describe('a certificate for the hosts of a route', () => {
  test('is made beside the route and named after it', () => {
    const chart = makeChart();
    const tls = Certificate.forHosts({ issuer });
    new IngressRoute(chart, 'route', {
      name: 'web',
      entryPoints: ['websecure'],
      routes: [{ match: host('a.example.com').and(pathPrefix('/api')), services }],
      tls,
    });
    expect(only(chart, 'Certificate')).toMatchObject({
      metadata: { name: 'web', namespace: 'shop' },
      spec: { dnsNames: ['a.example.com'], secretName: 'web-tls' },
    });
    expect(only(chart, 'IngressRoute').spec['tls']).toEqual({ secretName: 'web-tls' });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('is another one for each object', () => {
    const chart = makeChart();
    const tls = Certificate.forHosts({ issuer, privateKey: { size: 384 } });
    routes(chart, 'a', tls, 'Host(`a.example.com`)');
    routes(chart, 'b', tls, 'Host(`b.example.com`)');
    expect(ofKind(chart, 'Certificate').map(({ spec }) => spec['dnsNames'])).toEqual([
      ['a.example.com'],
      ['b.example.com'],
    ]);
  });

  test('is in the namespace of the route', () => {
    const chart = makeChart('shop');
    new IngressRoute(chart, 'web', {
      namespace: 'billing',
      entryPoints: ['websecure'],
      routes: [{ match: 'Host(`a.example.com`)', services }],
      tls: Certificate.forHosts({ issuer }),
    });
    expect(manifests(chart).map(({ metadata }) => metadata.namespace)).toEqual(['billing', 'billing']);
    expect(problemsOf(chart)).toEqual([]);
  });

  test('may have a name and a Secret of its own', () => {
    const chart = makeChart();
    routes(
      chart,
      'web',
      Certificate.forHosts({ issuer, name: 'cert', secretName: 'secret' }),
      'Host(`a.example.com`)',
    );
    expect(only(chart, 'Certificate').metadata.name).toBe('cert');
    expect(only(chart, 'IngressRoute').spec['tls']).toEqual({ secretName: 'secret' });
  });
});

describe('mistakes around a Certificate', () => {
  function idsOf(props: Partial<CertificateProps>, ...rules: readonly string[]): readonly string[] {
    const chart = makeChart();
    const certificate = new Certificate(chart, 'cert', { issuer, ...props });
    if (rules.length > 0) routes(chart, 'web', certificate, ...rules);
    return problemIds(chart);
  }

  test('no names, neither given nor from routes', () => {
    expect(idsOf({})).toEqual(['certificate-without-names dnsNames']);
    expect(idsOf({}, 'Path(`/`)')).toEqual(['certificate-without-names dnsNames']);
    expect(idsOf({ dnsNames: [] }, 'Host(`*`)')).toEqual(['certificate-without-names dnsNames']);
    expect(idsOf({ ipAddresses: ['10.0.0.1'] })).toEqual([]);
  });

  test('a host that it does not cover', () => {
    const props = { dnsNames: ['*.example.com'], hostsOfRoutes: false };
    expect(idsOf(props, 'Host(`a.example.com`)', 'Host(`a.b.example.com`)')).toEqual([
      'host-not-covered routes.1.match',
    ]);
  });

  test('a host that no certificate can have', () => {
    expect(idsOf({}, 'Host(`a_b.example.com`)', 'Host(`a.example.com`)')).toEqual([
      'host-not-covered routes.0.match',
    ]);
    expect(idsOf({ dnsNames: ['example.com'], ipAddresses: ['10.0.0.1'] }, 'Host(`10.0.0.1`)')).toEqual([]);
  });

  test('hosts by expression, unless names are given', () => {
    const rule = 'HostRegexp(`^[a-z]+\\.example\\.com$`)';
    expect(idsOf({}, rule)).toEqual([
      'certificate-without-names dnsNames',
      'host-expression-without-names routes.0.match',
    ]);
    expect(idsOf({ dnsNames: ['*.example.com'] }, rule)).toEqual([]);
    expect(idsOf({ dnsNames: ['example.com'] }, `!${rule}`)).toEqual([]);
  });

  test('another namespace than that of the routes', () => {
    expect(idsOf({ namespace: 'edge' }, 'Host(`a.example.com`)')).toEqual([
      'certificate-in-other-namespace tls',
    ]);
  });

  test('another certificate for the same routes', () => {
    const chart = makeChart();
    const certificate = new Certificate(chart, 'cert', { issuer });
    routes(chart, 'web', { certificate, certResolver: 'le' }, 'Host(`a.example.com`)');
    expect(problemIds(chart)).toEqual(['two-certificates tls.certResolver']);
  });

  test('names that no issuer takes, a long common name, two ways to say when to renew', () => {
    expect(idsOf({ dnsNames: ['a.example.com', '10.0.0.1', 'A.com'] })).toEqual([
      'invalid-dns-name dnsNames.1',
      'invalid-dns-name dnsNames.2',
    ]);
    expect(idsOf({ dnsNames: ['a.com'], commonName: 'a'.repeat(65) })).toEqual([
      'common-name-too-long commonName',
    ]);
    expect(idsOf({ dnsNames: ['a.com'], renewBefore: '1h', renewBeforePercentage: 5 })).toEqual([
      'renewal-said-twice renewBefore',
    ]);
  });

  test('what the CRD does not allow, from files where no type helps', () => {
    const text = '{ "dnsNames": ["a.com"], "usage": ["server auth"], "privateKey": { "algorithm": "DSA" } }';
    const props: CertificateProps = JSON.parse(text);
    expect(idsOf(props)).toEqual(['unknown-field usage', 'not-allowed-value privateKey.algorithm']);
    expect(idsOf({ dnsNames: ['a.com'], issuer: undefined })).toEqual(['missing-field ']);
  });

  test('a name that Kubernetes refuses', () => {
    expect(idsOf({ name: 'Cert', dnsNames: ['a.com'] })).toEqual(['invalid-name name']);
  });

  test('a rule that cannot be read is told of once, by its route', () => {
    expect(idsOf({ dnsNames: ['a.com'] }, 'Host(')).toEqual(['invalid-rule routes.0.match']);
  });

  test('stop the synth of a stock cdk8s App', () => {
    const app = new App();
    new Certificate(new StockChart(app, 'chart'), 'cert', { issuer });
    expect(() => app.synthYaml()).toThrow(/certificate-without-names/);
  });
});
