import { ServersTransport, ServersTransportTCP } from '../../../lib/constructs/routing';
import { makeChart, only, problemIds, problemsOf } from './support';

describe('a ServersTransport', () => {
  test('is written as Traefik has it, with every field', () => {
    const chart = makeChart();
    const spec = {
      serverName: 'web.internal',
      insecureSkipVerify: false,
      rootCAs: [{ secret: 'ca' }, { configMap: 'roots' }],
      certificatesSecrets: ['client'],
      cipherSuites: ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] as const,
      minVersion: 'VersionTLS12',
      maxVersion: 'VersionTLS13',
      maxIdleConnsPerHost: 50,
      forwardingTimeouts: { dialTimeout: '5s', idleConnTimeout: 90 },
      disableHTTP2: true,
      peerCertURI: 'spiffe://example.com/web',
      spiffe: { trustDomain: 'example.com' },
    } as const;
    new ServersTransport(chart, 'mtls', { ...spec, labels: { a: 'b' } });
    expect(only(chart, 'ServersTransport')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'ServersTransport',
      metadata: { name: 'mtls', namespace: 'shop', labels: { a: 'b' } },
      spec,
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('is refused with TLS versions that make Traefik drop all its TLS settings', () => {
    const chart = makeChart();
    new ServersTransport(chart, 'mtls', { minVersion: 'VersionTLS12' });
    expect(problemIds(chart)).toEqual(['unfit-servers-transport minVersion']);
  });
});

describe('a ServersTransportTCP', () => {
  test('is written as Traefik has it, with every field', () => {
    const chart = makeChart();
    const spec = {
      dialTimeout: '5s',
      dialKeepAlive: '15s',
      proxyProtocol: { version: 2 },
      terminationDelay: '100ms',
      tls: { serverName: 'db.internal', rootCAs: [{ secret: 'ca' }], certificatesSecrets: ['client'] },
    } as const;
    new ServersTransportTCP(chart, 'db', spec);
    expect(only(chart, 'ServersTransportTCP')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'ServersTransportTCP',
      metadata: { name: 'db', namespace: 'shop' },
      spec,
    });
    expect(problemsOf(chart)).toEqual([]);
  });
});
