import { ProblemError } from '../../../lib/manifest';
import { TrafficModel } from '../../../lib/traffic';
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
});
