import { IngressRoute, ServersTransport, TraefikService, stripPrefix } from '../../../lib/constructs/routing';
import { Stage } from '../support';
import { secret, service } from '../support/objects';
import { synthesized } from '../support/synthesized';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.close());

async function complaints(): Promise<readonly unknown[]> {
  return [...(await stage.traefik.apiErrors()), ...(await stage.traefik.dropped())];
}

test('IngressRoute: the route with the longer rule wins, and priority turns that round', async () => {
  await stage.apply(
    synthesized((chart) => {
      new IngressRoute(chart, 'ranked', {
        entryPoints: ['web'],
        routes: [
          { match: 'Host(`ranked.example`)', services: [service(chart, 'short')] },
          { match: 'Host(`ranked.example`) && PathPrefix(`/api`)', services: [service(chart, 'long')] },
          { match: 'Host(`ranked.example`) && Path(`/top`)', priority: 1, services: [service(chart, 'low')] },
        ],
      });
    }),
  );
  const backendOf = async (path: string): Promise<string | undefined> =>
    (await stage.request(`GET http://ranked.example${path}`)).seen?.backend;
  expect(await backendOf('/')).toBe(stage.backend('short').name);
  expect(await backendOf('/api/x')).toBe(stage.backend('long').name);
  expect(await backendOf('/top')).toBe(stage.backend('short').name);
  expect(await complaints()).toEqual([]);
});

test('IngressRoute: a parent does its work before its children choose', async () => {
  await stage.apply(
    synthesized((chart) => {
      const parent = new IngressRoute(chart, 'parent', {
        entryPoints: ['web'],
        routes: [{ match: 'Host(`family.example`)', middlewares: [stripPrefix({ prefixes: ['/v1'] })] }],
      });
      new IngressRoute(chart, 'child', {
        parentRefs: [parent],
        routes: [{ match: 'PathPrefix(`/orders`)', services: [service(chart, 'orders')] }],
      });
    }),
  );
  const answer = await stage.request('GET http://family.example/v1/orders/7');
  expect(answer).toMatchObject({ status: 200, seen: { target: '/orders/7' } });
  expect((await stage.request('GET http://family.example/v1/other')).status).toBe(404);
  expect(await complaints()).toEqual([]);
});

test('IngressRoute: redirectToHttps answers plain requests and serves the others', async () => {
  await stage.apply(
    synthesized((chart) => {
      new IngressRoute(chart, 'moved', {
        routes: [{ match: 'Host(`moved.example`)', services: [service(chart, 'moved')] }],
        redirectToHttps: true,
        tls: {},
      });
    }),
  );
  expect(await stage.request('GET http://moved.example/a?b=c')).toMatchObject({
    status: 301,
    headers: { location: 'https://moved.example/a?b=c' },
  });
  expect((await stage.request('GET https://moved.example/a')).status).toBe(200);
  expect(await complaints()).toEqual([]);
});

test('TraefikService weighted: requests are shared by weight', async () => {
  await applyTraefikService('weighted', (left, right) => ({
    weighted: {
      services: [
        { service: left, weight: 3 },
        { service: right, weight: 1 },
      ],
    },
  }));
  const counts = await countBackends('weighted', 40);
  expect(counts).toEqual({
    [stage.backend('weighted-left').name]: 30,
    [stage.backend('weighted-right').name]: 10,
  });
});

test('TraefikService mirroring: the mirror gets a copy, and its answer is thrown away', async () => {
  await applyTraefikService('mirroring', (left, right) => ({
    mirroring: { service: left, mirrors: [{ service: right, percent: 100 }] },
  }));
  const mirror = stage.backend('mirroring-right');
  await mirror.answerWith({ status: 500 });
  const answer = await stage.request('POST http://mirroring.example/paid', { body: 'twice' });
  expect(answer).toMatchObject({ status: 200, seen: { backend: stage.backend('mirroring-left').name } });
  expect(await mirror.nextSeen()).toMatchObject({ method: 'POST', target: '/paid', body: 'twice' });
});

test('TraefikService failover: the fallback answers instead of the statuses told', async () => {
  await applyTraefikService('failover', (left, right) => ({
    failover: { service: left, fallback: right, errors: { status: ['500-599'] } },
  }));
  const main = stage.backend('failover-left');
  expect((await stage.request('GET http://failover.example/')).seen?.backend).toBe(main.name);
  await main.answerWith({ status: 503 });
  expect(await stage.request('GET http://failover.example/')).toMatchObject({
    status: 200,
    seen: { backend: stage.backend('failover-right').name },
  });
});

test('TraefikService highestRandomWeight: a client always meets the same server', async () => {
  await applyTraefikService('highestrandomweight', (left, right) => ({
    highestRandomWeight: {
      services: [
        { service: left, weight: 1 },
        { service: right, weight: 1 },
      ],
    },
  }));
  const chosen = new Set<string>();
  for (let client = 1; client <= 16; client++) {
    const counts = await countBackends('highestrandomweight', 3, `10.99.210.${client}`);
    expect(Object.values(counts)).toEqual([3]);
    for (const name of Object.keys(counts)) chosen.add(name);
  }
  expect(chosen.size).toBe(2);
});

test('ServersTransport: Traefik speaks TLS to the server, checks its name, and shows a certificate', async () => {
  const { certificate, key } = await stage.box.certificate({ commonName: 'traefik' });
  const authority = await stage.box.authority();
  await stage.apply(
    synthesized((chart) => {
      secret(chart, 'authority', { 'tls.ca': authority });
      secret(chart, 'own', { 'tls.crt': certificate, 'tls.key': key }, 'kubernetes.io/tls');
      const transport = new ServersTransport(chart, 'internal', {
        serverName: 'internal.example',
        rootCAs: [{ secret: 'authority' }],
        certificatesSecrets: ['own'],
      });
      const target = service(chart, 'encrypted');
      const use = { service: target, scheme: 'https' as const };
      new IngressRoute(chart, 'encrypted', {
        entryPoints: ['web'],
        routes: [
          { match: 'Host(`trusted.example`)', services: [{ ...use, serversTransport: transport }] },
          { match: 'Host(`doubted.example`)', services: [use] },
        ],
      });
    }),
  );
  const trusted = await stage.request('GET http://trusted.example/');
  expect(trusted.seen?.tls).toMatchObject({ serverName: 'internal.example', clientCertificate: 'traefik' });
  // Without the authority Traefik does not trust the server, and says so by its answer.
  expect((await stage.request('GET http://doubted.example/')).status).toBe(500);
  expect(await complaints()).toEqual([]);
});

type Kinds = ConstructorParameters<typeof TraefikService>[2];
type Target = ReturnType<typeof service>;

/** A TraefikService over two Services, `<name>-left` and `<name>-right`, at the host `<name>.example`. */
async function applyTraefikService(
  name: string,
  kinds: (left: Target, right: Target) => Kinds,
): Promise<void> {
  await stage.apply(
    synthesized((chart) => {
      const props = kinds(service(chart, `${name}-left`), service(chart, `${name}-right`));
      const routes = [
        { match: `Host(\`${name}.example\`)`, services: [new TraefikService(chart, name, props)] },
      ];
      new IngressRoute(chart, `${name}-route`, { entryPoints: ['web'], routes });
    }),
  );
  expect(await complaints()).toEqual([]);
}

async function countBackends(name: string, times: number, from?: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let index = 0; index < times; index++) {
    const { seen } = await stage.request(`GET http://${name}.example/`, { from });
    const backend = seen?.backend ?? 'none';
    counts[backend] = (counts[backend] ?? 0) + 1;
  }
  return counts;
}
