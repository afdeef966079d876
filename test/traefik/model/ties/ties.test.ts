import { type Ties, TrafficModel, findTies } from '../../../../lib/traefik/model';
import { ingressRoute, service, shop, traefikObject } from '../objects';

const traefik = { entryPoints: { web: { address: ':80' }, tcp: { address: ':7000' } } };

function tiesOf(...objects: readonly object[]): Ties['ties'] {
  const { ties, undecided } = findTies(TrafficModel.from(shop(...objects), { traefik }));
  expect(undecided).toEqual([]);
  return ties;
}

/** The names of the objects that tie, read from the names of their routers. */
function namesOf(ties: Ties['ties']): readonly (readonly string[])[] {
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

describe('routers by regular expression', () => {
  const paths = (...patterns: readonly string[]): readonly object[] =>
    patterns.map((pattern, index) => ingressRoute(`r${index}`, `PathRegexp(\`${pattern}\`)`));

  it('are told in a bounded number of questions, each router at least once, where all of many tie', () => {
    const tenants = Array.from({ length: 300 }, (_, index) =>
      ingressRoute(`t${index}`, `HeaderRegexp(\`X-Tenant\`, \`^t${index}(-.*)?$\`)`),
    );
    const model = TrafficModel.from(shop(...tenants), { traefik });
    const trace = jest.spyOn(model, 'trace');
    const { ties } = findTies(model);
    // Of 44,850 pairs: ten of each until 200 are told, then one of each that is left.
    expect(trace.mock.calls.length).toBeLessThan(500);
    const told = new Set(ties.flatMap(({ routers }) => routers));
    expect(told.size).toBeGreaterThanOrEqual(299);
  });

  it('tie where the expressions have a path in common, however hidden', () => {
    const ties = tiesOf(...paths('^/(a|b)*c$', '^/[ac]+b?c'));
    expect(namesOf(ties)).toEqual([['r0', 'r1']]);
    expect(ties[0]?.request.url).toBe('http://example.com/ac');
  });

  it('do not where no path matches both', () => {
    expect(tiesOf(...paths('^/(a|b)*c$', '^/[ab]+dc$'))).toEqual([]);
  });

  it('are decided even where the path that both match would be cleaned on its way', () => {
    expect(tiesOf(...paths('^/a/(\\.\\.|x)/b$', '^/a/\\.[.]/b$ *'))).toEqual([]);
  });

  it('are told with at most ten others each, and those that cannot be decided are named', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      ingressRoute(`r${index}`, `PathRegexp(\`x${10 + index}\`)`),
    );
    const { ties } = findTies(TrafficModel.from(shop(...many), { traefik }));
    expect(ties.length).toBeGreaterThanOrEqual(40 * 4);
    expect(ties.length).toBeLessThanOrEqual(40 * 10);
    const v2 = ingressRoute('old', 'PathPrefix(`/{name:x+}`)', { syntax: 'v2' });
    const { undecided } = findTies(
      TrafficModel.from(shop(v2, ingressRoute('new', 'Path(`/z`) && Method(`POST`)', { priority: 24 })), {
        traefik,
      }),
    );
    expect(undecided).toHaveLength(1);
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
    expect(ties[0]?.request.url).toBe('tls://a.test');
  });

  it('do not tie with each other in the clear and under TLS', () => {
    const ties = tiesOf(stream, tcpRoute('a', 'HostSNI(`*`)'), tcpRoute('b', 'HostSNI(`*`)', { tls: {} }));
    expect(ties).toEqual([]);
  });
});
