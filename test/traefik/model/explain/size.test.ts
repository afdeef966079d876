import { TrafficModel, explanationText } from '../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../objects';

/** What becomes of a short request behind so many middlewares of one kind. */
function explained(count: number, spec: object, url = 'http://a/x') {
  const names = Array.from({ length: count }, (_, index) => `m${index}`);
  const model = TrafficModel.from(
    shop(
      ...names.map((name) => traefikObject('Middleware', name, spec)),
      ingressRoute('route', 'Host(`a`)', { middlewares: names.map((name) => ({ name })) }),
    ),
  );
  return model.explain({ url });
}

const note = 'the request grows beyond 1 MiB, which no server admits: what comes of it is not computed';

test.each([
  ['paths that double 28 times', 28, { replacePathRegex: { regex: '^(.*)$', replacement: '$1$1' } }],
  ['paths that double 300 times', 300, { replacePathRegex: { regex: '^(.*)$', replacement: '$1$1' } }],
  [
    'one replacement of very many parts',
    2,
    { replacePathRegex: { regex: '^(.*)$', replacement: '$1'.repeat(300_000) } },
  ],
  ['prefixes that add up', 400, { addPrefix: { prefix: `/${'p'.repeat(10_000)}` } }],
  ['a redirect', 2, { redirectRegex: { regex: '^(.*)$', replacement: '$1'.repeat(300_000) } }],
  ['headers', 300, { headers: { customRequestHeaders: { 'X-One': 'v'.repeat(2_000_000) } } }],
])('%s end as unknown, with the reason', (_, count, spec) => {
  const { outcome, response, notes } = explained(count, spec);
  expect({ outcome, response, notes }).toEqual({ outcome: 'unknown', response: null, notes: [note] });
});

test('a request that stays below a mebibyte is forwarded as it has become', () => {
  const doubling = { replacePathRegex: { regex: '^/(.*)$', replacement: '/$1$1' } };
  const { outcome, forwarded } = explained(15, doubling);
  expect(outcome).toBe('forwarded');
  expect(forwarded?.url).toHaveLength(2 ** 15 + 1);
});

test.each([
  ['paths that double', 19, { replacePathRegex: { regex: '^/(.*)$', replacement: '/$1$1' } }],
  ['prefixes that add up', 100, { addPrefix: { prefix: `/${'p'.repeat(10_000)}` } }],
  ['a redirect', 1, { redirectRegex: { regex: '^(.*)$', replacement: '$1'.repeat(60_000) } }],
])('what people read of %s is short, and says how much more there is', (_, count, spec) => {
  const text = explanationText(explained(count, spec));
  expect(text.length).toBeLessThan(100_000);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(1_100);
  expect(text).toMatch(/… \(\d+ characters more\)$/m);
});

test('of very many routes that match too, people read fifty and how many there are besides', () => {
  const routes = Array.from({ length: 300 }, (_, index) =>
    ingressRoute(`r${index}`, 'Host(`a`)', { priority: index + 1 }),
  );
  const text = explanationText(TrafficModel.from(shop(...routes)).explain({ url: 'http://a/x' }));
  expect(text.match(/lower, but matches too/g)).toHaveLength(50);
  expect(text).toContain('… and 249 more that match too');
});
