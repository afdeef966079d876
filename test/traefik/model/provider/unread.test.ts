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
    ['extensions/v1beta1', 'Ingress', 'Ingress is of networking.k8s.io/v1, not of extensions/v1beta1'],
    ['traefik.io/v1', 'IngressRoute', 'IngressRoute is of traefik.io/v1alpha1, not of traefik.io/v1'],
    ['v1', 'Services', 'there is no kind Services in v1'],
    ['networking.internal.knative.dev/v1alpha1', 'Ingress', 'providers.knative is off'],
  ])('is told of %s %s', (apiVersion, kind, reason) => {
    expect(notesOf(object(apiVersion, kind, 'old'))).toEqual([expect.stringContaining(reason)]);
  });

  it('takes no request, of a version that a CRD among the objects does not serve', () => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'ingressroutes.traefik.io' },
      spec: {
        group: 'traefik.io',
        names: { kind: 'IngressRoute' },
        versions: [{ name: 'v1', served: true }],
      },
    };
    const route = object('traefik.io/v1alpha1', 'IngressRoute', 'a', {
      routes: [
        {
          match: 'Host(`a.test`)',
          kind: 'Rule',
          services: [{ name: 'api@internal', kind: 'TraefikService' }],
        },
      ],
    });
    const answer = (...objects: readonly object[]) =>
      TrafficModel.from(objects).explain({ url: 'http://a.test/' });
    expect(answer(route).router).not.toBeNull();
    expect(answer(route, definition)).toMatchObject({
      router: null,
      leftOut: [{ status: 'unread', reason: 'IngressRoute is of traefik.io/v1, not of traefik.io/v1alpha1' }],
    });
  });

  it('is told of a version of Traefik’s kinds that a CRD among the objects has, and Traefik does not ask for', () => {
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'ingressroutes.traefik.io' },
      spec: {
        group: 'traefik.io',
        names: { kind: 'IngressRoute', plural: 'ingressroutes' },
        versions: ['v1alpha1', 'v1'].map((name) => ({ name, served: true })),
      },
    };
    expect(notesOf(crd, object('traefik.io/v1', 'IngressRoute', 'next'))).toEqual([
      'ignored: IngressRoute shop/next; Traefik v3 reads the kinds of traefik.io/v1alpha1 alone, and no IngressRoute of traefik.io/v1',
    ]);
  });

  it('is told of several of a kind that there is not by the kind as it is written', () => {
    const routes = ['a', 'b'].map((name) => object('traefik.io/v1alpha1', 'IngressRoutes', name));
    expect(notesOf(...routes)).toEqual([
      'ignored: 2 objects of kind IngressRoutes; there is no kind IngressRoutes in traefik.io/v1alpha1',
    ]);
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
