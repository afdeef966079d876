import { TrafficModel } from '../../../../lib/traefik/model';
import { shop } from '../objects';

function object(apiVersion: string, kind: string, name: string, spec: object = {}): object {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, spec };
}

function notesOf(...objects: readonly object[]): readonly string[] {
  return TrafficModel.from(shop(...objects)).explain({ url: 'http://a.test/' }).notes;
}

describe('what no provider reads', () => {
  it('is told in one line for each kind and reason', () => {
    const routes = ['a', 'b', 'c'].map((name) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', name));
    expect(notesOf(...routes)).toEqual([
      'ignored: 3 HTTPRoutes; providers.kubernetesGateway is off in this static configuration',
    ]);
  });

  it.each([
    ['traefik.containo.us/v1alpha1', 'IngressRoute', 'traefik.containo.us was that of v2'],
    ['extensions/v1beta1', 'Ingress', 'Traefik v3 reads Ingresses of networking.k8s.io/v1 alone'],
    ['networking.internal.knative.dev/v1alpha1', 'Ingress', 'providers.knative is off'],
  ])('is told of %s %s', (apiVersion, kind, reason) => {
    expect(notesOf(object(apiVersion, kind, 'old'))).toEqual([expect.stringContaining(reason)]);
  });

  it('is told of Ingresses that a class keeps out', () => {
    const ingress = object('networking.k8s.io/v1', 'Ingress', 'web', { ingressClassName: 'haproxy' });
    expect(notesOf(ingress)).toEqual([
      expect.stringContaining('ignored: Ingress shop/web; there is no IngressClass "haproxy"'),
    ]);
  });

  it('is nothing where all is read', () => {
    expect(notesOf()).toEqual([]);
  });
});
