import { fromJson } from '../support/json';
import { bounds, shares } from './canary';
import { testEveryEnvironment, testMarkedRequests, useSite } from './every';
import { inside, outside } from './site';

const site = useSite('dev');

testEveryEnvironment(site);
testMarkedRequests(site);

test('the next version gets one request of twenty', async () => {
  const times = 3_000;
  const counts = await shares(site(), `GET https://${site().host('httpbin')}/`, times);
  const { low, high } = bounds(0.05, times);
  expect(counts.get('shop.httpbin-canary')).toBeGreaterThan(low);
  expect(counts.get('shop.httpbin-canary')).toBeLessThan(high);
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(times);
});

test('developers may ask more often than users', async () => {
  const answers = await site().stage.flood(`GET https://${site().host('httpbin')}/`, 500);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
});

test('no browser is asked to remember HTTPS for a development domain', async () => {
  const { headers } = await site().stage.request(`GET https://${site().host('dex')}/`);
  expect(headers).not.toHaveProperty('strict-transport-security');
});

test('developers see what the service received', async () => {
  const answer = await site().stage.request(`GET http://${site().host('dump')}/whatever?a=b`);
  expect(answer).toMatchObject({ status: 200, seen: { target: '/anything?a=b' } });
});

test('gRPC reaches dex as h2c, from the administration networks alone', async () => {
  const url = `https://${site().host('dex-grpc')}/api.Dex/ListClients`;
  const answer = await site().stage.grpc(url, Buffer.from('x'), { from: inside });
  expect(answer.http.seen).toMatchObject({
    backend: 'shop.dex.0',
    protocol: 'grpc',
    target: '/api.Dex/ListClients',
  });
  expect(answer.http.serviceUrl).toMatch(/^h2c:\/\/.*:5557$/);
  expect((await site().stage.grpc(url, Buffer.from('x'), { from: outside })).http.status).toBe(403);
});

// The last one: from here on real programs stand behind.
test('the real go-httpbin answers through all of it', async () => {
  await site().apply({ httpbin: 'go-httpbin', 'httpbin-canary': 'go-httpbin' });
  const api = `https://${site().host('api')}/v1`;
  const anything = await site().stage.request(`GET ${api}/anything?a=b`, { headers: { 'X-Mine': 'yes' } });
  expect(fromJson(anything.body)).toMatchObject({
    url: `https://${site().host('api')}/anything?a=b`,
    args: { a: ['b'] },
    headers: { 'X-Mine': ['yes'], 'X-Forwarded-Prefix': ['/v1'], 'X-Forwarded-Proto': ['https'] },
  });
  expect((await site().stage.request(`GET ${api}/status/418`)).status).toBe(418);
  const posted = await site().stage.request(`POST ${api}/post`, {
    body: 'hello',
    headers: { 'Content-Type': 'text/plain' },
  });
  expect(fromJson(posted.body)).toMatchObject({ method: 'POST', data: 'hello' });
});
