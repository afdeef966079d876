import { container, deployment, found } from './support';

test('probes that the API server refuses, or that cannot succeed, are told', () => {
  expect(
    found(
      deployment(
        'ports: [{ name: http, containerPort: 80 }], livenessProbe: { httpGet: { port: htpp }, tcpSocket: { port: 80 }, successThreshold: 2 }, readinessProbe: { exec: {}, terminationGracePeriodSeconds: 5 }',
      ),
    ),
  ).toEqual([
    `several-probe-handlers ${container}.livenessProbe.tcpSocket`,
    `probe-on-unknown-port ${container}.livenessProbe.httpGet.port`,
    `invalid-success-threshold ${container}.livenessProbe.successThreshold`,
    `empty-probe-command ${container}.readinessProbe.exec.command`,
    `grace-period-of-readiness ${container}.readinessProbe.terminationGracePeriodSeconds`,
  ]);
});

test('a number need not be declared', () => {
  expect(found(deployment('livenessProbe: { httpGet: { port: 9000 } }'))).toEqual([]);
});
