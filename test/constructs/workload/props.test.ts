import { ApiObject, Size, Testing } from 'cdk8s';
import { Cpu, EnvValue, ConfigMap, Secret, ServiceAccount } from 'cdk8s-plus-28';
import { GoService } from '../../../lib/constructs/workload';
import { plainSpec } from '../../../lib/constructs/workload/props';
import { byKind, newChart, props } from './support';

describe('what cdk8s-plus-28 and cdk8s make', () => {
  test('serves as quantities', () => {
    const { resources } = plainSpec({
      image: 'x',
      resources: {
        requests: { cpu: Cpu.millis(250) },
        limits: { memory: Size.gibibytes(1), cpu: 2, x: false },
      },
    });
    expect(resources).toEqual({ requests: { cpu: '250m' }, limits: { memory: '1Gi', cpu: 2, x: false } });
  });

  test('serves as sizes of directories and volumes', () => {
    const { writable, volumeClaims } = plainSpec({
      image: 'x',
      writable: { '/a': Size.mebibytes(8), '/b': { sizeLimit: '1Mi' }, '/c': '2Mi', '/tmp': false },
      volumeClaims: { data: { mountPath: '/data', size: Size.gibibytes(10) } },
    });
    expect(writable).toEqual({ '/a': '8Mi', '/b': { sizeLimit: '1Mi' }, '/c': '2Mi', '/tmp': false });
    expect(volumeClaims).toEqual({ data: { mountPath: '/data', size: '10Gi' } });
  });

  test('serves as values of variables', () => {
    const chart = newChart();
    const secret = new Secret(chart, 'db', { metadata: { name: 'db' } });
    const { env } = plainSpec({
      image: 'x',
      env: {
        A: EnvValue.fromValue('a'),
        B: secret.envValue('password'),
        C: 'c',
        D: { valueFrom: { fieldRef: { fieldPath: 'x' } } },
      },
    });
    expect(env).toMatchObject({
      A: 'a',
      B: { valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
      C: 'c',
      D: { valueFrom: { fieldRef: { fieldPath: 'x' } } },
    });
  });

  test('serves as service account, ConfigMap and Secret', () => {
    const chart = newChart();
    const account = new ServiceAccount(chart, 'account', { metadata: { name: 'robot' } });
    const config = new ConfigMap(chart, 'config', { metadata: { name: 'settings' }, data: { A: '1' } });
    const secret = new ApiObject(chart, 'secret', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'token' },
    });
    new GoService(
      chart,
      'shop',
      props({
        serviceAccount: account,
        envFrom: [{ configMapRef: config }],
        mounts: { '/run/token': { secret } },
      }),
    );
    const pod = byKind(Testing.synth(chart))['Deployment'].spec.template.spec;
    expect(pod.serviceAccountName).toBe('robot');
    expect(pod.containers[0].envFrom).toEqual([{ configMapRef: { name: 'settings' } }]);
    expect(pod.volumes).toContainEqual({ name: 'run-token', secret: { secretName: 'token' } });
  });
});
