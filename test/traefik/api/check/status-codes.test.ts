import { validateSpec } from '../../../../lib/traefik/api/check';

function errorPages(status: readonly string[], statusRewrites = {}) {
  return validateSpec('Middleware', {
    errors: { status, statusRewrites, service: { name: 'pages', port: 80 } },
  });
}

test('codes and ranges stand each in an item of its own', () => {
  expect(errorPages(['404', '500-599', '503-503'])).toEqual([]);
});

test('a list within one item disables the routers, though the CRD lets it pass', () => {
  expect(errorPages(['404,500-599'])).toMatchObject([
    {
      rule: 'invalid-status-codes',
      field: ['errors', 'status', 0],
      consequence: expect.stringContaining('disables every router'),
      fix: 'Write each code or range as an item of its own.',
    },
  ]);
});

test('a range that begins above its end matches nothing', () => {
  expect(errorPages(['599-500'])).toMatchObject([{ rule: 'invalid-status-codes', fix: "Write '500-599'." }]);
});

test('codes to rewrite are read the same way, and become a status that can be sent', () => {
  expect(errorPages(['404'], { '500-599': 503, '418': 404 })).toEqual([]);
  expect(errorPages(['404'], { '500,501': 503 })).toMatchObject([
    { rule: 'invalid-status-codes', field: ['errors', 'statusRewrites', '500,501'] },
  ]);
  expect(errorPages(['404'], { '500': 42 })).toMatchObject([
    { rule: 'out-of-range', field: ['errors', 'statusRewrites', '500'] },
  ]);
});

test('a retry and a failover read status codes the same way', () => {
  expect(validateSpec('Middleware', { retry: { attempts: 2, status: ['502,503'] } })).toMatchObject([
    { field: ['retry', 'status', 0] },
  ]);
  const failover = { service: { name: 'a' }, fallback: { name: 'b' }, errors: { status: ['5xx'] } };
  expect(validateSpec('TraefikService', { failover })).toMatchObject([
    { rule: 'invalid-status-codes', field: ['failover', 'errors', 'status', 0] },
  ]);
});
