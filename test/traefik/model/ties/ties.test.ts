import { TrafficModel, findTies } from '../../../../lib/traefik/model';
import { ingressRoute, service, shop, traefikObject } from '../objects';

const traefik = { entryPoints: { web: { address: ':80' }, tcp: { address: ':7000' } } };

function tiesOf(...objects: readonly object[]): ReturnType<typeof findTies> {
  return findTies(TrafficModel.from(shop(...objects), { traefik }));
}

/** The names of the objects that tie, read from the names of their routers. */
function namesOf(ties: ReturnType<typeof findTies>): readonly (readonly string[])[] {
  return ties.map(({ routers }) => routers.map((router) => /^shop-(\w+)-/.exec(router)?.[1] ?? router));
}

function tcpRoute(name: string, match: string, spec: object = {}): object {
  const routes = [{ match, services: [{ name: 'stream', port: 70 }] }];
  return traefikObject('IngressRouteTCP', name, { entryPoints: ['tcp'], routes, ...spec });
}

describe('HTTP routers', () => {
  it('tie where a request is taken by both with the same priority', () => {
    const ties = tiesOf(
      ingressRoute('a', 'Host(`a.test`) && Path(`/x`)'),
      ingressRoute('b', 'Host(`a.test`) && Path(`/x`)'),
      ingressRoute('c', 'Host(`c.test`) && Path(`/x`)'),
    );
    expect(namesOf(ties)).toEqual([['a', 'b']]);
    expect(ties[0]?.request).toMatchObject({ url: 'http://a.test/x', entryPoint: 'web' });
  });

  it('do not where one has a priority of its own, or no request meets both', () => {
    expect(tiesOf(ingressRoute('a', 'Path(`/x`)'), ingressRoute('b', 'Path(`/x`)', { priority: 5 }))).toEqual(
      [],
    );
    expect(tiesOf(ingressRoute('a', 'Path(`/x`)'), ingressRoute('b', 'Path(`/y`)'))).toEqual([]);
  });

  it('tie below a common parent too, and the request comes through the parent', () => {
    const child = { entryPoints: undefined, parentRefs: [{ name: 'parent' }] };
    const ties = tiesOf(
      ingressRoute('parent', 'Host(`a.test`)', { services: undefined }),
      ingressRoute('one', 'PathPrefix(`/a`)', {}, child),
      ingressRoute('two', 'PathPrefix(`/`) ', {}, child),
    );
    expect(namesOf(ties)).toEqual([['one', 'two']]);
    expect(ties[0]?.request.url).toBe('http://a.test/a');
  });
});

describe('TCP routers', () => {
  const stream = service('stream', 70);

  it('tie in the clear', () => {
    const ties = tiesOf(stream, tcpRoute('a', 'HostSNI(`*`)'), tcpRoute('b', 'HostSNI(`*`)'));
    expect(namesOf(ties)).toEqual([['a', 'b']]);
    expect(ties[0]?.request).toMatchObject({ url: expect.stringMatching(/^tcp:/), entryPoint: 'tcp' });
  });

  it('tie for a server name under TLS, but not for different ones', () => {
    const secure = { tls: {} };
    const ties = tiesOf(
      stream,
      tcpRoute('a', 'HostSNI(`a.test`)', secure),
      tcpRoute('b', 'HostSNI(`a.test`)', secure),
      tcpRoute('c', 'HostSNI(`c.test`)', secure),
    );
    expect(namesOf(ties)).toEqual([['a', 'b']]);
    expect(ties[0]?.request.url).toBe('tls://a.test/');
  });

  it('do not tie with each other in the clear and under TLS', () => {
    const ties = tiesOf(stream, tcpRoute('a', 'HostSNI(`*`)'), tcpRoute('b', 'HostSNI(`*`)', { tls: {} }));
    expect(ties).toEqual([]);
  });
});
