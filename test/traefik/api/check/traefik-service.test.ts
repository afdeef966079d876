import { validateSpec } from '../../../../lib/traefik/api/check';

test('a service has exactly one kind', () => {
  const services = [{ name: 'web', port: 80 }];
  expect(validateSpec('TraefikService', {})).toMatchObject([{ rule: 'not-one-service-kind' }]);
  expect(
    validateSpec('TraefikService', { weighted: { services }, highestRandomWeight: { services } }),
  ).toMatchObject([
    { rule: 'not-one-service-kind', consequence: expect.stringContaining('takes the first') },
  ]);
});

test.each(['weighted', 'highestRandomWeight'])('%s without services answers 503', (kind) => {
  expect(validateSpec('TraefikService', { [kind]: { services: [] } })).toMatchObject([
    {
      rule: 'weights-all-zero',
      field: [kind, 'services'],
      consequence: 'Traefik answers every request with 503.',
    },
  ]);
});

test.each([-1, 101])('%d percent of the requests cannot be mirrored', (percent) => {
  const mirrors = [{ name: 'copy', port: 80, percent }];
  expect(validateSpec('TraefikService', { mirroring: { name: 'web', port: 80, mirrors } })).toMatchObject([
    { rule: 'mirror-percent', field: ['mirroring', 'mirrors', 0, 'percent'] },
  ]);
});

test('a failover must know what a failure is', () => {
  const failover = { service: { name: 'web' }, fallback: { name: 'pages' } };
  const spec = (errors: object, service: object = failover.service) => ({
    failover: { ...failover, service, errors },
  });
  expect(validateSpec('TraefikService', spec({}))).toMatchObject([
    { rule: 'unknown-failure', field: ['failover', 'errors', 'status'] },
  ]);
  expect(validateSpec('TraefikService', spec({ status: ['500-599'] }))).toEqual([]);
  expect(validateSpec('TraefikService', spec({}, { name: 'web', healthCheck: { path: '/' } }))).toEqual([]);
  expect(validateSpec('TraefikService', spec({}, { name: 'w', kind: 'TraefikService' }))).toEqual([]);
});

test('every service of a service is looked at', () => {
  const odd = { name: 'web', scheme: 'htps' };
  const paths = [
    { weighted: { services: [odd] } },
    { highestRandomWeight: { services: [odd] } },
    { mirroring: { ...odd, mirrors: [{ ...odd, percent: 1 }] } },
    { failover: { service: odd, fallback: odd, errors: { status: ['500'] } } },
  ].flatMap((spec) => validateSpec('TraefikService', spec).map(({ field = [] }) => field.join('.')));
  expect(paths).toEqual([
    'weighted.services.0.scheme',
    'highestRandomWeight.services.0.scheme',
    'mirroring.scheme',
    'mirroring.mirrors.0.scheme',
    'failover.service.scheme',
    'failover.fallback.scheme',
  ]);
});
