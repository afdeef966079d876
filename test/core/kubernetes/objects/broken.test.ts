import * as fc from 'fast-check';
import { checkKubernetesObject } from '../../../../lib/core/kubernetes';

const types = [
  'v1 Pod',
  'v1 Service',
  'v1 ConfigMap',
  'v1 PersistentVolumeClaim',
  'apps/v1 Deployment',
  'apps/v1 StatefulSet',
  'batch/v1 CronJob',
  'autoscaling/v2 HorizontalPodAutoscaler',
  'discovery.k8s.io/v1 EndpointSlice',
  'networking.k8s.io/v1 NetworkPolicy',
  'cert-manager.io/v1 Certificate',
];

const keys = [
  'metadata labels annotations spec template jobTemplate containers initContainers volumes volumeClaimTemplates',
  'env valueFrom secretKeyRef ports containerPort resources requests limits memory livenessProbe httpGet port name',
  'value type configMap items key path ingress from ipBlock cidr data constructor __proto__',
].flatMap((words) => words.split(' '));

const { any } = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 9 },
    fc.constantFrom<unknown>(null, true, -1, 0.5, '', '0', 'a/b', '..', 'A B', 'web', '1m'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 6 }),
  ),
}));

test('whatever stands in an object, the rules come to an end, and tell of places in it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...types), any, any, any, (type, metadata, spec, data) => {
      const [apiVersion = '', kind = ''] = type.split(' ');
      const object = { apiVersion, kind, metadata: { ...Object(metadata), name: 'web' }, spec, data };
      for (const { field = [], message } of checkKubernetesObject(object)) {
        expect(message).not.toBe('');
        expect(['metadata', 'spec', 'data']).toContain(field[0]);
      }
    }),
    { numRuns: 500, seed: 20261128 },
  );
});
