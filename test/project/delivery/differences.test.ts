import { type ForeignFields, foreignFields } from '../../../lib/project/delivery/differences';

/** What is decided by others than manifests, with this object among them. */
function foreign(
  apiVersion: string,
  kind: string,
  more: object,
  annotations?: Readonly<Record<string, string>>,
): readonly Omit<ForeignFields, 'owner'>[] {
  const metadata = { name: 'web', namespace: 'shop', ...(annotations && { annotations }) };
  return foreignFields([{ apiVersion, kind, metadata, ...more }]).map(({ owner: _owner, ...one }) => one);
}

const replicas = { name: 'api', namespace: 'shop', pointers: ['/spec/replicas'], jqPaths: [] };

test.each([
  ['autoscaling/v2', 'HorizontalPodAutoscaler', 'scaleTargetRef'],
  ['keda.sh/v1alpha1', 'ScaledObject', 'scaleTargetRef'],
  ['flagger.app/v1beta1', 'Canary', 'targetRef'],
  ['argoproj.io/v1alpha1', 'Rollout', 'workloadRef'],
])('replicas of what a %s %s names are its own', (apiVersion, kind, field) => {
  const of = (reference: object): readonly object[] =>
    foreign(apiVersion, kind, { spec: { [field]: reference } });
  expect(of({ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'api' })).toEqual([
    { group: 'apps', kind: 'StatefulSet', ...replicas },
  ]);
  // KEDA takes a Deployment where nothing is said.
  expect(of({ name: 'api' })).toEqual([{ group: 'apps', kind: 'Deployment', ...replicas }]);
  expect(of({})).toEqual([]);
  expect(
    foreign(`${apiVersion.split('/')[0]}.example/v1`, kind, { spec: { [field]: { name: 'api' } } }),
  ).toEqual([]);
});

test('shares of a TraefikService are those of the Rollout that moves them', () => {
  const trafficRouting = { traefik: { weightedTraefikServiceName: 'shares' } };
  expect(
    foreign('argoproj.io/v1alpha1', 'Rollout', { spec: { strategy: { canary: { trafficRouting } } } }),
  ).toEqual([
    {
      group: 'traefik.io',
      kind: 'TraefikService',
      name: 'shares',
      namespace: 'shop',
      pointers: [],
      jqPaths: ['.spec.weighted.services[]?.weight'],
    },
  ]);
});

test.each([
  ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', '.webhooks[]?.clientConfig.caBundle'],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', '.webhooks[]?.clientConfig.caBundle'],
  ['apiregistration.k8s.io/v1', 'APIService', '/spec/caBundle'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', '/spec/conversion/webhook/clientConfig/caBundle'],
])(
  'the authority of a %s %s is that of cert-manager, where its injector is asked to write it',
  (version, kind, path) => {
    const [asked] = foreign(version, kind, {}, { 'cert-manager.io/inject-ca-from': 'shop/own' });
    expect([...(asked?.pointers ?? []), ...(asked?.jqPaths ?? [])]).toEqual([path]);
    expect(foreign(version, kind, {})).toEqual([]);
  },
);
