import { validateSpec } from '../../../../lib/traefik/api/check';

test('an HTTP middleware with two kinds disables its routers', () => {
  expect(validateSpec('Middleware', { compress: {}, contentType: {} })).toMatchObject([
    {
      rule: 'several-middleware-kinds',
      field: [],
      consequence: expect.stringContaining('disables every router'),
    },
  ]);
});

test('of two TCP kinds Traefik takes one without a word', () => {
  const spec = { inFlightConn: { amount: 1 }, ipAllowList: { sourceRange: ['10.0.0.0/8'] } };
  expect(validateSpec('MiddlewareTCP', spec)).toMatchObject([
    { rule: 'several-middleware-kinds', consequence: expect.stringContaining('takes one without a word') },
  ]);
});

test.each([
  ['Middleware', 'no-middleware-kind'],
  ['MiddlewareTCP', 'no-middleware-kind'],
  ['TraefikService', 'not-one-service-kind'],
] as const)('an empty %s is nothing', (kind, rule) => {
  expect(validateSpec(kind, {})).toMatchObject([{ rule, message: `The ${kind} is empty.` }]);
});
