import { containerProbes } from '../../../lib/constructs/workload/probes';
import { resolvePorts } from '../../../lib/constructs/workload/ports';
import type { ProbesSpec } from '../../../lib/constructs/workload';

const probes = (spec: ProbesSpec | false | undefined, ports: Parameters<typeof resolvePorts>[0]) =>
  containerProbes(spec, resolvePorts(ports));

describe('probes', () => {
  test('ask /healthz and /readyz over HTTP by default', () => {
    expect(probes(undefined, { http: 8080 })).toEqual({
      startupProbe: {
        httpGet: { path: '/healthz', port: 'http' },
        periodSeconds: 2,
        timeoutSeconds: 2,
        failureThreshold: 30,
      },
      livenessProbe: { httpGet: { path: '/healthz', port: 'http' }, timeoutSeconds: 5 },
      readinessProbe: { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 5, timeoutSeconds: 2 },
    });
  });

  test('prefer a port that exists for them', () => {
    expect(probes({}, { http: 8080, admin: 9090 })).toMatchObject({
      livenessProbe: { httpGet: { port: 'admin' } },
    });
  });

  test('ask over gRPC where there is no HTTP, by the number of the port', () => {
    expect(probes({}, { grpc: 5557 })).toMatchObject({ readinessProbe: { grpc: { port: 5557 } } });
    expect(
      probes({ readiness: { grpc: { port: 'grpc', service: 'dex' } } }, { http: 1, grpc: 5557 }),
    ).toMatchObject({
      readinessProbe: { grpc: { port: 5557, service: 'dex' } },
    });
  });

  test('open a TCP connection where there is neither', () => {
    expect(probes({}, { client: 4222 })).toMatchObject({ startupProbe: { tcpSocket: { port: 'client' } } });
  });

  test('are none for a worker or for UDP alone', () => {
    const none = { startupProbe: undefined, livenessProbe: undefined, readinessProbe: undefined };
    expect(probes({}, {})).toEqual(none);
    expect(probes({}, { dns: { port: 53, protocol: 'UDP' } })).toEqual(none);
  });

  test('can be turned off one by one or all together', () => {
    expect(probes({ startup: false, liveness: false }, { http: 1 })).toMatchObject({
      startupProbe: undefined,
      livenessProbe: undefined,
      readinessProbe: expect.anything(),
    });
    expect(probes(false, { http: 1 })).toEqual({});
  });

  test('keep the handler where only the timing is given', () => {
    expect(probes({ readiness: { periodSeconds: 1 } }, { http: 1 })).toMatchObject({
      readinessProbe: { httpGet: { path: '/readyz' }, periodSeconds: 1, timeoutSeconds: 2 },
    });
  });

  test('use TLS on an https port', () => {
    expect(probes({}, { https: 8443 })).toMatchObject({
      livenessProbe: { httpGet: { port: 'https', scheme: 'HTTPS' } },
    });
  });

  test('send headers, the Host among them', () => {
    const httpGet = { path: '/x', port: 8080, httpHeaders: { Host: 'shop.local' } };
    expect(probes({ liveness: { httpGet } }, { http: 8080 })).toMatchObject({
      livenessProbe: { httpGet: { ...httpGet, httpHeaders: [{ name: 'Host', value: 'shop.local' }] } },
    });
  });

  test('can run a command', () => {
    expect(probes({ liveness: { exec: { command: ['/shop', 'ping'] } } }, {})).toMatchObject({
      livenessProbe: { exec: { command: ['/shop', 'ping'] }, timeoutSeconds: 5 },
    });
  });
});
