import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Duration, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { GoService } from '../../../lib/constructs/workload';
import { plainSpec } from '../../../lib/constructs/workload/props';
import { libraryIn } from '../../support/library';
import { type Manifest, byKind, newChart, props } from './support';

const labels = { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/instance': 'shop' };

describe('a GoService', () => {
  test('is selected by a Service and a NetworkPolicy of cdk8s-plus-28', () => {
    const chart = newChart();
    const shop = new GoService(chart, 'shop', props({ service: false, networkPolicy: false }));
    new kplus.Service(chart, 'front', { selector: shop, ports: [{ port: 80, targetPort: 8080 }] });
    new kplus.NetworkPolicy(chart, 'policy', { selector: shop });
    const objects = byKind(Testing.synth(chart));
    expect(objects['Service'].spec.selector).toEqual(labels);
    expect(objects['NetworkPolicy'].spec.podSelector).toEqual({ matchLabels: labels });
  });

  test('is a peer of a NetworkPolicy, in its own namespace', () => {
    const chart = newChart();
    const shop = new GoService(chart, 'shop', props({ networkPolicy: false }));
    const selector = kplus.Pods.select(chart, 'others', { labels: { app: 'other' } });
    new kplus.NetworkPolicy(chart, 'policy', { selector, egress: { rules: [{ peer: shop }] } });
    expect(byKind(Testing.synth(chart))['NetworkPolicy'].spec.egress[0].to).toEqual([
      {
        podSelector: { matchLabels: labels },
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'prod' } },
      },
    ]);
  });

  test('is scaled by an autoscaler of cdk8s-plus-28, which then owns the number of its pods', () => {
    const chart = newChart();
    const shop = new GoService(chart, 'shop', props());
    expect(shop.hasAutoscaler).toBe(false);
    expect(byKind(Testing.synth(chart))['Deployment'].spec.replicas).toBe(2);
    new kplus.HorizontalPodAutoscaler(chart, 'scaling', { target: shop, maxReplicas: 5 });
    const objects = byKind(Testing.synth(chart));
    expect(objects['Deployment'].spec).not.toHaveProperty('replicas');
    expect(objects['HorizontalPodAutoscaler'].spec.scaleTargetRef).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'shop',
    });
  });

  test('is not scaled where its replicas are fixed, or where it has an autoscaler already', () => {
    const fixed = newChart();
    const target = new GoService(fixed, 'shop', props({ replicas: 3 }));
    new kplus.HorizontalPodAutoscaler(fixed, 'scaling', { target, maxReplicas: 5 });
    expect(() => Testing.synth(fixed)).toThrow(/cannot have a fixed number of replicas/);
    const own = newChart();
    const scaled = new GoService(own, 'shop', props({ autoscaling: { maxReplicas: 4 } }));
    new kplus.HorizontalPodAutoscaler(own, 'scaling', { target: scaled, maxReplicas: 5 });
    expect(() => Testing.synth(own)).toThrow(/two-autoscalers/);
  });

  test('mounts claims and volumes of cdk8s-plus-28, and pulls with its Secrets', () => {
    const chart = newChart();
    const claim = new kplus.PersistentVolumeClaim(chart, 'claim', {
      metadata: { name: 'uploads' },
      accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_MANY],
    });
    const secret = new kplus.Secret(chart, 'secret', { metadata: { name: 'registry' } });
    new GoService(
      chart,
      'shop',
      props({
        imagePullSecrets: [secret, 'other'],
        mounts: {
          '/uploads': { persistentVolumeClaim: claim },
          '/cache': kplus.Volume.fromEmptyDir(chart, 'cache', 'cache', { sizeLimit: Size.gibibytes(1) }),
          '/old': kplus.Volume.fromPersistentVolumeClaim(chart, 'old', claim),
        },
      }),
    );
    const pod: Manifest = byKind(Testing.synth(chart))['Deployment'].spec.template.spec;
    expect(pod.imagePullSecrets).toEqual([{ name: 'registry' }, { name: 'other' }]);
    expect(pod.volumes).toEqual(
      expect.arrayContaining([
        { name: 'uploads', persistentVolumeClaim: { claimName: 'uploads' } },
        { name: 'cache', emptyDir: { sizeLimit: '1024Mi' } },
      ]),
    );
  });
});

test('seconds may be a Duration', () => {
  const { shutdown, probes } = plainSpec(
    props({
      shutdown: { drainSeconds: Duration.minutes(1) },
      probes: { readiness: { periodSeconds: Duration.seconds(3), httpGet: { path: '/' } }, liveness: false },
    }),
  );
  expect(shutdown).toEqual({ drainSeconds: 60 });
  expect(probes).toEqual({ readiness: { periodSeconds: 3, httpGet: { path: '/' } }, liveness: false });
});

test('a program without cdk8s-plus-28 does not load it', () => {
  const program = `
    const { App, Chart } = require('cdk8s');
    const { GoService } = ${libraryIn()};
    const app = new App();
    new GoService(new Chart(app, 'c'), 'shop', { image: 'shop:1', ports: { http: 80 } });
    app.synthYaml();
    console.log(Object.keys(require.cache).filter((file) => file.includes('cdk8s-plus')).length);`;
  const root = join(__dirname, '../../..');
  const args = ['--eval', program];
  expect(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).trim()).toBe('0');
});
