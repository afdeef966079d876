import {
  type Explanation,
  TrafficModel,
  explanationText,
  selfSigned,
} from '../../../../../lib/traefik/model';
import { ingressRoute, secret, shop, traefikObject } from '../../objects';

function certificate(name: string, ...hosts: readonly string[]): object {
  const { certificate: crt, key } = selfSigned(hosts);
  return secret(name, { 'tls.crt': crt, 'tls.key': key }, 'kubernetes.io/tls');
}

function secure(name: string, host: string, tls: object): object {
  return ingressRoute(name, `Host(\`${host}\`)`, {}, { entryPoints: ['websecure'], tls });
}

function explain(objects: readonly object[], url: string, traefik?: object): Explanation {
  return TrafficModel.from(shop(...objects), { traefik }).explain({ url });
}

const store = (name: string, spec: object): object => traefikObject('TLSStore', name, spec);

describe('the certificate of a connection', () => {
  it('is that of the Secret whose names are for the host, whichever route named it', () => {
    const objects = [
      certificate('wild', '*.a.test'),
      secure('one', 'one.a.test', {}),
      secure('two', 'two.a.test', { secretName: 'wild' }),
    ];
    const { tls } = explain(objects, 'https://one.a.test/');
    expect(tls?.certificate).toEqual({
      from: 'secret',
      secret: 'shop/wild',
      resolver: null,
      names: ['*.a.test'],
      covers: true,
    });
    expect(explain(objects, 'https://deep.one.a.test/').tls?.certificate).toMatchObject({
      from: 'traefik',
      covers: false,
    });
  });

  it('is Traefik’s own for a client that names no server, whatever host its request is for', () => {
    const objects = [certificate('one', 'one.a.test'), secure('one', 'one.a.test', { secretName: 'one' })];
    const { tls } = TrafficModel.from(shop(...objects)).explain({ url: 'https://one.a.test/', sni: '' });
    expect(tls?.certificate).toMatchObject({ from: 'traefik', covers: false });
  });

  it('is the last by name where several are for the host, as Traefik sorts them', () => {
    const objects = [
      certificate('exact', 'b.a.test'),
      certificate('wild', '*.a.test'),
      secure('one', 'b.a.test', { secretName: 'wild' }),
      secure('two', 'c.a.test', { secretName: 'exact' }),
    ];
    expect(explain(objects, 'https://b.a.test/').tls?.certificate?.secret).toBe('shop/exact');
  });

  it('is that of the default store where none is for the host, and of no other store', () => {
    const route = secure('one', 'one.a.test', { store: { name: 'own' } });
    const spare = certificate('spare', 'spare.test');
    const own = explain(
      [spare, store('own', { defaultCertificate: { secretName: 'spare' } }), route],
      'https://one.a.test/',
    );
    expect(own.tls?.certificate).toMatchObject({ from: 'traefik', covers: false });
    expect(own.faults).toMatchObject([
      { path: 'spec.tls.store', message: expect.stringContaining('"own" counts for nothing') },
    ]);
    const used = explain(
      [spare, store('default', { defaultCertificate: { secretName: 'spare' } }), route],
      'https://one.a.test/',
    );
    expect(used.tls?.certificate).toMatchObject({ from: 'store', secret: 'shop/spare', covers: false });
    expect(explanationText(used)).toMatch(
      /^certificate +Secret shop\/spare, the default store's, for spare.test: clients refuse it/m,
    );
  });

  it('is one that a resolver gets, where the static configuration has it', () => {
    const route = secure('one', 'one.a.test', { certResolver: 'acme' });
    const entryPoints = { websecure: { address: ':443', http: { tls: {} } } };
    const traefik = {
      entryPoints,
      certificatesResolvers: { acme: { acme: { storage: 'acme.json', tlsChallenge: {} } } },
    };
    expect(explain([route], 'https://one.a.test/', traefik).tls?.certificate).toEqual({
      from: 'resolver',
      secret: null,
      resolver: 'acme',
      names: ['one.a.test'],
      covers: true,
    });
    const without = explain([route], 'https://one.a.test/', { entryPoints });
    expect(without.tls?.certificate?.from).toBe('traefik');
    expect(without.faults).toMatchObject([
      { path: 'spec.tls.certResolver', fix: 'declare certificatesResolvers.acme' },
    ]);
  });

  it('for an address is none of a host name', () => {
    const objects = [certificate('wild', '*.a.test'), secure('ip', '10.1.0.71', { secretName: 'wild' })];
    expect(explain(objects, 'https://10.1.0.71/').tls?.certificate).toMatchObject({
      from: 'traefik',
      covers: false,
    });
  });

  it('is not Traefik’s where it passes the connection through', () => {
    const route = traefikObject('IngressRouteTCP', 'raw', {
      entryPoints: ['websecure'],
      routes: [{ match: 'HostSNI(`raw.test`)', services: [{ name: 'web', port: 80 }] }],
      tls: { passthrough: true },
    });
    expect(explain([route], 'tls://raw.test:443').tls).toMatchObject({
      passthrough: true,
      certificate: null,
    });
    expect(explain([ingressRoute('plain', 'Host(`a.test`)')], 'http://a.test/').tls).toBeNull();
  });
});

describe('TLS options that do not come to bear', () => {
  const mtls = traefikObject('TLSOption', 'mtls', {
    clientAuth: { secretNames: ['ca'], clientAuthType: 'RequireAndVerifyClientCert' },
  });
  const ca = secret('ca', { 'ca.crt': selfSigned(['ca']).certificate });
  const options = { options: { name: 'mtls' } };

  it('are told where the rule names no host', () => {
    const wild = ingressRoute(
      'wild',
      'HostRegexp(`^.+\\.a\\.test$`)',
      {},
      { entryPoints: ['websecure'], tls: options },
    );
    const found = explain([ca, mtls, wild], 'https://x.a.test/');
    expect(found.reasons).toEqual([
      expect.stringContaining('no domain found in rule'),
      'no client certificate is asked for, though the TLS options of the route ask for one',
    ]);
  });

  it('name the other route where they conflict', () => {
    const admin = ingressRoute(
      'admin',
      'Host(`a.test`) && PathPrefix(`/admin`)',
      {},
      { entryPoints: ['websecure'], tls: options },
    );
    const found = explain([ca, mtls, admin, secure('open', 'a.test', {})], 'https://a.test/admin');
    expect(found.reasons).toEqual([
      expect.stringContaining('is conflicting with other routers'),
      'other TLS options for the same host: IngressRoute shop/open',
      'no client certificate is asked for, though the TLS options of the route ask for one',
    ]);
    const other = explain([ca, mtls, admin, secure('open', 'a.test', {})], 'https://a.test/');
    expect(other.reasons).toEqual([
      'TLS options in conflict: IngressRoute shop/admin asks for shop-mtls@kubernetescrd for the same host, and gets the default ones because this route has others',
    ]);
  });
});
