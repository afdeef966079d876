import { basic } from '../support/objects';
import { type Answer, inParallel } from '../support';
import { Site, inside, outside, password } from './site';

/** Opens an environment for the tests of a file. */
export function useSite(name: string): () => Site {
  let site: Site | undefined;
  beforeAll(async () => {
    site = await Site.open(name);
  }, 120_000);
  afterAll(() => site?.close());
  return () => {
    if (!site) throw new Error(`The environment ${name} did not open.`);
    return site;
  };
}

/** What all environments of the repository have in common. */
export function testEveryEnvironment(site: () => Site): void {
  const get = (host: string, target: string, options = {}): Promise<Answer> =>
    site().stage.request(`GET https://${site().host(host)}${target}`, options);

  test('the API server takes every object and warns of none', () => {
    expect(site().objects.length).toBeGreaterThan(40);
    expect(site().warnings).toEqual([]);
  });

  test('Traefik runs with every route and complains of none', async () => {
    const { traefik } = site().stage;
    expect(await traefik.apiErrors()).toEqual([]);
    expect(await traefik.dropped()).toEqual([]);
  });

  test.each([
    ['httpbin', '/get', 'httpbin'],
    ['api', '/v1/get', 'httpbin'],
    ['dex', '/dex/auth', 'dex'],
    ['git', '/org/repository', 'gitea'],
    ['git', '/api/v1/version', 'gitea'],
  ])('https://%s.…%s reaches %s', async (host, target, service) => {
    const answer = await get(host, target);
    expect(answer.status).toBe(200);
    // The next version of httpbin may have been chosen by weight.
    expect(answer.seen?.backend).toMatch(new RegExp(`^shop\\.${service}(-canary)?\\.`));
  });

  test('the path of the API is rewritten', async () => {
    expect((await get('api', '/v1/anything?a=b')).seen).toMatchObject({
      target: '/anything?a=b',
      host: site().host('api'),
    });
  });

  test('answers carry the security headers', async () => {
    expect((await get('dex', '/')).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
    });
  });

  test('plain HTTP is sent to HTTPS', async () => {
    for (const host of ['httpbin', 'dex', 'git']) {
      const answer = await site().stage.request(`GET http://${site().host(host)}/a?b=c`);
      expect(answer).toMatchObject({
        status: 301,
        headers: { location: `https://${site().host(host)}/a?b=c` },
      });
    }
  });

  test('each server name is shown its own certificate', async () => {
    const names: Readonly<Record<string, readonly string[]>> = {
      httpbin: ['httpbin', 'api'],
      dex: ['dex'],
      git: ['git'],
    };
    for (const [certificate, hosts] of Object.entries(names)) {
      for (const host of hosts) {
        const { tls } = await get(host, '/', { from: inside });
        const { subjectAltName = '' } = tls?.certificate ?? {};
        expect(subjectAltName).toContain(`DNS:${site().host(host)}`);
        expect(subjectAltName).toContain(`DNS:${site().host(certificate)}`);
      }
    }
  });

  test('the administration of Gitea is for its networks, and asks for a password', async () => {
    expect((await get('git', '/-/admin', { from: outside })).status).toBe(403);
    const asked = await get('git', '/-/admin', { from: inside });
    expect(asked).toMatchObject({ status: 401, seen: undefined });
    expect(asked.headers['www-authenticate']).toContain('Gitea administration');
    const headers = { authorization: basic('root', password) };
    expect(await get('git', '/-/admin', { from: inside, headers })).toMatchObject({
      status: 200,
      seen: { backend: 'shop.gitea.0', target: '/-/admin' },
    });
  });

  test('a request is asked again when its server is gone', async () => {
    const { stage } = site();
    await stage.backend('httpbin', 0).stop();
    const statuses = await inParallel(
      Array.from({ length: 10 }),
      1,
      async () => (await get('httpbin', '/')).status,
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    await stage.backend('httpbin', 0).start();
  });

  test('NATS is reached by a handshake of its own, inside TLS, by server name', async () => {
    const stream = await site().stage.traefik.open('nats', { tls: { sni: site().host('nats') } });
    expect(stream.tls?.certificate.subjectAltName).toContain(site().host('nats'));
    expect(await stream.line()).toMatch(/^INFO \{.*"version":"2\.15\.2"/);
    stream.write('CONNECT {"verbose":false}\r\nSUB hello 1\r\nPUB hello 5\r\nworld\r\nPING\r\n');
    expect(await stream.line()).toBe('MSG hello 1 5');
    expect(await stream.line()).toBe('world');
    expect(await stream.line()).toBe('PONG');
    stream.close();
  });

  test('SSH passes bytes both ways, and the server speaks first', async () => {
    const gitea = site().stage.backend('gitea');
    await gitea.greetWith('SSH-2.0-Gitea\r\n');
    const stream = await site().stage.traefik.open('ssh');
    expect(await stream.line()).toBe('SSH-2.0-Gitea');
    expect(await stream.write('SSH-2.0-OpenSSH_9.9\r\n').seen()).toMatchObject({
      backend: 'shop.gitea.0',
      body: 'SSH-2.0-OpenSSH_9.9\r\n',
    });
    stream.close();
    await gitea.greetWith('');
  });
}

/** What holds where requests that ask for the next version reach it. */
export function testMarkedRequests(site: () => Site): void {
  test('the next version answers whoever asks for it by header', async () => {
    for (let index = 0; index < 10; index++) {
      const { seen } = await site().stage.request(`GET https://${site().host('httpbin')}/`, {
        headers: { 'X-Canary': 'always' },
      });
      expect(seen?.backend).toBe('shop.httpbin-canary.0');
    }
  });
}
