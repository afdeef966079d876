import { refusals } from '../../../../lib/core/kubernetes/kinds';

const known = {
  'traefik.io/v1alpha1': ['IngressRoute', 'Middleware'],
  'gateway.networking.k8s.io/v1': ['HTTPRoute'],
  'gateway.networking.k8s.io/v1beta1': ['HTTPRoute'],
};

const refusal = refusals(known);

describe('an API server refuses', () => {
  it.each([
    ['v1', 'Services', 'kind', 'there is no kind Services in v1', 'write kind: Service'],
    ['v1', 'Deployment', 'apiVersion', 'Deployment is of apps/v1, not of v1', 'write apiVersion: apps/v1'],
    [
      'v1',
      'Deployments',
      'kind',
      'there is no kind Deployments in v1',
      'write apiVersion: apps/v1 and kind: Deployment',
    ],
    [
      'apps/v1beta1',
      'Deployment',
      'apiVersion',
      'Deployment is of apps/v1, not of apps/v1beta1',
      'write apiVersion: apps/v1',
    ],
    [
      'extensions/v1beta1',
      'Ingress',
      'apiVersion',
      'Ingress is of networking.k8s.io/v1, not of extensions/v1beta1',
      'write apiVersion: networking.k8s.io/v1, with pathType and backend.service',
    ],
    [
      'autoscaling/v2beta2',
      'HorizontalPodAutoscaler',
      'apiVersion',
      'HorizontalPodAutoscaler is of autoscaling/v2 and autoscaling/v1, not of autoscaling/v2beta2',
      'write apiVersion: autoscaling/v2',
    ],
    [
      'traefik.io/v1',
      'IngressRoutes',
      'kind',
      'there is no traefik.io/v1, nor any kind IngressRoutes',
      'write apiVersion: traefik.io/v1alpha1 and kind: IngressRoute',
    ],
    [
      'traefk.io/v1alpha1',
      'Middleware',
      'apiVersion',
      'the group of Middleware is traefik.io, not traefk.io',
      'write apiVersion: traefik.io/v1alpha1',
    ],
    [
      'traefik.io',
      'Middleware',
      'apiVersion',
      'Middleware is of traefik.io/v1alpha1, not of traefik.io',
      'write apiVersion: traefik.io/v1alpha1',
    ],
    [
      'gateway.networking.k8s.io/v1',
      'HttpRoute',
      'kind',
      'there is no kind HttpRoute in gateway.networking.k8s.io/v1',
      'write kind: HTTPRoute',
    ],
  ])('%s %s', (apiVersion, kind, field, reason, fix) => {
    expect(refusal({ apiVersion, kind })).toMatchObject({ field, reason, fix, isCertain: true });
  });

  it('what is like nothing that it has, though another release may have it', () => {
    const found = refusal({ apiVersion: 'policy/v1beta1', kind: 'PodSecurityPolicy' });
    expect(found).toMatchObject({ field: 'kind', isCertain: false });
    expect(found?.fix).toContain('kubectl api-resources');
  });

  it('what it has in beta in another version, though a newer release may have it in that one', () => {
    const found = refusal({ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicy' });
    expect(found).toMatchObject({
      field: 'apiVersion',
      isCertain: false,
      meant: { apiVersion: 'admissionregistration.k8s.io/v1beta1' },
    });
    expect(found?.reason).toContain('in Kubernetes 1.35, not of admissionregistration.k8s.io/v1');
    expect(found?.fix).toContain('kubectl api-resources');
  });
});

it.each([
  ['v1', 'Service'],
  ['networking.k8s.io/v1beta1', 'ServiceCIDR'],
  ['gateway.networking.k8s.io/v1beta1', 'HTTPRoute'],
  ['traefik.io/v1alpha1', 'Middleware'],
  // Of groups that are not known, nobody knows the kinds.
  ['example.com/v1', 'Middlewares'],
  ['apps.kruise.io/v1alpha1', 'StatefulSet'],
  ['serving.knative.dev/v1', 'Service'],
  ['traefik.containo.us/v1alpha1', 'Middleware'],
])('%s %s is taken', (apiVersion, kind) => {
  expect(refusal({ apiVersion, kind })).toBeUndefined();
});

describe('a CustomResourceDefinition that is applied too', () => {
  const definition = (group: string, kind: string, ...served: readonly string[]): unknown => ({
    group,
    names: { kind },
    versions: [
      ...served.map((name) => ({ name, served: true, storage: true })),
      { name: 'v0', served: false, storage: false },
    ],
  });

  it('has the API server take its kind, in the versions that it serves alone', () => {
    const beside = refusals(known, [definition('traefik.io', 'IngressRoute', 'v1beta1', 'v1')]);
    const versions = ['v1', 'v1beta1', 'v1alpha1', 'v0'];
    const taken = versions.filter(
      (version) => !beside({ apiVersion: `traefik.io/${version}`, kind: 'IngressRoute' }),
    );
    expect(taken).toEqual(['v1', 'v1beta1']);
    expect(beside({ apiVersion: 'traefik.io/v1alpha1', kind: 'Middleware' })).toBeUndefined();
  });

  it('says that a group with nearly the name of another is meant', () => {
    const beside = refusals(known, [definition('traefk.io', 'Middleware', 'v1alpha1')]);
    expect(beside({ apiVersion: 'traefk.io/v1alpha1', kind: 'Middleware' })).toBeUndefined();
  });
});
