import { objectsOf } from '../../../lib/core/manifest';
import { seenTraefik } from '../../../lib/project/source';

const workload = (image: string, kind = 'Deployment', name = 'traefik'): string => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: traefik }
spec: { template: { spec: { containers: [{ name: main, image: '${image}' }] } } }
---`;

const traefikIn = (text: string): ReturnType<typeof seenTraefik> =>
  seenTraefik(objectsOf(text, 'x.yaml').objects);
const seenIn = (text: string): string | undefined => traefikIn(text).seen?.version;

describe('the release of the Traefik among the objects', () => {
  it.each([
    ['traefik:v3.7.9', '3.7.9'],
    ['docker.io/traefik:v3.7.13', '3.7.13'],
    ['registry.example:5000/mirror/traefik:3.6.1@sha256:abc', '3.6.1'],
    ['traefik:v3.7.9-nanoserver-ltsc2022', '3.7.9'],
    ['registry.example/traefik:v3.7.9-alpine', '3.7.9'],
  ])('is the tag of its image %s', (image, version) => {
    expect(seenIn(workload(image))).toBe(version);
    expect(seenIn(workload(image, 'DaemonSet'))).toBe(version);
  });

  it.each([
    'traefik:latest',
    'traefik:v2.11.0',
    'traefik',
    'traefik/whoami:v3.1.0',
    'mytraefik:v3.1.0',
    'traefik:v3.1.0-rc1',
    'traefik:v3.7.0-rc.2',
    'traefik:v3.1.0-ea.1',
  ])('is not told by the image %s', (image) => expect(seenIn(workload(image))).toBeUndefined());

  const inPod = `{ spec: { containers: [{ image: 'traefik:v3.7.9' }] } }`;

  it.each([
    ['argoproj.io/v1alpha1', 'Rollout', `{ template: ${inPod} }`],
    ['apps/v1', 'ReplicaSet', `{ template: ${inPod} }`],
    ['batch/v1', 'CronJob', `{ jobTemplate: { spec: { template: ${inPod} } } }`],
    ['v1', 'Pod', `{ containers: [{ image: 'traefik:v3.7.9' }] }`],
  ])('is what %s %s runs', (apiVersion, kind, spec) => {
    const text = `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: a }, spec: ${spec} }`;
    expect(traefikIn(text).seen).toEqual({ version: '3.7.9', by: expect.stringContaining(kind) });
  });

  it('is not what a Deployment keeps of its earlier versions', () => {
    const owners = '[{ apiVersion: apps/v1, kind: Deployment, name: traefik, controller: true }]';
    const old = workload('traefik:v2.11.0', 'ReplicaSet', `old, ownerReferences: ${owners}`);
    expect(traefikIn(workload('traefik:v3.7.9') + old)).toMatchObject({
      seen: { version: '3.7.9' },
      problems: [],
    });
  });

  it('is none where there are several', () => {
    const two = workload('traefik:v3.7.9') + workload('traefik:v3.7.13', 'Deployment', 'other');
    expect(seenIn(two)).toBeUndefined();
    expect(seenIn(workload('traefik:v3.7.9') + workload('traefik:v3.7.9', 'DaemonSet', 'other'))).toBe(
      '3.7.9',
    );
  });

  const ofChart = (chart: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: traefik, labels: { helm.sh/chart: ${chart} } }
spec: { template: { spec: { containers: [{ image: 'traefik@sha256:abc' }] } } }
`;

  it.each([
    ['traefik-41.3.0', '3.7.11'],
    ['traefik-41.1.1', '3.7.9'],
    ['traefik-37.3.0', '3.6.0'],
    ['traefik-28.1.0', '3.0.0'],
    ['traefik-42.4.1', undefined],
    ['other-41.3.0', undefined],
  ])('is that of its chart %s where its image says none', (chart, version) => {
    expect(seenIn(ofChart(chart))).toBe(version);
  });

  it.each(['traefik:v2.11.0', 'traefik:v2', 'rancher/mirrored-library-traefik:2.10.7', 'traefik:1.7-alpine'])(
    'is told where it is none of v3: %s',
    (image) => {
      const { seen, problems } = traefikIn(workload(image));
      expect(seen).toBeUndefined();
      expect(problems).toMatchObject([
        { rule: 'outdated-traefik', severity: 'warning', location: { file: 'x.yaml', line: 5 } },
      ]);
    },
  );

  it('is told where the chart is one of v2', () => {
    expect(traefikIn(ofChart('traefik-26.1.0')).problems[0]?.message).toBe(
      'The Traefik that runs is v2, as the chart 26.1.0 of Deployment traefik says.',
    );
  });
});
