import { bounds, shares } from './canary';
import { testEveryEnvironment, testMarkedRequests, useSite } from './every';
import { inside, outside } from './site';

const site = useSite('prod');

testEveryEnvironment(site);
testMarkedRequests(site);

test('the next version gets one request of twenty', async () => {
  const times = 3_000;
  const counts = await shares(site(), `GET https://${site().host('httpbin')}/`, times);
  const { low, high } = bounds(0.05, times);
  expect(counts.get('shop.httpbin-canary')).toBeGreaterThan(low);
  expect(counts.get('shop.httpbin-canary')).toBeLessThan(high);
});

test('the rate limit answers 429 past its burst', async () => {
  const answers = await site().stage.flood(`GET https://${site().host('httpbin')}/`, 1_000, {
    from: '10.40.0.1',
  });
  const admitted = answers.filter(({ status }) => status === 200).length;
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1_000 - admitted);
  // The burst is 100; more come as time goes by, 50 a second.
  expect(admitted).toBeGreaterThanOrEqual(100);
  expect(admitted).toBeLessThan(1_000);
});

test('gRPC to dex wants a client certificate of our authority, and a client inside', async () => {
  const { stage } = site();
  const url = `https://${site().host('dex-grpc')}/api.Dex/ListClients`;
  const clientCertificate = await stage.box.certificate({ commonName: 'console' });
  const stranger = await stage.box.certificate({ commonName: 'mallory', selfSigned: true });
  const refused = /alert|closed|ECONNRESET/;
  const call = (options: object): ReturnType<typeof stage.grpc> => stage.grpc(url, Buffer.from('x'), options);
  expect((await call({ clientCertificate, from: inside })).http.seen).toMatchObject({
    backend: 'shop.dex.0',
    target: '/api.Dex/ListClients',
  });
  expect((await call({ clientCertificate, from: outside })).http.status).toBe(403);
  await expect(call({ from: inside })).rejects.toThrow(refused);
  await expect(call({ clientCertificate: stranger, from: inside })).rejects.toThrow(refused);
});

test('the administration networks are those of production alone', async () => {
  const answer = await site().stage.request(`GET https://${site().host('git')}/-/admin`, {
    from: '10.99.0.1',
  });
  expect(answer.status).toBe(403);
});

test('a server name that no certificate has gets no handshake, nor does TLS 1.1', async () => {
  const { stage } = site();
  await expect(stage.request('GET https://nobody.example/')).rejects.toThrow(
    /unrecognized name|alert|closed/,
  );
  const old = stage.request(`GET https://${site().host('dex')}/`, {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
  });
  await expect(old).rejects.toThrow(/protocol version|unsupported protocol|no protocols/);
});
