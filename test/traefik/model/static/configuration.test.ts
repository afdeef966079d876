import { readStaticConfiguration } from '../../../../lib/traefik/model/static';
import { ProblemError } from '../../../../lib/core/finding';
import { TrafficModel } from '../../../../lib/traefik/model';
import { ingressRoute, shop } from '../objects';

describe("Traefik's static configuration", () => {
  it('is that of the Helm chart where none is given', () => {
    const model = TrafficModel.from([]);
    expect(model.explain({ url: 'http://a.test/' }).entryPoint).toBe('web');
    expect(model.explain({ url: 'https://a.test/' }).entryPoint).toBe('websecure');
    expect(Object.keys(model.routes().routers ?? {})).toEqual(['ping@internal', 'prometheus@internal']);
  });

  it('has names without regard to case, and flags as text', () => {
    const traefik = { entrypoints: { web: { address: ':80', HTTP: { SanitizePath: 'false' } } } };
    const model = TrafficModel.from(shop(ingressRoute('web', 'PathPrefix(`/`)')), { traefik });
    expect(model.explain({ url: 'http://a.test/a/../b' }).forwarded?.url).toBe('/a/../b');
  });

  it('redirects a whole entry point to another', () => {
    const traefik = {
      entryPoints: {
        web: { address: ':80', http: { redirections: { entryPoint: { to: 'websecure' } } } },
        websecure: { address: ':443', http: { tls: {} } },
      },
    };
    const model = TrafficModel.from(shop(ingressRoute('web', 'Host(`a.test`)')), { traefik });
    expect(model.explain({ url: 'http://a.test/x' })).toMatchObject({
      router: 'web-to-websecure@internal',
      response: { status: 301, headers: { Location: 'https://a.test/x' } },
    });
  });

  it('trusts forwarded headers of the addresses that it names', () => {
    const traefik = {
      entryPoints: { web: { address: ':80', forwardedHeaders: { trustedIPs: ['192.0.2.0/24'] } } },
    };
    const model = TrafficModel.from(shop(ingressRoute('web', 'Header(`X-Forwarded-Proto`, `https`)')), {
      traefik,
    });
    const request = { url: 'http://a.test/', headers: { 'X-Forwarded-Proto': 'https' } };
    expect(model.explain(request).outcome).toBe('forwarded');
    expect(model.explain({ ...request, clientIp: '198.51.100.1' }).outcome).toBe('answered');
  });

  it('puts routers without entry points on all but the one of the API', () => {
    const route = ingressRoute('web', 'Path(`/`)', {}, { entryPoints: undefined });
    const routers = Object.values(TrafficModel.from(shop(route)).routes().routers ?? {});
    expect(routers.flatMap((router) => router['using'])).toEqual(
      expect.arrayContaining(['metrics', 'web', 'websecure']),
    );
  });

  it('decides between providers of equal priority only where it names their order', () => {
    const ingress = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        rules: [
          {
            host: 'a.test',
            http: { paths: [{ path: '/', backend: { service: { name: 'web', port: { number: 80 } } } }] },
          },
        ],
      },
    };
    const objects = shop(ingress, ingressRoute('web', 'Host("a.test") && PathPrefix("/")'));
    const explain = (precedence: object): ReturnType<TrafficModel['explain']> => {
      const providers = { kubernetesCRD: {}, kubernetesIngress: {}, ...precedence };
      return TrafficModel.from(objects, {
        traefik: { entryPoints: { web: { address: ':80' } }, providers },
      }).explain({
        url: 'http://a.test/',
      });
    };
    expect(explain({}).ambiguous).toHaveLength(1);
    const decided = explain({ precedence: ['kubernetes', 'kubernetescrd'] });
    expect(decided).toMatchObject({
      source: { kind: 'Ingress' },
      ambiguous: [],
      shadowed: [expect.any(String)],
    });
  });

  it('is refused with the field of a wrong type', () => {
    expect(() => TrafficModel.from([], { traefik: { entryPoints: [] } })).toThrow(ProblemError);
    expect(() =>
      TrafficModel.from([], { traefik: { entryPoints: { web: { asDefault: 'maybe' } } } }),
    ).toThrow('entryPoints.web.asDefault must be true or false');
  });

  it('reads an empty section as Traefik does: some it turns on, in others it finds nothing', () => {
    expect(readStaticConfiguration({ ping: {} }).entryPoints.has('traefik')).toBe(true);
    expect(readStaticConfiguration({ ping: 'true' }).entryPoints.has('traefik')).toBe(true);
    expect(readStaticConfiguration({ ping: null }).entryPoints.has('traefik')).toBe(false);
    expect(readStaticConfiguration({ ping: false }).entryPoints.has('traefik')).toBe(false);
    expect(() => readStaticConfiguration({ metrics: { prometheus: null } })).toThrow(
      'metrics must not be empty',
    );
    expect(() => readStaticConfiguration({ entryPoints: {} })).toThrow('entryPoints must not be empty');
    expect([
      ...readStaticConfiguration({ entryPoints: { a: {}, b: ':1', c: null } }).entryPoints.keys(),
    ]).toEqual(['a', 'b']);
  });

  it('joins what is written twice in different case, and takes the second of two values', () => {
    const { entryPoints, file } = readStaticConfiguration({
      entrypoints: { web: { address: ':81' } },
      EntryPoints: { web: { address: ':80', asDefault: true }, other: { address: ':82' } },
      providers: {
        KubernetesCRD: { allowEmptyServices: true },
        kubernetesCRD: { allowCrossNamespace: true },
      },
    });
    expect([...entryPoints.values()].map(({ name, port }) => `${name} ${port}`)).toEqual([
      'other 82',
      'web 81',
    ]);
    expect(file.providers?.kubernetesCRD).toEqual({ allowEmptyServices: true, allowCrossNamespace: true });
  });

  it('reads lists from text, without spaces around items, and none from nothing', () => {
    const namespaces = (value: unknown): unknown =>
      readStaticConfiguration({ providers: { kubernetesCRD: { namespaces: value } } }).file.providers
        ?.kubernetesCRD?.namespaces;
    expect(namespaces('a, b')).toEqual(['a', 'b']);
    expect(namespaces([' a ', 5])).toEqual(['a', '5']);
    expect(namespaces('')).toBeUndefined();
    expect(namespaces([])).toBeUndefined();
    expect(() => namespaces([null])).toThrow('providers.kubernetesCRD.namespaces.0 must be a text');
  });

  const web = (fields: object): object => ({ entryPoints: { web: { address: ':80', ...fields } } });

  it.each([
    [
      'a field that there is not',
      web({ http: { sanitizepath: true, tlss: {} } }),
      'entryPoints.web.http.tlss is no field',
    ],
    [
      'a protocol that there is not',
      web({ address: ':80/sctp' }),
      'entryPoints.web.address must end in /tcp or /udp',
    ],
    [
      'a syntax that there is not',
      { core: { defaultRuleSyntax: 'v4' } },
      'core.defaultRuleSyntax must be v2 or v3',
    ],
    [
      'a provider that there is not',
      { providers: { precedence: ['kube'] } },
      'providers.precedence.0 is no provider',
    ],
    ['a base path without a slash', { api: { basePath: 'traefik' } }, 'api.basePath must be a path'],
    [
      'a strategy that there is not',
      web({ http: { underscoreHeadersStrategy: 'drop' } }),
      'entryPoints.web.http.underscoreHeadersStrategy must be keep, delete or reject',
    ],
    [
      'a trusted address that is none',
      web({ forwardedHeaders: { trustedIPs: ['10.0.0.0/8', 'lb'] } }),
      'entryPoints.web.forwardedHeaders.trustedIPs.1 must be an IP address',
    ],
    ['text for an object', web({ http: 'yes' }), 'entryPoints.web.http must be an object'],
    [
      'a hexadecimal text',
      web({ http: { maxHeaderBytes: '0x10' } }),
      'entryPoints.web.http.maxHeaderBytes must be',
    ],
    ['no object at all', 'entryPoints', 'the static configuration must be an object'],
  ])('is refused with %s, as Traefik refuses to start', (_what, traefik, message) => {
    expect(() => readStaticConfiguration(traefik)).toThrow(message);
  });

  it('lets through what it does not look at', () => {
    const traefik = { ...web({ http3: {}, transport: { lifeCycle: {} } }), log: { level: 'DEBUG' }, hub: 1 };
    expect(() => readStaticConfiguration(traefik)).not.toThrow();
  });
});
