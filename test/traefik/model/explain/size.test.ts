import { TrafficModel } from '../../../../lib/traefik/model';
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
