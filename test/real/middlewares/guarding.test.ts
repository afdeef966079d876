import { createHash } from 'node:crypto';
import {
  basicAuth,
  digestAuth,
  forwardAuth,
  inFlightReq,
  ipAllowList,
  ipWhiteList,
  rateLimit,
} from '../../../lib/constructs/routing';
import { until } from '../support';
import { basic, htpasswd, secret } from '../support/objects';
import { Gallery, type Through, seenHeader } from './through';
import { shownIn } from './kinds';

let gallery: Gallery;

beforeAll(async () => {
  gallery = await Gallery.open();
});

afterAll(async () => {
  await gallery.stage.close();
});

function through(...middleware: Parameters<Gallery['through']>): Promise<Through> {
  return gallery.through(...middleware);
}

test('basicAuth asks for a password and passes the user on', async () => {
  const { get } = await through('basicAuth', (chart) => {
    secret(chart, 'basic-users', { users: htpasswd('alice', 'wonder') });
    return basicAuth({ secret: 'basic-users', headerField: 'X-User', removeHeader: true });
  });
  const asked = await get('/');
  expect(asked).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Basic realm="traefik"' } });
  expect(asked.seen).toBeUndefined();
  expect(await get('/', { headers: { authorization: basic('alice', 'wrong') } })).toMatchObject({
    status: 401,
  });
  const admitted = await get('/', { headers: { authorization: basic('alice', 'wonder') } });
  expect(admitted.status).toBe(200);
  expect(seenHeader(admitted, 'X-User')).toBe('alice');
  expect(seenHeader(admitted, 'Authorization')).toBeUndefined();
});

test('digestAuth asks for proof of a password', async () => {
  const { get } = await through('digestAuth', (chart) => {
    secret(chart, 'digest-users', { users: `alice:traefik:${md5('alice:traefik:wonder')}` });
    return digestAuth({ secret: 'digest-users' });
  });
  const asked = await get('/');
  expect(asked.status).toBe(401);
  const challenge = asked.headers['www-authenticate'] ?? '';
  const authorization = (password: string): string => digest(challenge, 'alice', password, '/');
  expect(await get('/', { headers: { authorization: authorization('wrong') } })).toMatchObject({
    status: 401,
  });
  expect(await get('/', { headers: { authorization: authorization('wonder') } })).toMatchObject({
    status: 200,
  });
});

test('forwardAuth asks another server, and passes its words on', async () => {
  const { get, server } = await through('forwardAuth', (_chart, { address }) =>
    forwardAuth({ address: `http://${address}/check`, authResponseHeaders: ['X-Role'] }),
  );
  await server.answerWith({ status: 403, body: 'not you', times: 1 }, { headers: { 'X-Role': 'admin' } });
  expect(await get('/a')).toMatchObject({ status: 403, body: 'not you' });
  const admitted = await get('/b');
  expect(admitted).toMatchObject({ status: 200, seen: { target: '/b' } });
  expect(seenHeader(admitted, 'X-Role')).toBe('admin');
  const asked = (await server.seen()).at(-1);
  expect(asked?.target).toBe('/check');
  expect(asked?.headers).toContainEqual(['X-Forwarded-Uri', '/b']);
});

test('ipAllowList refuses clients from elsewhere', async () => {
  const { get } = await through(
    'ipAllowList',
    ipAllowList({ sourceRange: ['10.99.201.0/24'], rejectStatusCode: 404 }),
  );
  expect(await get('/', { from: '10.99.201.9' })).toMatchObject({ status: 200 });
  expect(await get('/', { from: '10.99.202.9' })).toMatchObject({ status: 404, seen: undefined });
});

test('ipWhiteList, its elder, does too', async () => {
  const { get } = await through('ipWhiteList', ipWhiteList({ sourceRange: ['10.99.201.0/24'] }));
  expect(await get('/', { from: '10.99.201.9' })).toMatchObject({ status: 200 });
  expect(await get('/', { from: '10.99.202.9' })).toMatchObject({ status: 403, seen: undefined });
});

test('rateLimit answers 429 past the burst, for each client by itself', async () => {
  const { get } = await through('rateLimit', rateLimit({ average: 1, period: '1h', burst: 2 }));
  const statuses = [];
  for (let index = 0; index < 3; index++) statuses.push((await get('/', { from: '10.99.201.9' })).status);
  expect(statuses).toEqual([200, 200, 429]);
  expect((await get('/', { from: '10.99.202.9' })).status).toBe(200);
});

test('inFlightReq answers 429 while as many requests are under way', async () => {
  const { get, backend } = await through('inFlightReq', inFlightReq({ amount: 1 }));
  await backend.answerWith({ delayMs: 1_000 });
  const first = get('/slow');
  await until('the first request is under way', async () =>
    (await backend.seen()).find(({ target }) => target === '/slow'),
  );
  expect(await get('/next')).toMatchObject({ status: 429, seen: undefined });
  expect(await first).toMatchObject({ status: 200 });
});

test('no kind that belongs here is left out', () => {
  expect([...gallery.shown].toSorted()).toEqual(shownIn.guarding);
});

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** The Authorization header that answers a digest challenge (RFC 7616, MD5, qop auth). */
function digest(challenge: string, user: string, password: string, uri: string): string {
  const told = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
  const [nonce, realm, opaque] = [told('nonce'), told('realm'), told('opaque')];
  const proof = md5(`${md5(`${user}:${realm}:${password}`)}:${nonce}:00000001:c:auth:${md5(`GET:${uri}`)}`);
  return (
    `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", opaque="${opaque}", ` +
    `algorithm=MD5, qop=auth, nc=00000001, cnonce="c", response="${proof}"`
  );
}
