import { problemsOf } from '../support';

describe('the checks of a service', () => {
  test('find nothing in what has only an image and a port', () => {
    expect(problemsOf()).toEqual([]);
  });

  test('report everything together, each with consequence, fix and place', () => {
    const problems = problemsOf({
      image: 'x y',
      ports: { HTTP: 0 },
      probes: { liveness: { httpGet: { port: 'admin' } } },
      resources: { limits: { cpu: 'x' } },
      replicas: 1,
      autoscaling: { maxReplicas: 1 },
      shutdown: { terminationGracePeriodSeconds: 1 },
      env: { '1': '2' },
      writable: { x: '1Mi' },
      dependsOn: ['nobody'],
    });
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(
      new Set([
        'invalid-image',
        'invalid-port-name',
        'invalid-port-number',
        'probe-on-unknown-port',
        'invalid-quantity',
        'replicas-with-autoscaling',
        'min-above-max',
        'grace-within-pre-stop',
        'invalid-variable-name',
        'invalid-path',
        'unknown-service',
      ]),
    );
    for (const problem of problems) {
      expect(problem).toMatchObject({
        construct: 'chart/shop',
        message: expect.stringMatching(/\.$/),
        consequence: expect.stringMatching(/\.$/),
        fix: expect.stringMatching(/[.?]$/),
      });
      expect(problem.field).not.toEqual([]);
    }
  });
});
