import { linesOf, problemsOf } from '../support';

describe('the times of a pod’s end', () => {
  test('leave more than the preStop sleep', () => {
    const [problem] = problemsOf({ shutdown: { terminationGracePeriodSeconds: 10 } });
    expect(problem).toMatchObject({
      rule: 'grace-within-pre-stop',
      severity: 'error',
      field: ['shutdown', 'terminationGracePeriodSeconds'],
      consequence: 'Kubernetes kills the program without SIGTERM, and its requests break off.',
    });
  });

  test('should leave time to drain', () => {
    expect(
      linesOf(problemsOf({ shutdown: { drainSeconds: 60, terminationGracePeriodSeconds: 30 } })),
    ).toEqual(['warning grace-within-drain shutdown.terminationGracePeriodSeconds']);
  });

  test('fit by default', () => {
    expect(problemsOf({ shutdown: { preStopSeconds: 60, drainSeconds: 0 } })).toEqual([]);
    expect(
      problemsOf({ shutdown: { preStopCommand: ['/drain'], terminationGracePeriodSeconds: 10 } }),
    ).toEqual([]);
  });
});
