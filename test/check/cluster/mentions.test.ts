import { linksOf, Inventory, mentionsOf } from '../../../lib/check/cluster';
import type { ApiObjectData } from '../../../lib/core/manifest';

const pod = {
  serviceAccountName: 'web',
  containers: [{ name: 'web', envFrom: [{ secretRef: { name: 'keys' } }] }],
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
};
const template = { spec: pod };

const object = (apiVersion: string, kind: string, spec: unknown, metadata: object = {}): ApiObjectData => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'shop', ...metadata },
  spec,
});

test.each([
  ['apps/v1', 'Deployment', { template }],
  ['apps/v1', 'ReplicaSet', { template }],
  ['argoproj.io/v1alpha1', 'Rollout', { template }],
  ['v1', 'ReplicationController', { template }],
  ['v1', 'Pod', pod],
  ['batch/v1', 'CronJob', { jobTemplate: { spec: { template } } }],
])('the pods of %s %s need a Secret, a ServiceAccount and a claim', (apiVersion, kind, spec) => {
  const one = object(apiVersion, kind, spec);
  expect(mentionsOf(one).map((mention) => `${mention.kind} ${mention.name}`)).toEqual(['Secret keys']);
  const links = linksOf(new Inventory([{ object: one, locate: () => undefined }]));
  expect(links.map(({ link }) => `${link.kind} ${link.name}`)).toEqual([
    'ServiceAccount web',
    'PersistentVolumeClaim data',
  ]);
});

test('what a Deployment keeps of its earlier versions waits for nothing', () => {
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true }];
  expect(mentionsOf(object('apps/v1', 'ReplicaSet', { template }, { ownerReferences }))).toEqual([]);
});

test('what an operator keeps up waits for what it names itself', () => {
  const ownerReferences = [{ apiVersion: 'example.com/v1', kind: 'Shop', name: 'web', controller: true }];
  const route = object(
    'traefik.io/v1alpha1',
    'IngressRoute',
    { routes: [{ middlewares: [{ name: 'auth' }] }] },
    { ownerReferences },
  );
  const made = object('apps/v1', 'Deployment', { template }, { ownerReferences });
  expect([route, made].flatMap(mentionsOf).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'Middleware auth',
    'Secret keys',
  ]);
});
