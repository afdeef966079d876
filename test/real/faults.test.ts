import { IngressRoute, rateLimit } from '../../lib/constructs/routing';
import { Stage } from './support';
import { service } from './support/objects';
import { synthesized } from './support/synthesized';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.open();
});

afterEach(() => stage.close());

function shop(name = 'shop'): ReturnType<typeof synthesized> {
  return synthesized((chart) => {
    const match = `Host(\`${name}.example\`)`;
    new IngressRoute(chart, name, {
      entryPoints: ['web'],
      routes: [{ match, services: [service(chart, name)] }],
    });
  });
}

test('a Traefik that is killed and started again serves what it served', async () => {
  await stage.apply(shop());
  const before = await stage.traefik.rawdata();
  await stage.traefik.stop({ kill: true });
  await expect(stage.request('GET http://shop.example/')).rejects.toThrow('No connection');
  await stage.traefik.restart();
  await stage.traefik.settled();
  expect((await stage.request('GET http://shop.example/')).status).toBe(200);
  expect(Object.keys((await stage.traefik.rawdata()).routers ?? {})).toEqual(
    Object.keys(before.routers ?? {}),
  );
});

test('a server that is gone is a 502 until it is back', async () => {
  await stage.apply(shop());
  await stage.backend('shop').stop();
  expect(await stage.request('GET http://shop.example/')).toMatchObject({ status: 502, seen: undefined });
  await stage.backend('shop').start();
  expect((await stage.request('GET http://shop.example/')).status).toBe(200);
});

test('an endpoint at which nobody listens is a 502', async () => {
  await stage.apply(shop(), { backends: { shop: 'gone' } });
  expect((await stage.request('GET http://shop.example/')).status).toBe(502);
});

test('a service without ready endpoints is a 503, where empty services are allowed', async () => {
  await stage.apply(shop(), { backends: { shop: 'none' } });
  expect((await stage.request('GET http://shop.example/')).status).toBe(503);
});

test('a service without ready endpoints is a 404, where they are not', async () => {
  const strict = await Stage.open({
    config: { providers: { kubernetesCRD: { allowEmptyServices: false } } },
  });
  await strict.apply(shop(), { backends: { shop: 'none' } });
  expect((await strict.request('GET http://shop.example/')).status).toBe(404);
  expect(JSON.stringify(await strict.traefik.dropped())).toContain('no servers found');
  await strict.close();
});

test('with one of two servers gone, the other answers its share', async () => {
  await stage.apply(shop(), { backends: { shop: 2 } });
  await stage.backend('shop', 0).stop();
  const statuses = [];
  for (let index = 0; index < 4; index++)
    statuses.push((await stage.request('GET http://shop.example/')).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(2);
  expect(statuses.filter((status) => status === 502)).toHaveLength(2);
});

test('a route that is deleted is gone, and applied again is back', async () => {
  const objects = shop();
  await stage.apply(objects);
  await stage.delete(objects);
  expect((await stage.request('GET http://shop.example/')).status).toBe(404);
  await stage.apply(objects);
  expect((await stage.request('GET http://shop.example/')).status).toBe(200);
});

test('a middleware that is deleted takes its route out of service', async () => {
  const objects = synthesized((chart) => {
    const routes = [
      {
        match: 'Host(`shop.example`)',
        middlewares: [rateLimit({ average: 100 })],
        services: [service(chart, 'shop')],
      },
    ];
    new IngressRoute(chart, 'shop', { entryPoints: ['web'], routes });
  });
  await stage.apply(objects);
  expect((await stage.request('GET http://shop.example/')).status).toBe(200);
  await stage.delete(objects.filter(({ kind }) => kind === 'Middleware'));
  expect((await stage.request('GET http://shop.example/')).status).toBe(404);
  expect((await stage.traefik.apiErrors()).join()).toContain('does not exist');
});

test('2,000 IngressRoutes at once are all served', async () => {
  const shared = synthesized((chart) => void service(chart, 'many'));
  const routes = Array.from({ length: 2_000 }, (_, index) => ({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: `many-${index}` },
    spec: {
      entryPoints: ['web'],
      routes: [
        { kind: 'Rule', match: `Host(\`many-${index}.example\`)`, services: [{ name: 'many', port: 80 }] },
      ],
    },
  }));
  await stage.apply([...shared, ...routes]);
  const { routers = {} } = await stage.traefik.rawdata();
  const own = Object.entries(routers).filter(([name]) => name.includes('-many-'));
  expect(own).toHaveLength(2_000);
  expect(own.filter(([, { status }]) => status !== 'enabled')).toEqual([]);
  for (const index of [0, 999, 1_999]) {
    expect((await stage.request(`GET http://many-${index}.example/`)).status).toBe(200);
  }
}, 120_000);
