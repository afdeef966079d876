import { validateSpec } from '../../../../lib/traefik/api/check';

function allowList(range: string) {
  return validateSpec('Middleware', { ipAllowList: { sourceRange: [range] } });
}

test.each([
  '192.0.2.1',
  '10.0.0.0/8',
  '0.0.0.0/0',
  '2001:db8::1',
  '2001:db8::/32',
  '::/0',
  '::ffff:192.0.2.1',
])('%s may stand in an allow list', (range) => {
  expect(allowList(range)).toEqual([]);
});

test.each([
  '',
  '10.0.0.0/33',
  '::/129',
  '10.0.0',
  '010.0.0.1',
  'fe80::1%eth0',
  'example.com',
  '10.0.0.0/8/8',
  '10.0.0.0/',
  '10.0.0.0/-1',
])('%p disables the routers of an allow list', (range) => {
  expect(allowList(range)).toMatchObject([
    {
      rule: 'invalid-ip-range',
      field: ['ipAllowList', 'sourceRange', 0],
      consequence: expect.stringContaining('disables every router'),
    },
  ]);
});

test('several ranges in one item are to be written as several items', () => {
  expect(allowList('10.0.0.0/8,192.168.0.0/16')).toMatchObject([
    { fix: 'Write each address as an item of its own.' },
  ]);
});

test('an allow list without ranges disables its routers, for TCP too', () => {
  const missing = [{ rule: 'invalid-ip-range', field: ['ipAllowList', 'sourceRange'] }];
  expect(validateSpec('Middleware', { ipAllowList: {} })).toMatchObject(missing);
  expect(validateSpec('MiddlewareTCP', { ipAllowList: { sourceRange: [] } })).toMatchObject(missing);
});
