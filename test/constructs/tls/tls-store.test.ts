import { Certificate, TLSStore } from '../../../lib/constructs/tls';
import { makeChart, only, problemIds, problemsOf } from '../routing/support';

const issuer = { name: 'internal' };

describe('a TLSStore', () => {
  test('is called default, the only one that Traefik serves from', () => {
    const chart = makeChart();
    new TLSStore(chart, 'store', {
      defaultCertificate: { secretName: 'wildcard' },
      certificates: [{ secretName: 'more' }],
      defaultGeneratedCert: { resolver: 'le', domain: { main: 'example.com', sans: ['*.example.com'] } },
    });
    expect(only(chart, 'TLSStore')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'TLSStore',
      metadata: { name: 'default', namespace: 'shop' },
      spec: {
        defaultCertificate: { secretName: 'wildcard' },
        certificates: [{ secretName: 'more' }],
        defaultGeneratedCert: { resolver: 'le', domain: { main: 'example.com', sans: ['*.example.com'] } },
      },
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('takes a Certificate', () => {
    const chart = makeChart();
    const wildcard = new Certificate(chart, 'wildcard', { issuer, dnsNames: ['*.example.com'] });
    new TLSStore(chart, 'store', { defaultCertificate: wildcard, certificates: [wildcard] });
    expect(only(chart, 'TLSStore').spec).toEqual({
      defaultCertificate: { secretName: 'wildcard-tls' },
      certificates: [{ secretName: 'wildcard-tls' }],
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('is refused under another name', () => {
    const chart = makeChart();
    new TLSStore(chart, 'store', { name: 'internal' });
    expect(problemIds(chart)).toEqual(['unread-tls-store name']);
  });

  test('is refused with a Certificate of another namespace', () => {
    const chart = makeChart();
    const wildcard = new Certificate(chart, 'wildcard', {
      issuer,
      namespace: 'edge',
      dnsNames: ['*.example.com'],
    });
    new TLSStore(chart, 'store', { defaultCertificate: wildcard });
    expect(problemIds(chart)).toEqual(['secret-in-other-namespace defaultCertificate']);
  });
});
