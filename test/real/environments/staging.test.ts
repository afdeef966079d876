import { until } from '../support';
import { bounds, shares } from './canary';
import { testEveryEnvironment, useSite } from './every';

const site = useSite('staging');

testEveryEnvironment(site);

test('every tenth request is copied to the next version, whose answers nobody sees', async () => {
  const times = 3_000;
  const { stage } = site();
  const canary = stage.backend('httpbin-canary');
  await canary.answerWith({ status: 500 });
  const counts = await shares(site(), `GET https://${site().host('httpbin')}/mirrored`, times);
  expect([...counts]).toEqual([['shop.httpbin', times]]);
  const { low, high } = bounds(0.1, times);
  const copies = async (): Promise<number> =>
    (await canary.seen()).filter(({ target }) => target === '/mirrored').length;
  await until('the copies arrive', async () => ((await copies()) > low ? true : undefined));
  expect(await copies()).toBeLessThan(high);
  await canary.answerWith();
});

test('a mirrored request is seen by both, with its body', async () => {
  const { stage } = site();
  const seenBy = async (service: string): Promise<boolean> =>
    (await stage.backend(service).seen()).some(({ target, body }) => target === '/both' && body === 'twice');
  await until('a copy arrives', async () => {
    await stage.request(`POST https://${site().host('httpbin')}/both`, { body: 'twice' });
    return (await seenBy('httpbin-canary')) ? true : undefined;
  });
  expect(await seenBy('httpbin')).toBe(true);
});

test('the rate limit answers 429 past its burst', async () => {
  const answers = await site().stage.flood(`GET https://${site().host('httpbin')}/`, 1_000, {
    from: '10.40.0.1',
  });
  const admitted = answers.filter(({ status }) => status === 200).length;
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1_000 - admitted);
  // The burst is 200; more come as time goes by, 100 a second.
  expect(admitted).toBeGreaterThanOrEqual(200);
  expect(admitted).toBeLessThan(1_000);
});

test('browsers remember HTTPS for a year', async () => {
  const { headers } = await site().stage.request(`GET https://${site().host('dex')}/`);
  expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
});
