import { objectsOf } from '../../../lib/core/manifest';
import { seenVersion } from '../../../lib/project/source';

const workload = (image: string, kind = 'Deployment', name = 'traefik'): string => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: traefik }
spec: { template: { spec: { containers: [{ name: main, image: '${image}' }] } } }
---`;

const seenIn = (text: string): string | undefined => seenVersion(objectsOf(text, 'x.yaml').objects)?.version;

describe('the release of the Traefik among the objects', () => {
  it.each([
    ['traefik:v3.7.9', '3.7.9'],
    ['docker.io/traefik:v3.7.13', '3.7.13'],
    ['registry.example:5000/mirror/traefik:3.6.1@sha256:abc', '3.6.1'],
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
  ])('is not told by the image %s', (image) => expect(seenIn(workload(image))).toBeUndefined());

  it('is none where there are several', () => {
    const two = workload('traefik:v3.7.9') + workload('traefik:v3.7.13', 'Deployment', 'other');
    expect(seenIn(two)).toBeUndefined();
    expect(seenIn(workload('traefik:v3.7.9') + workload('traefik:v3.7.9', 'DaemonSet', 'other'))).toBe(
      '3.7.9',
    );
  });
});
