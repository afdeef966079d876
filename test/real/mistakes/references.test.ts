import {
  IngressRoute,
  Middleware,
  type RouteService,
  TraefikService,
  type RouteMiddleware,
} from '../../../lib/constructs/routing';
import { Certificate, TLSOption } from '../../../lib/constructs/tls';
import { type Mistake, type Own, useMistakes } from './mistaken';

const { mistaken } = useMistakes();

const withMiddleware = (middleware: RouteMiddleware): Promise<Mistake> =>
  mistaken((chart, { name, match, web }) => {
    const routes = [{ match, middlewares: [middleware], services: [web] }];
    new IngressRoute(chart, name, { entryPoints: ['web'], routes });
  });

const withService = (service: RouteService | ((own: Own) => RouteService)): Promise<Mistake> =>
  mistaken((chart, own) => {
    const services = [typeof service === 'function' ? service(own) : service];
    new IngressRoute(chart, own.name, { entryPoints: ['web'], routes: [{ match: own.match, services }] });
  });

const withTls = (tls: object): Promise<Mistake> =>
  mistaken((chart, { name, match, web }) => {
    new IngressRoute(chart, name, { entryPoints: ['websecure'], routes: [{ match, services: [web] }], tls });
  });

test('a middleware that does not exist takes the route out of service', async () => {
  const { stopped, errors, get } = await withMiddleware('none');
  expect(stopped).toEqual(['unknown-middleware']);
  expect(errors).toContain('does not exist');
  expect((await get()).status).toBe(404);
});

test('a middleware of another namespace is refused', async () => {
  const { stopped, errors, get } = await mistaken((chart, { name, match, web }) => {
    const theirs = new Middleware(chart, 'theirs', { namespace: 'other', addPrefix: { prefix: '/a' } });
    const routes = [{ match, middlewares: [theirs], services: [web] }];
    new IngressRoute(chart, name, { entryPoints: ['web'], routes });
  });
  expect(stopped).toContain('cross-namespace');
  expect(errors).toContain('allowCrossNamespace is disabled');
  expect((await get()).status).toBe(404);
});

test('a middleware whose Secret does not exist is none', async () => {
  const { stopped, errors, get } = await withMiddleware({ basicAuth: { secret: 'none' } });
  expect(stopped).toEqual(['unfit-auth-secret']);
  expect(errors).toContain('does not exist');
  expect((await get()).status).toBe(404);
});

test('a Service that does not exist drops the route', async () => {
  const { stopped, errors, get } = await withService({ name: 'none', port: 80 });
  expect(stopped).toEqual(['unknown-service']);
  expect(errors).toContain('service not found');
  expect((await get()).status).toBe(404);
});

test.each([81, '80', 'https'])('port %p, which the Service does not have, drops the route', async (port) => {
  const { stopped, errors, get } = await withService({ name: 'web', port });
  expect(stopped).toEqual(['unknown-port']);
  expect(errors).toContain('service port not found');
  expect((await get()).status).toBe(404);
});

test('a TraefikService that does not exist takes the route out of service', async () => {
  const { stopped, errors, get } = await withService({ kind: 'TraefikService', name: 'none' });
  expect(stopped).toEqual(['unknown-traefik-service']);
  expect(errors).toContain('does not exist');
  expect((await get()).status).toBe(404);
});

test('a ServersTransport that does not exist takes the route out of service', async () => {
  const { stopped, errors, get } = await withService(({ web }) => ({
    service: web,
    serversTransport: 'none',
  }));
  expect(stopped).toEqual(['unknown-servers-transport']);
  expect(errors).toContain('servers transport not found');
  expect((await get()).status).toBe(404);
});

test('a TraefikService that is one of its own services takes its routes out of service', async () => {
  const { stopped, errors, get } = await mistaken((chart, { name, match }) => {
    const loop = `${name}-loop`;
    const services = [{ kind: 'TraefikService' as const, name: loop }];
    new TraefikService(chart, loop, { weighted: { services } });
    new IngressRoute(chart, name, { entryPoints: ['web'], routes: [{ match, services }] });
  });
  expect(stopped).toEqual(['service-recursion']);
  expect(errors).toContain('recursion detected');
  expect((await get()).status).toBe(404);
});

test('an entry point that does not exist takes the route out of service', async () => {
  const { stopped, errors, get } = await mistaken((chart, { name, match, web }) => {
    new IngressRoute(chart, name, { entryPoints: ['nowhere'], routes: [{ match, services: [web] }] });
  });
  expect(stopped).toEqual(['unknown-entry-point']);
  expect(errors).toContain('no valid entryPoint');
  expect((await get()).status).toBe(404);
});

test('a certificate whose Secret does not exist is silently replaced by a self-signed one', async () => {
  const { stopped, errors, getSecure } = await withTls({ secretName: 'none' });
  expect(stopped).toEqual(['unknown-tls-secret']);
  expect(errors).toContain('does not exist');
  const { status, tls } = await getSecure();
  expect([status, tls?.certificate.subject]).toEqual([200, 'CN=TRAEFIK DEFAULT CERT']);
});

test('a Certificate that does not cover a host is silently not shown to its clients', async () => {
  const { stopped, getSecure } = await mistaken((chart, { name, match, web }) => {
    const tls = new Certificate(chart, `${name}-certificate`, {
      dnsNames: ['other.example'],
      hostsOfRoutes: false,
      issuer: { name: 'ca' },
    });
    new IngressRoute(chart, name, { entryPoints: ['websecure'], routes: [{ match, services: [web] }], tls });
  });
  expect(stopped).toEqual(['host-not-covered']);
  const { status, tls } = await getSecure();
  expect([status, tls?.certificate.subject]).toEqual([200, 'CN=TRAEFIK DEFAULT CERT']);
});

test.each([
  ['that do not exist', 'none', 'unknown-tls-option'],
  ['called default, by name', 'default', 'default-tls-options'],
])('TLS options %s close every connection to the host', async (_sentence, options, rule) => {
  const { stopped, errors, getSecure } = await withTls({ options });
  expect(stopped).toContain(rule);
  expect(errors).toContain('unknown TLS options');
  await expect(getSecure()).rejects.toThrow('closed');
});

test('TLS options whose authority does not exist close every connection to the host', async () => {
  const { stopped, errors, getSecure } = await mistaken((chart, { name, match, web }) => {
    const options = new TLSOption(chart, `${name}-options`, {
      clientAuth: { clientAuthType: 'RequireAndVerifyClientCert', secretNames: ['none'] },
    });
    new IngressRoute(chart, name, {
      entryPoints: ['websecure'],
      routes: [{ match, services: [web] }],
      tls: { options },
    });
  });
  expect(stopped).toEqual(['unbuildable-tls-option']);
  expect(errors).toContain('CAFiles is required');
  await expect(getSecure()).rejects.toThrow('closed');
});
