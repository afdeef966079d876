import type { ApiObjectData } from '../../lib/core/manifest';
import { Stage } from './support';
import { basic, htpasswd } from './support/objects';

// `settled` claims that Traefik runs with every change made before. Each test changes one kind of object again and
// again, and the very next request must meet the change.
const rounds = [1, 2, 3, 4, 5];

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.apply([...services, ...routes]);
});

afterAll(() => stage.close());

function traefik(kind: string, name: string, spec: object): ApiObjectData {
  return { apiVersion: 'traefik.io/v1alpha1', kind, metadata: { name }, spec };
}

function core(kind: string, name: string, content: object): ApiObjectData {
  return { apiVersion: 'v1', kind, metadata: { name }, ...content };
}

const services = ['left', 'right'].map((name) =>
  core('Service', name, { spec: { ports: [{ name: 'http', port: 80 }] } }),
);

const left = { name: 'left', port: 80 };

function route(name: string, content: object, entryPoint = 'web'): ApiObjectData {
  const routes = [{ kind: 'Rule', match: `Host(\`${name}.example\`)`, services: [left], ...content }];
  return traefik('IngressRoute', name, { entryPoints: [entryPoint], routes });
}

const routes = [
  route('middleware', { middlewares: [{ name: 'prefix' }] }),
  route('secret', { middlewares: [{ name: 'login' }] }),
  route('traefikservice', { services: [{ kind: 'TraefikService', name: 'choice' }] }),
  route('transport', { services: [{ ...left, scheme: 'https', serversTransport: 'named' }] }),
  traefik('IngressRoute', 'options', {
    entryPoints: ['websecure'],
    routes: [{ kind: 'Rule', match: 'Host(`options.example`)', services: [left] }],
    tls: { options: { name: 'limited' } },
  }),
];

test.each(rounds)('a route is met, round %p', async (round) => {
  await stage.apply([route('route', { match: `Host(\`route-${round}.example\`)` })]);
  expect((await stage.request(`GET http://route-${round}.example/`)).status).toBe(200);
  expect((await stage.request(`GET http://route-${round - 1}.example/`)).status).toBe(404);
});

test.each(rounds)('a middleware is met, round %p', async (round) => {
  await stage.apply([traefik('Middleware', 'prefix', { addPrefix: { prefix: `/${round}` } })]);
  expect((await stage.request('GET http://middleware.example/a')).seen?.target).toBe(`/${round}/a`);
});

test.each(rounds)('a Secret is met, round %p', async (round) => {
  await stage.apply([
    core('Secret', 'users', { stringData: { users: htpasswd('alice', `password ${round}`) } }),
    traefik('Middleware', 'login', { basicAuth: { secret: 'users' } }),
  ]);
  const authorization = basic('alice', `password ${round}`);
  expect((await stage.request('GET http://secret.example/', { headers: { authorization } })).status).toBe(
    200,
  );
});

test.each(rounds)('a TraefikService is met, round %p', async (round) => {
  const name = round % 2 ? 'left' : 'right';
  await stage.apply([traefik('TraefikService', 'choice', { weighted: { services: [{ name, port: 80 }] } })]);
  const { seen } = await stage.request('GET http://traefikservice.example/');
  expect(seen?.backend).toBe(stage.backend(name).name);
});

test.each(rounds)('endpoints are met, round %p', async (round) => {
  const moved = core('Service', 'moved', {
    spec: { ports: [{ name: 'http', port: 80, targetPort: 8000 + round }] },
  });
  await stage.apply([moved, route('moved', { services: [{ name: 'moved', port: 80 }] })]);
  const { seen } = await stage.request('GET http://moved.example/');
  expect(seen?.address).toMatch(new RegExp(`:${8000 + round}$`));
});

test.each(rounds)('a ServersTransport is met, round %p', async (round) => {
  const serverName = `server-${round}.example`;
  await stage.apply([traefik('ServersTransport', 'named', { serverName, insecureSkipVerify: true })]);
  const { seen } = await stage.request('GET http://transport.example/');
  expect(seen?.tls?.serverName).toBe(serverName);
});

test.each(rounds)('a TLSOption is met, round %p', async (round) => {
  const version = round % 2 ? '12' : '13';
  await stage.apply([
    traefik('TLSOption', 'limited', {
      minVersion: `VersionTLS${version}`,
      maxVersion: `VersionTLS${version}`,
    }),
  ]);
  const { tls } = await stage.request('GET https://options.example/');
  expect(tls?.version).toBe(`TLSv1.${version.slice(1)}`);
});

test.each(rounds)('a TLSStore is met, round %p', async (round) => {
  const name = `store-${round}.example`;
  const { certificate, key } = await stage.box.certificate({ dnsNames: [name] });
  await stage.apply([
    core('Secret', 'stored', {
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': certificate, 'tls.key': key },
    }),
    traefik('TLSStore', 'default', { defaultCertificate: { secretName: 'stored' } }),
  ]);
  const { tls } = await stage.request('GET https://options.example/');
  expect(tls?.certificate.subjectAltName).toBe(`DNS:${name}`);
});

test('a change in the second of two namespaces is met as well', async () => {
  const names = ['first', 'second'].map((name) => `${stage.namespace}-${name}`);
  const both = await Stage.open({ namespaces: names });
  for (const round of rounds) {
    const prefix = traefik('Middleware', 'prefix', { addPrefix: { prefix: `/${round}` } });
    const objects = [...services, prefix, route('middleware', { middlewares: [{ name: 'prefix' }] })];
    await both.apply(objects, { namespace: names[1] });
    expect((await both.request('GET http://middleware.example/a')).seen?.target).toBe(`/${round}/a`);
  }
  await both.close();
});
