import { linesOf, problemsOf } from '../support';

describe('ports', () => {
  test.each(['HTTP', 'a_b', '-a', 'a-', 'a--b', '80', 'sixteen-letters-', 'x'.repeat(16), ''])(
    'cannot be called %j',
    (name) => {
      expect(linesOf(problemsOf({ ports: { [name]: 8080 }, probes: false }))).toEqual([
        `error invalid-port-name ports.${name}`,
      ]);
    },
  );

  test.each(['a', 'http2', '9p', 'fifteen-letters'])('can be called %j', (name) => {
    expect(problemsOf({ ports: { [name]: 8080 } })).toEqual([]);
  });

  test.each([0, 65536, 80.5, -1])('cannot have the number %d', (port) => {
    expect(linesOf(problemsOf({ ports: { http: port } }))).toEqual([
      'error invalid-port-number ports.http.port',
    ]);
  });

  test('have one number each, for each protocol', () => {
    expect(linesOf(problemsOf({ ports: { a: 53, b: 53, c: { port: 53, protocol: 'UDP' } } }))).toEqual([
      'error duplicate-port ports.b.port',
    ]);
    const inService = { port: 53, servicePort: 54 };
    expect(linesOf(problemsOf({ ports: { a: 53, b: inService } }))).toEqual([
      'error duplicate-port ports.b.port',
    ]);
    expect(
      linesOf(problemsOf({ ports: { a: { port: 1, servicePort: 80 }, b: { port: 2, servicePort: 80 } } })),
    ).toEqual(['error duplicate-port ports.b.servicePort']);
  });

  test('outside of the Service do not count for it', () => {
    expect(
      problemsOf({
        ports: { a: { port: 1, servicePort: 80 }, b: { port: 2, servicePort: 80, inService: false } },
      }),
    ).toEqual([]);
  });

  test('over UDP speak no HTTP', () => {
    expect(
      linesOf(problemsOf({ ports: { http: 80, dns: { port: 53, protocol: 'UDP', scheme: 'http' } } })),
    ).toEqual(['error scheme-without-tcp ports.dns.scheme']);
  });

  test('on nodes need a Service of a type that has them', () => {
    const ports = { http: { port: 80, nodePort: 30080 } };
    expect(linesOf(problemsOf({ ports }))).toEqual(['error node-port-without-type ports.http.nodePort']);
    expect(problemsOf({ ports, service: { type: 'LoadBalancer' } })).toEqual([]);
  });
});
