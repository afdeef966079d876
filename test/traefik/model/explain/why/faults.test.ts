import { type Explanation, TrafficModel, explanationText } from '../../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../../objects';

function explain(objects: readonly object[], url: string): Explanation {
  return TrafficModel.from(shop(...objects)).explain({ url });
}

describe('faults in the objects on the way', () => {
  it('are fields that no CRD has, with the nearest one, of this route alone', () => {
    const route = ingressRoute('web', 'Host(`a.test`)', { middleware: [{ name: 'x' }] });
    const found = explain([route], 'http://a.test/');
    expect(found.outcome).toBe('forwarded');
    expect(found.faults).toMatchObject([
      {
        object: { kind: 'IngressRoute', name: 'web' },
        path: 'spec.routes[0].middleware',
        fix: 'Write "middlewares".',
      },
    ]);
    expect(explanationText(found)).toMatch(/^fault +IngressRoute shop\/web spec.routes\[0\].middleware$/m);
    expect(explain([route, ingressRoute('other', 'Host(`b.test`)')], 'http://b.test/').faults).toEqual([]);
  });

  it('are those of the objects as they are when a model is made of them', () => {
    const route = ingressRoute('web', 'Host(`a.test`)', { middleware: [{ name: 'x' }] });
    expect(explain([route], 'http://a.test/').faults).toHaveLength(1);
    Object.assign(route, ingressRoute('web', 'Host(`a.test`)'));
    expect(explain([route], 'http://a.test/').faults).toEqual([]);
  });

  it('are told of the middleware that disables a router too', () => {
    const objects = [
      traefikObject('Middleware', 'bare', { customRequestHeaders: { A: 'b' } }),
      ingressRoute('web', 'Host(`a.test`)', { middlewares: [{ name: 'bare' }] }),
    ];
    const found = explain(objects, 'http://a.test/');
    expect(found.leftOut).toHaveLength(1);
    expect(found.faults).toMatchObject([
      { object: { kind: 'Middleware' }, path: 'spec.customRequestHeaders' },
    ]);
  });

  it('are told where a chain that cannot be read was dropped', () => {
    const objects = [
      traefikObject('Middleware', 'all', { chain: { middlewares: ['strip'] } }),
      ingressRoute('web', 'Host(`a.test`)', { middlewares: [{ name: 'all' }] }),
    ];
    expect(explain(objects, 'http://a.test/').leftOut).toMatchObject([
      { fix: expect.stringContaining('Middleware shop/all is there, but dropped: ') },
    ]);
  });

  it('are what stands beside spec', () => {
    const route = { ...ingressRoute('web', 'Host(`a.test`)'), tls: { secretName: 'x' } };
    expect(explain([route], 'http://a.test/').faults).toMatchObject([
      {
        path: 'tls',
        message: expect.stringContaining('the API server drops it'),
        fix: 'indent it below spec',
      },
    ]);
  });

  it('are annotations that nobody reads where they are', () => {
    const backend = { service: { name: 'web', port: { number: 80 } } };
    const prefix = 'traefik.ingress.kubernetes.io/';
    const annotations = {
      [`${prefix}service.serversscheme`]: 'h2c',
      [`${prefix}router.entrypoint`]: 'web',
      [`${prefix}rewrite-target`]: '/',
      'traefik.frontend.rule.type': 'PathPrefixStrip',
      'nginx.ingress.kubernetes.io/rewrite-target': '/',
      'example.com/note': 'fine',
    };
    const ingress = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'web', namespace: 'shop', annotations },
      spec: {
        ingressClassName: 'traefik',
        rules: [{ host: 'a.test', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
      },
    };
    const { [`${prefix}router.entrypoint`]: _, ...readable } = annotations;
    const found = explain(
      [{ ...ingress, metadata: { ...ingress.metadata, annotations: readable } }],
      'http://a.test/',
    );
    expect(found.faults.map(({ message }) => message)).toEqual([
      expect.stringContaining('Traefik reads them of the Service'),
      expect.stringContaining('knows no such annotation'),
      expect.stringContaining('is of Traefik v1'),
      expect.stringContaining('is of ingress-nginx'),
    ]);
    expect(explain([ingress], 'http://a.test/').leftOut).toMatchObject([
      { status: 'dropped', path: 'spec.rules[0].http.paths[0]' },
    ]);
  });
});
