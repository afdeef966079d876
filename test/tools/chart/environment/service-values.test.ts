import { defaultsOf, serviceOf, serviceValues } from '../../../../lib/tools/chart/environment/service-values';

test('a service without an autoscaler says what one would be', () => {
  const values = serviceValues({ image: 'a' });
  expect(values).toEqual({
    image: 'a',
    autoscaling: { enabled: false, minReplicas: 2, maxReplicas: 10, cpu: 70 },
  });
  expect(serviceOf(values)).toEqual({ image: 'a' });
});

test('an autoscaler is one that is turned on, and looks at processors unless it looks at something else', () => {
  const scaled = { autoscaling: { maxReplicas: 3 } };
  expect(serviceValues(scaled)).toEqual({
    autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 3, cpu: 70 },
  });
  expect(serviceValues({ autoscaling: { maxReplicas: 3, memory: 80 } })).toEqual({
    autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 3, memory: 80 },
  });
  expect(serviceOf(serviceValues(scaled))).toMatchObject(scaled);
});

test('numbers that manifests have as text become text', () => {
  const values = serviceValues({
    image: 'a',
    env: { N: 1, B: true, T: 'x', V: { valueFrom: {} } },
    resources: { limits: { cpu: 2, memory: false } },
  });
  expect(values).toMatchObject({
    env: { N: '1', B: 'true', T: 'x', V: { valueFrom: {} } },
    resources: { limits: { cpu: '2', memory: false } },
  });
});

describe('defaults are values', () => {
  const workload = {
    spec: {
      replicas: 2,
      template: {
        spec: {
          terminationGracePeriodSeconds: 40,
          containers: [
            {
              env: [{ name: 'GOMEMLIMIT', value: '115MiB' }],
              resources: { requests: { cpu: '100m' }, limits: { memory: '128Mi' } },
              lifecycle: { preStop: { sleep: { seconds: 10 } } },
              startupProbe: { periodSeconds: 2 },
            },
          ],
        },
      },
    },
  };
  const defaults = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      defaultsOf(values, workload, workload).map(([path, value]) => [path.join('.'), value]),
    );

  test('where the objects show them', () => {
    expect(defaults({})).toEqual({
      replicas: 2,
      'probes.startup.periodSeconds': 2,
      'shutdown.preStopSeconds': 10,
      'shutdown.drainSeconds': 25,
      'go.memoryLimit': '90%',
      'resources.requests.cpu': '100m',
      'resources.limits.memory': '128Mi',
    });
  });

  test('but not of what is said or turned off', () => {
    expect(
      defaults({
        replicas: 3,
        probes: false,
        go: false,
        resources: false,
        shutdown: { preStopSeconds: 5, terminationGracePeriodSeconds: 40 },
      }),
    ).toEqual({});
  });
});
