import * as kplus from 'cdk8s-plus-28';
import { IngressRoute } from '../../../lib/constructs/routing';
import { TLSOption, type TLSOptionProps } from '../../../lib/constructs/tls';
import { makeChart, only, problemIds, problemsOf } from '../routing/support';

describe('a TLSOption', () => {
  test('is written as Traefik has it, with every field', () => {
    const chart = makeChart();
    const spec = {
      minVersion: 'VersionTLS12',
      maxVersion: 'VersionTLS13',
      cipherSuites: ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
      curvePreferences: ['CurveP256'],
      clientAuth: { secretNames: ['ca'], clientAuthType: 'RequireAndVerifyClientCert' },
      sniStrict: true,
      alpnProtocols: ['h2'],
      disableSessionTickets: true,
      preferServerCipherSuites: false,
    } satisfies TLSOptionProps;
    new TLSOption(chart, 'mtls', { ...spec, labels: { a: 'b' } });
    expect(only(chart, 'TLSOption')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'TLSOption',
      metadata: { name: 'mtls', namespace: 'shop', labels: { a: 'b' } },
      spec,
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('takes the Secret of the authority as a construct', () => {
    const chart = makeChart();
    const ca = new kplus.Secret(chart, 'ca', {
      metadata: { name: 'clients' },
      stringData: { 'ca.crt': 'x' },
    });
    new TLSOption(chart, 'mtls', {
      clientAuth: { secretNames: [ca, 'more'], clientAuthType: 'RequireAndVerifyClientCert' },
    });
    expect(only(chart, 'TLSOption').spec['clientAuth']).toMatchObject({ secretNames: ['clients', 'more'] });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('is what routes name, with its namespace where that is another', () => {
    const chart = makeChart('shop');
    const own = new TLSOption(chart, 'own', { minVersion: 'VersionTLS13' });
    const far = new TLSOption(chart, 'far', { namespace: 'edge', minVersion: 'VersionTLS13' });
    const tlsOf = (id: string, options: TLSOption): unknown => {
      const services = [{ name: 'web', port: 80 }];
      const route = new IngressRoute(chart, id, {
        entryPoints: ['websecure'],
        routes: [{ match: `Host(\`${id}.example.com\`)`, services }],
        tls: { options },
      });
      const { spec }: { readonly spec: { readonly tls: unknown } } = route.toJson();
      return spec.tls;
    };
    expect(tlsOf('a', own)).toEqual({ options: { name: 'own' } });
    expect(tlsOf('b', far)).toEqual({ options: { name: 'far', namespace: 'edge' } });
    expect(problemsOf(chart)).toEqual([]);
  });
});

describe('mistakes in a TLSOption', () => {
  function idsOf(props: TLSOptionProps): readonly string[] {
    const chart = makeChart();
    new TLSOption(chart, 'mtls', props);
    return problemIds(chart);
  }

  test.each(['a.b', 'a--b'])('the name %s, which Traefik does not find', (name) => {
    expect(idsOf({ name })).toEqual(['unfindable-tls-option name']);
  });

  test('a Secret of another namespace', () => {
    const chart = makeChart('shop');
    const ca = new kplus.Secret(chart, 'ca', { metadata: { name: 'ca', namespace: 'edge' } });
    new TLSOption(chart, 'mtls', {
      clientAuth: { secretNames: [ca], clientAuthType: 'RequireAndVerifyClientCert' },
    });
    expect(problemIds(chart)).toEqual(['secret-in-other-namespace clientAuth.secretNames.0']);
  });

  test('client certificates that nothing can be checked against', () => {
    expect(idsOf({ clientAuth: { clientAuthType: 'RequireAndVerifyClientCert' } })).toEqual([
      'unbuildable-tls-option clientAuth.secretNames',
    ]);
  });
});
