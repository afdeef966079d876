import { validateSpec } from '../../../../lib/traefik/api/check';

function circuitBreaker(fallbackDuration: unknown) {
  return validateSpec('Middleware', {
    circuitBreaker: { expression: 'NetworkErrorRatio() > 0.5', fallbackDuration },
  });
}

test.each(['10s', '1m30s', '500ms', '1.5s', '100us', '100µs', '0', '15', 15])(
  '%p is a duration',
  (duration) => {
    expect(circuitBreaker(duration)).toEqual([]);
  },
);

test.each(['soon', '5m30', '1d', '10 s', '', 's', '1e3s'])(
  '%p is no duration: Traefik drops the object',
  (duration) => {
    expect(circuitBreaker(duration)).toMatchObject([
      {
        rule: 'invalid-duration',
        field: ['circuitBreaker', 'fallbackDuration'],
        consequence: expect.stringContaining('Traefik cannot read it'),
      },
    ]);
  },
);

test('a number without its unit is found, though the CRD lets it pass', () => {
  expect(validateSpec('ServersTransport', { forwardingTimeouts: { dialTimeout: '5m30' } })).toMatchObject([
    { rule: 'invalid-duration', field: ['forwardingTimeouts', 'dialTimeout'] },
  ]);
});

test('durations are found in lists of lists', () => {
  const services = [{ name: 'web', port: 'http', healthCheck: { interval: 'often' } }];
  expect(validateSpec('IngressRoute', { routes: [{ match: 'Path(`/`)', services }] })).toMatchObject([
    { rule: 'invalid-duration', field: ['routes', 0, 'services', 0, 'healthCheck', 'interval'] },
  ]);
});

test('a flush interval may be negative, which flushes at once', () => {
  const spec = (flushInterval: string) => ({
    routes: [{ match: 'Path(`/`)', services: [{ name: 'web', responseForwarding: { flushInterval } }] }],
  });
  expect(validateSpec('IngressRoute', spec('-1'))).toEqual([]);
  expect(validateSpec('IngressRoute', spec('often'))).toMatchObject([{ rule: 'invalid-duration' }]);
});

test('a port by name is no duration', () => {
  const services = [{ name: 'web', port: 'http' }];
  expect(validateSpec('IngressRouteTCP', { routes: [{ match: 'HostSNI(`*`)', services }] })).toEqual([]);
});
