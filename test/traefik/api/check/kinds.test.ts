import { validateSpec } from '../../../../lib/traefik/api/check';

test('an HTTP middleware with two kinds disables its routers', () => {
  expect(validateSpec('Middleware', { compress: {}, contentType: {} })).toMatchObject([
    { rule: 'not-one-kind', field: [], consequence: expect.stringContaining('disables every router') },
  ]);
});

test('of two TCP kinds Traefik takes one without a word', () => {
  const spec = { inFlightConn: { amount: 1 }, ipAllowList: { sourceRange: ['10.0.0.0/8'] } };
  expect(validateSpec('MiddlewareTCP', spec)).toMatchObject([
    { rule: 'not-one-kind', consequence: expect.stringContaining('takes one without a word') },
  ]);
});

test.each(['Middleware', 'MiddlewareTCP', 'TraefikService'] as const)('an empty %s is nothing', (kind) => {
  expect(validateSpec(kind, {})).toMatchObject([{ rule: 'not-one-kind', message: `The ${kind} is empty.` }]);
});
