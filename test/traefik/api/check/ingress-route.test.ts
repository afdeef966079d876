import { validateSpec } from '../../../../lib/traefik/api/check';

function route(fields: object) {
  return validateSpec('IngressRoute', { routes: [{ match: 'Path(`/`)', ...fields }] });
}

test('a scheme that Traefik does not know drops the route', () => {
  expect(route({ services: [{ name: 'web', port: 80, scheme: 'grpc' }] })).toMatchObject([
    {
      rule: 'unknown-scheme',
      field: ['routes', 0, 'services', 0, 'scheme'],
      consequence: expect.stringContaining('drops the route'),
    },
  ]);
  expect(route({ services: [{ name: 'web', port: 80, scheme: 'h2c' }] })).toEqual([]);
});

test('an unknown mode of a health check means HTTP', () => {
  expect(route({ services: [{ name: 'web', port: 80, healthCheck: { mode: 'tcp' } }] })).toMatchObject([
    { field: ['routes', 0, 'services', 0, 'healthCheck', 'mode'], consequence: 'Traefik probes by HTTP.' },
  ]);
});

test('an unknown syntax means v3', () => {
  expect(route({ syntax: 'v4' })).toMatchObject([{ rule: 'unknown-word', field: ['routes', 0, 'syntax'] }]);
  expect(route({ syntax: 'v2' })).toEqual([]);
});
