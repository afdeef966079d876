import { defaultsOf, serviceOf, serviceValues } from '../../../../lib/tools/chart/environment/service-values';

test.each([
  ['nginx', { repository: 'nginx' }],
  ['a/b:1.0', { repository: 'a/b', tag: '1.0' }],
  ['localhost:5000/a', { repository: 'localhost:5000/a' }],
  ['localhost:5000/a:_x', { repository: 'localhost:5000/a', tag: '_x' }],
  [`a:1@sha256:${'0'.repeat(64)}`, { repository: 'a', tag: '1', digest: `sha256:${'0'.repeat(64)}` }],
])('the image %s is taken apart and put together again', (image, parts) => {
  const values = serviceValues({ image });
  expect(values).toEqual({ image: parts });
  expect(serviceOf(values)).toEqual({ image });
});

test('an image that is none is left alone', () => {
  expect(serviceValues({ image: 'a b' })).toEqual({ image: 'a b' });
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
