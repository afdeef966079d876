import { reported, rulesOf } from '../../../lib/core/report';

const route = { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', name: 'web' };

test('what a problem leaves out, its rule says', () => {
  expect(
    reported({
      rule: 'unknown-service',
      severity: 'error',
      message: 'There is no Service "gone".',
      object: route,
      field: ['spec', 'routes', 0],
    }),
  ).toEqual({
    code: 'TR024',
    name: 'unknown-service',
    severity: 'error',
    object: { ...route, namespace: 'default' },
    path: 'spec.routes[0]',
    location: null,
    message: 'There is no Service "gone".',
    consequence: expect.stringContaining('Traefik drops the route'),
    fix: expect.stringContaining('Make it'),
  });
});

test('an object of the whole cluster has no namespace', () => {
  const object = { apiVersion: 'v1', kind: 'Namespace', name: 'shop' };
  expect(reported({ rule: 'invalid-name', severity: 'error', message: 'It is bad.', object }).object).toEqual(
    {
      ...object,
      namespace: null,
    },
  );
});

test('what is about a construct says so in its message', () => {
  const { object, message } = reported({
    rule: 'invalid-image',
    severity: 'error',
    message: 'It is no image.',
    construct: 'prod/web',
  });
  expect({ object, message }).toEqual({ object: null, message: 'prod/web: It is no image.' });
});

test('rules are told once each, in the order of their numbers', () => {
  const problem = (rule: 'unknown-service' | 'invalid-rule') =>
    ({ rule, severity: 'error', message: 'It is wrong.' }) as const;
  const rules = rulesOf([problem('unknown-service'), problem('invalid-rule'), problem('unknown-service')]);
  expect(rules.map(({ code, name }) => [code, name])).toEqual([
    ['TR001', 'invalid-rule'],
    ['TR024', 'unknown-service'],
  ]);
});
