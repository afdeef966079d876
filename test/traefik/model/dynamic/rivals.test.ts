import { TrafficModel } from '../../../../lib/traefik/model';
import { service, shop, traefikObject } from '../objects';

const rivalry = expect.stringMatching(/^chance decides which of .* has this router/);

function route(kind: string, metadata: object, spec: object): object {
  return traefikObject(kind, 'unnamed', spec, metadata);
}

describe('two objects that make a router of one name', () => {
  const spec = {
    entryPoints: ['web'],
    routes: [{ kind: 'Rule', match: 'Host(`a.test`)', services: [{ name: 'web', port: 80 }] }],
  };

  it('leave it to chance whose stays, and the request is told so', () => {
    const objects = [
      route('IngressRoute', { name: 'a.b', namespace: 'shop' }, spec),
      route('IngressRoute', { name: 'a-b', namespace: 'shop' }, spec),
    ];
    const { notes } = TrafficModel.from(shop(...objects)).explain({ url: 'http://a.test/' });
    expect(notes).toEqual([rivalry]);
    expect(notes[0]).toContain('IngressRoute shop/a-b and IngressRoute shop/a.b');
  });

  it('are none where one object says the same twice: its last route stays', () => {
    const twice = { ...spec, routes: [...spec.routes, ...spec.routes] };
    const model = TrafficModel.from(shop(route('IngressRoute', { name: 'a', namespace: 'shop' }, twice)));
    const found = model.explain({ url: 'http://a.test/' });
    expect(found.notes).toEqual([]);
    expect(found.source?.route).toBe(1);
  });

  it('are told of in TCP and UDP too', () => {
    const web = service('web', 80);
    const inNamespaces = [
      { name: 'c', namespace: 'a-b' },
      { name: 'b-c', namespace: 'a' },
    ];
    const routes = inNamespaces.flatMap((metadata) => {
      const services = [{ name: 'web', port: 80 }];
      return [
        route('IngressRouteTCP', metadata, { routes: [{ match: 'HostSNI(`*`)', services }] }),
        route('IngressRouteUDP', metadata, { entryPoints: ['udp'], routes: [{ services }] }),
        { ...web, metadata: { ...metadata, name: 'web' } },
      ];
    });
    const traefik = { entryPoints: { tcp: { address: ':7000' }, udp: { address: ':7001/udp' } } };
    const model = TrafficModel.from(routes, { traefik });
    expect(model.explain({ url: 'tcp://a.test:7000' }).notes).toEqual([rivalry]);
    expect(model.explain({ url: 'udp://a.test:7001' }).notes).toEqual([rivalry]);
  });

  it('are two default backends as well', () => {
    const ingress = (name: string): object => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace: 'shop' },
      spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
    });
    const traefik = { entryPoints: { web: { address: ':80' } }, providers: { kubernetesIngress: {} } };
    const notesOf = (...names: readonly string[]): readonly string[] =>
      TrafficModel.from(shop(...names.map(ingress)), { traefik }).explain({ url: 'http://a.test/' }).notes;
    expect(notesOf('one', 'two')).toEqual([rivalry]);
    expect(notesOf('one')).toEqual([]);
  });
});
