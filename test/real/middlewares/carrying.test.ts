import { gunzipSync } from 'node:zlib';
import { buffering, circuitBreaker, compress, errors, grpcWeb, retry } from '../../../lib/constructs/routing';
import { until } from '../support';
import { grpcFrame } from '../support/http2';
import { Gallery, type Through } from './through';
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

test('buffering refuses a body that is too long', async () => {
  const { post } = await through('buffering', buffering({ maxRequestBodyBytes: 10 }));
  expect(await post('/', { body: 'short' })).toMatchObject({ status: 200, seen: { body: 'short' } });
  expect(await post('/', { body: 'longer than ten bytes' })).toMatchObject({ status: 413, seen: undefined });
});

test('circuitBreaker stops asking a server that fails, and begins again', async () => {
  const { get, backend } = await through(
    'circuitBreaker',
    circuitBreaker({
      expression: 'ResponseCodeRatio(500, 600, 0, 600) > 0.5',
      checkPeriod: '50ms',
      fallbackDuration: '200ms',
      recoveryDuration: '10ms',
      responseCode: 530,
    }),
  );
  await backend.answerWith({ status: 500 });
  const open = await until('the circuit opens', async () => {
    const answer = await get('/');
    return answer.status === 530 ? answer : undefined;
  });
  expect(open.seen).toBeUndefined();
  await backend.answerWith();
  await until('the circuit closes', async () => ((await get('/')).status === 200 ? true : undefined));
});

test('compress packs what is long enough, for clients that take it', async () => {
  const { get, backend } = await through('compress', compress());
  const body = 'x'.repeat(5_000);
  await backend.answerWith({ headers: { 'Content-Type': 'text/plain' }, body });
  const packed = await get('/', { headers: { 'Accept-Encoding': 'gzip' } });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(packed.bytes).toString()).toBe(body);
  expect((await get('/', { headers: { 'Accept-Encoding': 'identity' } })).body).toBe(body);
});

test('errors answers with a page of another service', async () => {
  const { get, backend, other } = await through('errors', (_chart, { other }) =>
    errors({ status: ['500-599'], query: '/page/{status}', service: other }),
  );
  await backend.answerWith({ status: 503, body: 'raw' });
  await other.answerWith({ body: 'a friendly page' });
  expect(await get('/')).toMatchObject({ status: 503, body: 'a friendly page' });
  expect((await other.seen()).at(-1)?.target).toBe('/page/503');
});

test('grpcWeb speaks gRPC for a browser', async () => {
  const { post } = await through('grpcWeb', grpcWeb({ allowOrigins: ['*'] }), { scheme: 'h2c' });
  const answer = await post('/grpc.health.v1.Health/Check', {
    headers: { 'content-type': 'application/grpc-web+proto', 'x-grpc-web': '1' },
    body: grpcFrame(Buffer.alloc(0)),
  });
  expect(answer.headers['content-type']).toBe('application/grpc-web+proto');
  // A message in its frame: field 1, SERVING; then the trailers in a frame of their own.
  expect(answer.bytes.subarray(0, 7)).toEqual(Buffer.from([0, 0, 0, 0, 2, 0x08, 0x01]));
  expect(answer.body.toLowerCase()).toMatch(/grpc-status: ?0/);
  expect(answer.seen).toMatchObject({ protocol: 'grpc', target: '/grpc.health.v1.Health/Check' });
});

test('retry asks again when the answer is one of those told', async () => {
  const { get, backend } = await through(
    'retry',
    retry({ attempts: 3, status: ['503'], initialInterval: '1ms' }),
  );
  await backend.answerWith({ status: 503, times: 2 }, { body: 'at last' });
  const answer = await get('/again');
  expect(answer).toMatchObject({ status: 200, body: 'at last' });
  expect((await backend.seen()).filter(({ target }) => target === '/again')).toHaveLength(3);
  await backend.answerWith({ status: 503 });
  expect(await get('/never')).toMatchObject({ status: 503 });
});

test('no kind that belongs here is left out', () => {
  expect([...gallery.shown].toSorted()).toEqual(shownIn.carrying);
});
