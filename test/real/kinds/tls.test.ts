import { IngressRoute } from '../../../lib/constructs/routing';
import { TLSOption, TLSStore } from '../../../lib/constructs/tls';
import { Stage } from '../support';
import { secret, service, tlsSecret } from '../support/objects';
import { synthesized } from '../support/synthesized';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.close());

async function complaints(): Promise<readonly unknown[]> {
  return [...(await stage.traefik.apiErrors()), ...(await stage.traefik.dropped())];
}

test('each server name is shown its own certificate', async () => {
  const pairs = await Promise.all(
    ['a', 'b'].map((name) => stage.box.certificate({ dnsNames: [`${name}.example`] })),
  );
  await stage.apply(
    synthesized((chart) => {
      for (const [index, name] of ['a', 'b'].entries()) {
        const pair = pairs[index];
        if (pair) tlsSecret(chart, name, pair);
        new IngressRoute(chart, `route-${name}`, {
          entryPoints: ['websecure'],
          routes: [{ match: `Host(\`${name}.example\`)`, services: [service(chart, `web-${name}`)] }],
          tls: { secretName: name },
        });
      }
    }),
  );
  for (const name of ['a', 'b']) {
    const { tls } = await stage.request(`GET https://${name}.example/`);
    expect(tls?.certificate.subjectAltName).toBe(`DNS:${name}.example`);
  }
  expect(await complaints()).toEqual([]);
});

test('TLSOption: mTLS refuses a client without a certificate of the authority', async () => {
  const authority = await stage.box.authority();
  await stage.apply(
    synthesized((chart) => {
      secret(chart, 'clients', { 'tls.ca': authority });
      const options = new TLSOption(chart, 'mutual-options', {
        clientAuth: { clientAuthType: 'RequireAndVerifyClientCert', secretNames: ['clients'] },
      });
      new IngressRoute(chart, 'mutual', {
        entryPoints: ['websecure'],
        routes: [{ match: 'Host(`mutual.example`)', services: [service(chart, 'mutual')] }],
        tls: { options },
      });
    }),
  );
  const known = await stage.box.certificate({ commonName: 'alice' });
  const stranger = await stage.box.certificate({ commonName: 'mallory', selfSigned: true });
  const get = (clientCertificate?: typeof known): Promise<{ status: number }> =>
    stage.request('GET https://mutual.example/', { clientCertificate });
  expect((await get(known)).status).toBe(200);
  await expect(get()).rejects.toThrow(/certificate required|bad certificate/);
  await expect(get(stranger)).rejects.toThrow(/alert|certificate/);
  expect(await complaints()).toEqual([]);
});

test('TLSOption: a minimum version and protocols are kept to', async () => {
  await stage.apply(
    synthesized((chart) => {
      const options = new TLSOption(chart, 'modern-options', {
        minVersion: 'VersionTLS13',
        alpnProtocols: ['http/1.1'],
      });
      new IngressRoute(chart, 'modern', {
        entryPoints: ['websecure'],
        routes: [{ match: 'Host(`modern.example`)', services: [service(chart, 'modern')] }],
        tls: { options },
      });
    }),
  );
  const { tls } = await stage.request('GET https://modern.example/', { alpn: ['h2', 'http/1.1'] });
  expect(tls).toMatchObject({ version: 'TLSv1.3', alpn: 'http/1.1' });
  const old = stage.request('GET https://modern.example/', { maxVersion: 'TLSv1.2' });
  await expect(old).rejects.toThrow(/protocol version/);
  expect(await complaints()).toEqual([]);
});

test('TLSStore: its default certificate is shown to names that no other certificate has', async () => {
  const pair = await stage.box.certificate({ dnsNames: ['fallback.example'] });
  await stage.apply(
    synthesized((chart) => {
      tlsSecret(chart, 'fallback', pair);
      new TLSStore(chart, 'store', { defaultCertificate: { secretName: 'fallback' } });
      new IngressRoute(chart, 'any', {
        entryPoints: ['websecure'],
        routes: [{ match: 'Host(`any.example`)', services: [service(chart, 'any')] }],
        tls: {},
      });
    }),
  );
  const { tls } = await stage.request('GET https://any.example/');
  expect(tls?.certificate.subjectAltName).toBe('DNS:fallback.example');
  expect(await complaints()).toEqual([]);
});
