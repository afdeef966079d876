import { linesOf, problemsOf } from '../support';

describe('scaling', () => {
  test('is by replicas or by load, not both', () => {
    const [problem] = problemsOf({ replicas: 3, autoscaling: { maxReplicas: 5 } });
    expect(problem).toMatchObject({ rule: 'replicas-with-autoscaling', field: ['replicas'] });
  });

  test.each([-1, 1.5])('has no %d replicas', (replicas) => {
    expect(linesOf(problemsOf({ replicas }))).toEqual(['error invalid-replicas replicas']);
  });

  test('has a least number that is not above the greatest', () => {
    expect(linesOf(problemsOf({ autoscaling: { minReplicas: 4, maxReplicas: 3 } }))).toEqual([
      'error min-above-max autoscaling.minReplicas',
    ]);
    expect(linesOf(problemsOf({ autoscaling: { maxReplicas: 1 } }))).toEqual([
      'error min-above-max autoscaling.maxReplicas',
    ]);
  });

  test('looks at something', () => {
    expect(linesOf(problemsOf({ autoscaling: { maxReplicas: 3, cpu: false } }))).toEqual([
      'error autoscaling-without-metric autoscaling.cpu',
    ]);
  });

  test('in percent needs a request', () => {
    expect(
      linesOf(problemsOf({ autoscaling: { maxReplicas: 3, memory: 80, cpu: 70 }, resources: false })),
    ).toEqual([
      'error autoscaling-without-request autoscaling.cpu',
      'error autoscaling-without-request autoscaling.memory',
    ]);
  });

  test('does not share a volume that one node can use', () => {
    const mounts = { '/data': { persistentVolumeClaim: { claimName: 'data' } } };
    expect(linesOf(problemsOf({ mounts, replicas: 2 }))).toEqual(['error exclusive-volume-shared replicas']);
    expect(linesOf(problemsOf({ mounts, autoscaling: { maxReplicas: 2 } }))).toEqual([
      'error exclusive-volume-shared autoscaling',
    ]);
    expect(problemsOf({ mounts })).toEqual([]);
  });
});

describe('a rollout', () => {
  test('has a type that the workload knows', () => {
    expect(linesOf(problemsOf({ rollout: { type: 'OnDelete' } }))).toEqual([
      'error unknown-rollout-type rollout.type',
    ]);
    expect(linesOf(problemsOf({ kind: 'StatefulSet', rollout: { type: 'Recreate' } }))).toEqual([
      'error unknown-rollout-type rollout.type',
    ]);
  });

  test('can move', () => {
    expect(linesOf(problemsOf({ rollout: { maxSurge: 0 } }))).toEqual([
      'error rollout-stands-still rollout.maxSurge',
    ]);
    expect(problemsOf({ rollout: { maxSurge: '0%', maxUnavailable: 1 } })).toEqual([]);
  });

  test('of a Deployment has no volumes of its own', () => {
    const volumeClaims = { data: { mountPath: '/data', size: '1Gi' } };
    expect(linesOf(problemsOf({ kind: 'Deployment', volumeClaims }))).toEqual([
      'error volume-claims-of-deployment kind',
    ]);
  });
});

describe('a disruption budget', () => {
  test('is said once', () => {
    expect(linesOf(problemsOf({ podDisruptionBudget: { maxUnavailable: 1, minAvailable: 1 } }))).toEqual([
      'error budget-said-twice podDisruptionBudget.minAvailable',
    ]);
  });

  test.each([{ maxUnavailable: 0 }, { maxUnavailable: '0%' }, { minAvailable: 2 }, { minAvailable: '100%' }])(
    'of %j blocks upgrades',
    (podDisruptionBudget) => {
      expect(linesOf(problemsOf({ podDisruptionBudget }))).toEqual([
        'warning budget-forbids-eviction podDisruptionBudget',
      ]);
    },
  );

  test('that leaves room is fine', () => {
    expect(problemsOf({ replicas: 3, podDisruptionBudget: { minAvailable: '50%' } })).toEqual([]);
  });
});
