import { objectsOf } from './support';

describe('replicas', () => {
  test('are two, so that one answers while the other ends', () => {
    expect(objectsOf()['Deployment'].spec.replicas).toBe(2);
  });

  test('are one where only one pod can use a volume', () => {
    const mounts = { '/data': { persistentVolumeClaim: { claimName: 'data' } } };
    const { Deployment, PodDisruptionBudget } = objectsOf({ mounts });
    expect(Deployment.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(PodDisruptionBudget).toBeUndefined();
  });

  test('are two where all pods can use it', () => {
    const mounts = {
      '/data': { persistentVolumeClaim: { claimName: 'data', accessMode: 'ReadWriteMany' } },
    } as const;
    expect(objectsOf({ mounts })['Deployment'].spec).toMatchObject({
      replicas: 2,
      strategy: { type: 'RollingUpdate' },
    });
  });

  test('are left to the autoscaler', () => {
    const { Deployment } = objectsOf({ autoscaling: { maxReplicas: 5 } });
    expect(Deployment.spec).not.toHaveProperty('replicas');
  });
});

describe('the autoscaler', () => {
  test('holds CPU at 70 % and scales down gently', () => {
    expect(objectsOf({ autoscaling: { maxReplicas: 5 } })['HorizontalPodAutoscaler']).toMatchObject({
      apiVersion: 'autoscaling/v2',
      metadata: { name: 'shop', namespace: 'prod' },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
          },
        ],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 300,
            policies: [{ type: 'Percent', value: 20, periodSeconds: 60 }],
          },
        },
      },
    });
  });

  test('can look at memory and other metrics instead', () => {
    const metric = {
      type: 'Pods',
      pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '100' } },
    };
    const { metrics } = objectsOf({ autoscaling: { maxReplicas: 5, memory: 80, metrics: [metric] } })[
      'HorizontalPodAutoscaler'
    ].spec;
    expect(
      metrics.map(
        ({ resource, type }: { resource?: { name: string }; type: string }) => resource?.name ?? type,
      ),
    ).toEqual(['memory', 'Pods']);
  });

  test('can have other speeds', () => {
    const scaleUp = { stabilizationWindowSeconds: 60 };
    const { spec } = objectsOf({ autoscaling: { maxReplicas: 5, scaleUp, scaleDown: false } })[
      'HorizontalPodAutoscaler'
    ];
    expect(spec.behavior).toEqual({ scaleUp });
  });

  test('can be switched off by an environment', () => {
    expect(objectsOf({ autoscaling: false })).not.toHaveProperty('HorizontalPodAutoscaler');
  });
});

describe('the disruption budget', () => {
  test('lets one pod go, and those that are broken anyway', () => {
    expect(objectsOf()['PodDisruptionBudget']).toMatchObject({
      apiVersion: 'policy/v1',
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } },
      },
    });
  });

  test('is not made for one replica, which could never be evicted', () => {
    expect(objectsOf({ replicas: 1 })).not.toHaveProperty('PodDisruptionBudget');
    expect(objectsOf({ autoscaling: { minReplicas: 1, maxReplicas: 1 } })).not.toHaveProperty(
      'PodDisruptionBudget',
    );
  });

  test('can be another or none', () => {
    const { spec } = objectsOf({ podDisruptionBudget: { minAvailable: '50%' } })['PodDisruptionBudget'];
    expect(spec).toMatchObject({ minAvailable: '50%' });
    expect(spec).not.toHaveProperty('maxUnavailable');
    expect(objectsOf({ podDisruptionBudget: false })).not.toHaveProperty('PodDisruptionBudget');
  });
});

describe('a rollout', () => {
  test('never goes below the wanted number', () => {
    expect(objectsOf()['Deployment'].spec.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    });
  });

  test('can be another', () => {
    const rollout = {
      maxSurge: '50%',
      maxUnavailable: 1,
      minReadySeconds: 5,
      progressDeadlineSeconds: 60,
      revisionHistoryLimit: 3,
    };
    expect(objectsOf({ rollout })['Deployment'].spec).toMatchObject({
      strategy: { rollingUpdate: { maxSurge: '50%', maxUnavailable: 1 } },
      minReadySeconds: 5,
      progressDeadlineSeconds: 60,
      revisionHistoryLimit: 3,
    });
    expect(objectsOf({ rollout: { type: 'Recreate' } })['Deployment'].spec.strategy).toEqual({
      type: 'Recreate',
    });
  });

  test('of a StatefulSet is the one of Kubernetes unless said otherwise', () => {
    expect(objectsOf({ kind: 'StatefulSet' })['StatefulSet'].spec).not.toHaveProperty('updateStrategy');
    const rollout = { type: 'OnDelete', podManagementPolicy: 'Parallel' } as const;
    expect(objectsOf({ kind: 'StatefulSet', rollout })['StatefulSet'].spec).toMatchObject({
      updateStrategy: { type: 'OnDelete' },
      podManagementPolicy: 'Parallel',
    });
  });
});
