import {
  addPrefix,
  chain,
  contentType,
  encodedCharacters,
  headers,
  passTLSClientCert,
  plugin,
  redirectRegex,
  redirectScheme,
  replacePath,
  replacePathRegex,
  stripPrefix,
  stripPrefixRegex,
} from '../../../lib/constructs/routing';
import path from 'node:path';
import { Gallery, type Through, seenHeader } from './through';
import { shownIn } from './kinds';

const plugins = { 'example.com/shop/plugins/stamp': path.join(__dirname, '../../workspace/plugins/stamp') };
const config = {
  experimental: { localPlugins: { stamp: { moduleName: 'example.com/shop/plugins/stamp' } } },
};

let gallery: Gallery;

beforeAll(async () => {
  gallery = await Gallery.open({ config, plugins });
});

afterAll(async () => {
  await gallery.stage.close();
});

function through(...middleware: Parameters<Gallery['through']>): Promise<Through> {
  return gallery.through(...middleware);
}

test('addPrefix puts a prefix before the path', async () => {
  const { get } = await through('addPrefix', addPrefix({ prefix: '/v1' }));
  expect((await get('/items?a=b')).seen?.target).toBe('/v1/items?a=b');
});

test('stripPrefix takes a prefix off and tells which', async () => {
  const { get } = await through('stripPrefix', stripPrefix({ prefixes: ['/api'] }));
  const answer = await get('/api/items');
  expect(answer.seen?.target).toBe('/items');
  expect(seenHeader(answer, 'X-Forwarded-Prefix')).toBe('/api');
});

test('stripPrefixRegex takes off what matches', async () => {
  const { get } = await through('stripPrefixRegex', stripPrefixRegex({ regex: ['^/v[0-9]+'] }));
  expect((await get('/v12/items')).seen?.target).toBe('/items');
});

test('replacePath puts one path in place of all', async () => {
  const { get } = await through('replacePath', replacePath({ path: '/index' }));
  const answer = await get('/whatever?a=b');
  expect(answer.seen?.target).toBe('/index?a=b');
  expect(seenHeader(answer, 'X-Replaced-Path')).toBe('/whatever');
});

test('replacePathRegex rewrites the path with groups', async () => {
  const { get } = await through(
    'replacePathRegex',
    replacePathRegex({ regex: '^/user/([^/]+)/(.*)$', replacement: '/$2/of/$1' }),
  );
  expect((await get('/user/alice/orders')).seen?.target).toBe('/orders/of/alice');
});

test('headers sets, removes and adds headers both ways', async () => {
  const { get, backend } = await through(
    'headers',
    headers({
      customRequestHeaders: { 'X-Added': 'yes', 'X-Removed': '' },
      customResponseHeaders: { 'X-Answered': 'yes', 'X-Powered-By': '' },
      contentTypeNosniff: true,
    }),
  );
  await backend.answerWith({ headers: { 'X-Powered-By': 'echo' }, body: 'ok' });
  const answer = await get('/', { headers: { 'X-Removed': 'no' } });
  expect(seenHeader(answer, 'X-Added')).toBe('yes');
  expect(seenHeader(answer, 'X-Removed')).toBeUndefined();
  expect(answer.headers).toMatchObject({ 'x-answered': 'yes', 'x-content-type-options': 'nosniff' });
  expect(answer.headers).not.toHaveProperty('x-powered-by');
});

test('contentType finds the type of an answer that names none', async () => {
  const { get, backend } = await through('contentType', contentType());
  await backend.answerWith({ headers: { 'Content-Type': '' }, body: '<html><body>hello</body></html>' });
  expect((await get('/')).headers['content-type']).toBe('text/html; charset=utf-8');
});

test('encodedCharacters refuses paths with characters encoded that it does not allow', async () => {
  const { get } = await through('encodedCharacters', encodedCharacters({ allowEncodedSlash: true }));
  expect(await get('/a%2Fb')).toMatchObject({ status: 200, seen: { target: '/a%2Fb' } });
  expect(await get('/a%3Bb')).toMatchObject({ status: 400, seen: undefined });
});

test('redirectScheme sends the client to https', async () => {
  const { get, host } = await through('redirectScheme', redirectScheme({ scheme: 'https', permanent: true }));
  const answer = await get('/a?b=c');
  expect(answer).toMatchObject({
    status: 301,
    headers: { location: `https://${host}/a?b=c` },
    seen: undefined,
  });
});

test('redirectRegex sends the client to an address made from its own', async () => {
  const { get } = await through(
    'redirectRegex',
    redirectRegex({ regex: '^http://[^/]+/old/(.*)$', replacement: 'http://new.example/$1' }),
  );
  expect(await get('/old/a')).toMatchObject({
    status: 302,
    headers: { location: 'http://new.example/a' },
  });
  expect(await get('/current')).toMatchObject({ status: 200 });
});

test('passTLSClientCert tells the server who the client is', async () => {
  const { getSecure, stage } = await through(
    'passTLSClientCert',
    passTLSClientCert({ info: { subject: { commonName: true } } }),
  );
  const clientCertificate = await stage.box.certificate({ commonName: 'alice' });
  const answer = await getSecure('/', { clientCertificate });
  expect(decodeURIComponent(seenHeader(answer, 'X-Forwarded-Tls-Client-Cert-Info') ?? '')).toBe(
    'Subject="CN=alice"',
  );
});

test('chain passes a request through its members in their order', async () => {
  const { get } = await through(
    'chain',
    chain({ middlewares: [stripPrefix({ prefixes: ['/a'] }), addPrefix({ prefix: '/b' })] }),
  );
  expect((await get('/a/items')).seen?.target).toBe('/b/items');
});

test('plugin runs a middleware of our own from its source', async () => {
  const { get } = await through('plugin', plugin({ stamp: { header: 'X-Stamp', value: 'by plugin' } }));
  const answer = await get('/');
  expect(seenHeader(answer, 'X-Stamp')).toBe('by plugin');
  expect(answer.headers['x-stamp']).toBe('by plugin');
});

test('no kind that belongs here is left out', () => {
  expect([...gallery.shown].toSorted()).toEqual(shownIn.rewriting);
});
