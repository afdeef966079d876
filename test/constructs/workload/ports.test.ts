import { mainPort, resolvePorts } from '../../../lib/constructs/workload/ports';

describe('ports', () => {
  test('are a number, or more than a number', () => {
    const ports = resolvePorts({ http: 8080, dns: { port: 5353, servicePort: 53, protocol: 'UDP' } });
    expect(ports.get('http')).toEqual({
      name: 'http',
      port: 8080,
      targetPort: 8080,
      protocol: 'TCP',
      scheme: 'http',
      routed: true,
      inService: true,
    });
    expect(ports.get('dns')).toMatchObject({ port: 53, targetPort: 5353, protocol: 'UDP' });
    expect(ports.get('dns')).not.toHaveProperty('scheme');
  });

  test.each([
    ['http', 'http'],
    ['http-admin', 'http'],
    ['https', 'https'],
    ['grpc', 'h2c'],
    ['grpc-internal', 'h2c'],
    ['h2c', 'h2c'],
    ['client', undefined],
    ['httpx', undefined],
    ['constructor', undefined],
  ])('called %s speak %s', (name, scheme) => {
    expect(resolvePorts({ [name]: 1 }).get(name)?.scheme).toBe(scheme);
  });

  test('over UDP speak no HTTP by their name', () => {
    expect(resolvePorts({ http: { port: 1, protocol: 'UDP' } }).get('http')?.scheme).toBeUndefined();
  });

  test.each(['metrics', 'telemetry', 'monitoring', 'admin', 'debug', 'pprof', 'health', 'healthz', 'probes'])(
    'called %s are not routed unless somebody says so',
    (name) => {
      expect(resolvePorts({ [name]: 9090 }).get(name)?.routed).toBe(false);
      expect(resolvePorts({ [name]: { port: 9090, routed: true } }).get(name)?.routed).toBe(true);
    },
  );

  test('outside of the Service are not routed', () => {
    expect(resolvePorts({ http: { port: 1, inService: false } }).get('http')?.routed).toBe(false);
  });

  test('keep the order of their declaration', () => {
    expect([...resolvePorts({ z: 1, a: 2, m: 3 }).keys()]).toEqual(['z', 'a', 'm']);
  });
});

describe('the main port', () => {
  test('is the one called http', () => {
    expect(mainPort(resolvePorts({ grpc: 2, http: 1 }))?.name).toBe('http');
  });

  test('is else the only TCP port that may be routed', () => {
    expect(
      mainPort(resolvePorts({ client: 4222, monitoring: 8222, stats: { port: 1, protocol: 'UDP' } }))?.name,
    ).toBe('client');
  });

  test('is none where several could be meant', () => {
    expect(mainPort(resolvePorts({ ssh: 22, git: 9418 }))).toBeUndefined();
    expect(mainPort(resolvePorts())).toBeUndefined();
  });
});
