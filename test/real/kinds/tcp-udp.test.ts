import {
  IngressRouteTCP,
  IngressRouteUDP,
  MiddlewareTCP,
  ServersTransportTCP,
  inFlightConn,
  ipAllowListTCP,
  ipWhiteListTCP,
} from '../../../lib/constructs/routing';
import { Stage } from '../support';
import { secret, service, tlsSecret } from '../support/objects';
import { synthesized } from '../support/synthesized';

const config = {
  entryPoints: {
    plain: { address: ':7000' },
    secure: { address: ':7001' },
    datagrams: { address: ':7002/udp' },
  },
};

const tcp = [{ name: 'tcp', port: 70 }];

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open({ config });
});

afterAll(() => stage.close());

async function complaints(): Promise<readonly unknown[]> {
  return [...(await stage.traefik.apiErrors()), ...(await stage.traefik.dropped())];
}

test('IngressRouteTCP: the server name of TLS chooses the service, and Traefik ends the TLS', async () => {
  const pair = await stage.box.certificate({ dnsNames: ['one.example', 'two.example'] });
  await stage.apply(
    synthesized((chart) => {
      tlsSecret(chart, 'names', pair);
      new IngressRouteTCP(chart, 'names', {
        entryPoints: ['secure'],
        routes: [
          { match: 'HostSNI(`one.example`)', services: [service(chart, 'one', tcp)] },
          { match: 'HostSNI(`two.example`)', services: [service(chart, 'two', tcp)] },
        ],
        tls: { secretName: 'names' },
      });
    }),
  );
  for (const name of ['one', 'two']) {
    const seen = await stage.tcp('secure', 'hello', { tls: { sni: `${name}.example` } });
    expect(seen).toMatchObject({ backend: stage.backend(name).name, body: 'hello' });
    expect(seen.tls).toBeUndefined();
  }
  // A name that no TCP route takes is left to the HTTP routes of the entry point.
  expect((await stage.request('GET https://three.example/', { entryPoint: 'secure' })).status).toBe(404);
  expect(await complaints()).toEqual([]);
});

test('IngressRouteUDP: datagrams reach the service, those of one client the same server', async () => {
  await stage.apply(
    synthesized((chart) => {
      const target = service(chart, 'datagrams', [{ name: 'udp', port: 71, protocol: 'UDP' }]);
      new IngressRouteUDP(chart, 'datagrams', {
        entryPoints: ['datagrams'],
        routes: [{ services: [target] }],
      });
    }),
    { backends: { datagrams: 2 } },
  );
  expect(await stage.udp('datagrams', 'ping')).toMatchObject({ protocol: 'udp', body: 'ping' });
  expect(await complaints()).toEqual([]);
});

test('ServersTransportTCP: Traefik speaks TLS to the server and tells it the client by the PROXY protocol', async () => {
  const authority = await stage.box.authority();
  await stage.apply(
    synthesized((chart) => {
      secret(chart, 'authority', { 'tls.ca': authority });
      const transport = new ServersTransportTCP(chart, 'internal', {
        proxyProtocol: { version: 2 },
        tls: { serverName: 'internal.example', rootCAs: [{ secret: 'authority' }] },
      });
      const target = { service: service(chart, 'encrypted', tcp), tls: true, serversTransport: transport };
      new IngressRouteTCP(chart, 'encrypted', {
        entryPoints: ['plain'],
        routes: [{ match: 'HostSNI(`*`)', services: [target] }],
      });
    }),
  );
  const seen = await stage.tcp('plain', 'hello', { from: '10.99.200.8' });
  expect(seen).toMatchObject({ body: 'hello', tls: { serverName: 'internal.example' } });
  expect(seen.proxyProtocol).toMatch(/^PROXY v2 TCP4 10\.99\.200\.8 /);
  expect(await complaints()).toEqual([]);
});

describe('MiddlewareTCP', () => {
  /** Puts a middleware before a service of its own, at the server name `<name>.example`. */
  async function through(
    name: string,
    middleware: ConstructorParameters<typeof MiddlewareTCP>[2],
  ): Promise<string> {
    await stage.apply(
      synthesized((chart) => {
        new IngressRouteTCP(chart, name, {
          entryPoints: ['secure'],
          routes: [
            {
              match: `HostSNI(\`${name}.example\`)`,
              middlewares: [new MiddlewareTCP(chart, `${name}-middleware`, middleware)],
              services: [service(chart, name, tcp)],
            },
          ],
          tls: {},
        });
      }),
    );
    expect(await complaints()).toEqual([]);
    return `${name}.example`;
  }

  test.each([
    ['allowed', 'ipAllowList closes connections from elsewhere', ipAllowListTCP],
    ['white', 'ipWhiteList, its elder, does too', ipWhiteListTCP],
  ])('%s: %s', async (name, _sentence, factory) => {
    const sni = await through(name, factory({ sourceRange: ['10.99.201.0/24'] }));
    expect(await stage.tcp('secure', 'hello', { tls: { sni }, from: '10.99.201.9' })).toMatchObject({
      body: 'hello',
    });
    await expect(stage.tcp('secure', 'hello', { tls: { sni }, from: '10.99.202.9' })).rejects.toThrow(
      'closed',
    );
  });

  test('inFlightConn closes connections beyond the number allowed', async () => {
    const sni = await through('inflight', inFlightConn({ amount: 1 }));
    const first = await stage.traefik.open('secure', { tls: { sni } });
    expect(await first.write('one').seen()).toMatchObject({ body: 'one' });
    await expect(stage.tcp('secure', 'two', { tls: { sni } })).rejects.toThrow('closed');
    first.close();
  });
});
