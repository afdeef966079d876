import { TrafficModel } from '../../lib/traefik/model';
import { Stage } from './support';

const config = {
  entryPoints: {
    web: { address: ':8000' },
    websecure: { address: ':8443', http: { tls: {} } },
    zero: { address: ':8001', http: { maxHeaderBytes: 0 } },
    small: { address: ':8002', http: { maxHeaderBytes: 1_000 } },
    smallsecure: { address: ':8444', http: { tls: {}, maxHeaderBytes: 1_000 } },
  },
};

const model = TrafficModel.from([], { traefik: config });
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open({ config });
});

afterAll(() => stage.close());

/** The head of a request of just so many bytes. */
function headerOf(size: number): string {
  return 'x'.repeat(size - 'GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n'.length);
}

async function answers(scheme: string, entryPoint: string, headers: Readonly<Record<string, string>>) {
  const url = `${scheme}://a/`;
  const real = await stage.request(`GET ${url}`, { entryPoint, headers });
  return [model.explain({ url, entryPoint, headers }).response?.status, real.status];
}

const mebibyte = 1 << 20;

test.each([
  ['http', 'web', mebibyte + 4096 + 14],
  ['http', 'zero', mebibyte + 4096 + 14],
  ['http', 'small', 1_000 + 4096 + 14],
  ['https', 'websecure', mebibyte + 4096],
  ['https', 'smallsecure', 1_000 + 4096],
])('a head over %s on %s may have %i bytes, and not one more', async (scheme, entryPoint, limit) => {
  expect(await answers(scheme, entryPoint, { X: headerOf(limit) })).toEqual([404, 404]);
  expect(await answers(scheme, entryPoint, { X: headerOf(limit + 1) })).toEqual([431, 431]);
});

test('a long request line counts as headers do', async () => {
  const line = (size: number): string => `GET http://a/${'x'.repeat(size)}`;
  const room = 1_000 + 4096 + 14 - 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.length;
  const statuses = [];
  for (const size of [room, room + 1]) {
    const real = await stage.request(line(size), { entryPoint: 'small' });
    const url = line(size).slice('GET '.length);
    statuses.push([model.explain({ url, entryPoint: 'small' }).response?.status, real.status]);
  }
  expect(statuses).toEqual([
    [404, 404],
    [431, 431],
  ]);
});

test('HTTP/2 counts 32 bytes more for each header, and admits 320 beyond the limit', async () => {
  const sent = { url: 'https://a/', entryPoint: 'smallsecure' };
  const pseudo = ':methodGET:path/:schemehttps:authoritya'.length + 'x'.length + 5 * 32;
  const found = [];
  for (const length of [1_320 - pseudo, 1_321 - pseudo]) {
    const headers = { x: 'y'.repeat(length) };
    const real = await stage.request('GET https://a/', { entryPoint: 'smallsecure', headers, http2: true });
    const { outcome, response } = model.explain({ ...sent, headers, alpn: ['h2'] });
    found.push([outcome, response?.status, real.status]);
  }
  expect(found).toEqual([
    ['answered', 404, 404],
    ['unknown', undefined, 431],
  ]);
  // Of a single value that is longer still, no answer comes at all.
  const headers = { x: 'y'.repeat(1_400) };
  const real = stage.request('GET https://a/', { entryPoint: 'smallsecure', headers, http2: true });
  await expect(real).rejects.toThrow('Session closed');
});
