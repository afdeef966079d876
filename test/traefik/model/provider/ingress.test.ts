import { TrafficModel } from '../../../../lib/traefik/model';
import { shop } from '../objects';

const annotation = 'traefik.ingress.kubernetes.io/';

function ingress(paths: readonly object[], annotations: object = {}, host = 'a.test'): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'shop', annotations },
    spec: { rules: [{ host, http: { paths } }] },
  };
}

const toWeb = { service: { name: 'web', port: { number: 80 } } };

describe('Ingress objects', () => {
  it('become routers of the provider kubernetes', () => {
    const model = TrafficModel.from(shop(ingress([{ path: '/api', pathType: 'Prefix', backend: toWeb }])));
    expect(model.explain({ url: 'http://a.test/api' })).toMatchObject({
      router: 'shop-web-a-test-api@kubernetes',
      source: { kind: 'Ingress', name: 'web', route: 0 },
      rule: 'Host("a.test") && PathPrefix("/api")',
      service: 'shop-web-80@kubernetes',
      backends: [{ service: 'shop/web', port: 80 }],
    });
  });

  it('follow annotations', () => {
    const annotations = {
      [`${annotation}router.entrypoints`]: 'websecure',
      [`${annotation}router.priority`]: '42',
      [`${annotation}router.pathmatcher`]: 'Path',
      [`${annotation}router.tls.options`]: 'shop-none@kubernetescrd',
    };
    const model = TrafficModel.from(shop(ingress([{ path: '/', backend: toWeb }], annotations)));
    expect(model.routes().routers?.['shop-web-a-test@kubernetes']).toMatchObject({
      entryPoints: ['websecure'],
      priority: 42,
      rule: 'Host("a.test") && Path("/")',
      tls: { options: 'shop-none@kubernetescrd' },
      status: 'disabled',
    });
  });

  it('are left out with an annotation that does not exist', () => {
    const model = TrafficModel.from(
      shop(ingress([{ path: '/', backend: toWeb }], { [`${annotation}router.entrypoint`]: 'web' })),
    );
    expect(model.routes().dropped).toEqual([
      expect.objectContaining({ path: expect.stringMatching(/^metadata\.annotations\["traefik/) }),
    ]);
  });

  it('leave out a path whose Service is missing', () => {
    const model = TrafficModel.from(
      shop(ingress([{ path: '/', backend: { service: { name: 'nope', port: { number: 80 } } } }])),
    );
    expect(model.routes().dropped).toEqual([
      expect.objectContaining({
        path: 'spec.rules[0].http.paths[0]',
        reason: 'Cannot create service: service not found',
      }),
    ]);
  });

  it('are not read where only the other provider is on', () => {
    const traefik = { entryPoints: { web: { address: ':80' } }, providers: { kubernetesCRD: {} } };
    const model = TrafficModel.from(shop(ingress([{ path: '/', backend: toWeb }])), { traefik });
    expect(model.explain({ url: 'http://a.test/' }).response?.status).toBe(404);
  });
});
