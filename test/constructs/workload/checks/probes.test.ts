import type { ProbesSpec } from '../../../../lib/constructs/workload';
import { linesOf, problemsOf } from '../support';

const ports = { http: 8080, dns: { port: 53, protocol: 'UDP' } } as const;
const of = (probes: ProbesSpec) => problemsOf({ ports, probes });

describe('probes', () => {
  test('on a port that is not declared are told the nearest', () => {
    const [problem] = of({ liveness: { httpGet: { port: 'htpp' } } });
    expect(problem).toMatchObject({
      rule: 'probe-on-unknown-port',
      field: ['probes', 'liveness', 'httpGet', 'port'],
      fix: 'Did you mean "http"?',
    });
  });

  test('by a number that is not declared are found, too', () => {
    expect(linesOf(of({ readiness: { tcpSocket: { port: 9999 } }, startup: { grpc: { port: 1 } } }))).toEqual(
      [
        'error probe-on-unknown-port probes.startup.grpc.port',
        'error probe-on-unknown-port probes.readiness.tcpSocket.port',
      ],
    );
    expect(of({ readiness: { tcpSocket: { port: 8080 } } })).toEqual([]);
  });

  test('of gRPC name a port that is declared', () => {
    const [problem] = of({ liveness: { grpc: { port: 'htpp' } } });
    expect(problem).toMatchObject({
      rule: 'probe-on-unknown-port',
      field: ['probes', 'liveness', 'grpc', 'port'],
      fix: 'Did you mean "http"?',
    });
    expect(of({ liveness: { grpc: { port: 'http' } } })).toEqual([]);
  });

  test('need a port that speaks their protocol', () => {
    expect(linesOf(of({ liveness: { grpc: {} } }))).toEqual([
      'error probe-without-port probes.liveness.grpc',
    ]);
  });

  test('cannot ask over UDP', () => {
    expect(linesOf(of({ liveness: { tcpSocket: { port: 'dns' } } }))).toEqual([
      'error probe-on-datagram-port probes.liveness.tcpSocket.port',
    ]);
  });

  test('have one handler', () => {
    expect(linesOf(of({ liveness: { httpGet: {}, exec: { command: ['x'] } } }))).toEqual([
      'error several-probe-handlers probes.liveness.exec',
    ]);
  });

  test('run a command that is there', () => {
    expect(linesOf(of({ liveness: { exec: { command: [] } } }))).toEqual([
      'error empty-probe-command probes.liveness.exec.command',
    ]);
  });

  test('keep to what Kubernetes allows', () => {
    expect(
      linesOf(
        of({
          liveness: { successThreshold: 2 },
          readiness: { terminationGracePeriodSeconds: 5, successThreshold: 2 },
        }),
      ),
    ).toEqual([
      'error invalid-success-threshold probes.liveness.successThreshold',
      'error grace-period-of-readiness probes.readiness.terminationGracePeriodSeconds',
    ]);
  });

  test('called as an inherited property are unknown', () => {
    expect(linesOf(of({ liveness: { httpGet: { port: 'constructor' } } }))).toEqual([
      'error probe-on-unknown-port probes.liveness.httpGet.port',
    ]);
  });
});
