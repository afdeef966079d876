import {
  type Explanation,
  TrafficModel,
  explanationText,
  formatJson,
} from '../../../../../lib/traefik/model';
import { ingressRoute, service, shop, traefikObject } from '../../objects';

const entryPoints = { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } };

describe('the reason of a 503', () => {
  const slice = (
    ports: readonly object[],
    endpoints: readonly object[] = [{ addresses: ['10.1.0.1'] }],
  ): object => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'web-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
    ports,
    endpoints,
  });
  const explain = (...objects: readonly object[]): Explanation =>
    TrafficModel.from(shop(ingressRoute('web', 'Host(`a.test`)'), ...objects)).explain({
      url: 'http://a.test/',
    });

  it('is the name of the port that no EndpointSlice has', () => {
    const found = explain(slice([{ name: '', port: 8080 }]));
    expect(found.response?.status).toBe(503);
    expect(found.reasons).toEqual([
      'Service shop/web has no server at its port 80: the port is named "http", and by that name Traefik looks in its EndpointSlices, which have "" (8080)',
    ]);
  });

  it('is that no endpoint is ready, or that there is none', () => {
    const ports = [{ name: 'http', port: 8080 }];
    const asleep = [{ addresses: ['10.1.0.1'], conditions: { ready: false, serving: false } }];
    expect(explain(slice(ports, asleep)).reasons[0]).toContain('no endpoint of its EndpointSlices is ready');
    expect(explain(slice(ports, [])).reasons[0]).toContain('its EndpointSlices name no endpoint');
  });
});

describe('a Service whose pods are not as it thinks', () => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }] }] },
      },
    },
  };
  const explain = (spec: object, workload: object = deployment): Explanation =>
    TrafficModel.from([{ ...service('web'), spec }, workload, ingressRoute('web', 'Host(`a.test`)')]).explain(
      { url: 'http://a.test/' },
    );

  it('is told before it becomes a 503', () => {
    const ports = [{ name: 'http', port: 80, targetPort: 'htpp' }];
    expect(explain({ selector: { app: 'web' }, ports }).reasons).toEqual([
      expect.stringContaining('the target port "htpp" of Service shop/web is no port of the containers'),
    ]);
    expect(explain({ selector: { app: 'wbe' }, ports: [{ port: 80 }] }).reasons).toEqual([
      expect.stringContaining(
        'no workload among the objects has the labels that Service shop/web selects (app=wbe)',
      ),
    ]);
    expect(explain({ selector: { app: 'web' }, ports: [{ port: 80 }] }).reasons).toEqual([]);
  });

  it('is none where Argo Rollouts runs the pods, whose ports have names as well', () => {
    const rollout = { ...deployment, apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
    const ofRollout = (targetPort: string): readonly string[] =>
      explain({ selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort }] }, rollout).reasons;
    expect(ofRollout('http')).toEqual([]);
    expect(ofRollout('htpp')).toEqual([expect.stringContaining('(they name http)')]);
  });
});

describe('a Service beside Jobs', () => {
  const pods = (apiVersion: string, kind: string, app: string): object => ({
    apiVersion,
    kind,
    metadata: { name: app, namespace: 'shop' },
    spec: { template: { metadata: { labels: { app } } } },
  });
  const job = pods('batch/v1', 'Job', 'once');
  const other = pods('apps/v1', 'Deployment', 'other');
  const reasonsOf = (app: string, ...objects: readonly object[]): readonly string[] =>
    TrafficModel.from([
      { ...service('web'), spec: { selector: { app }, ports: [{ port: 80 }] } },
      ...objects,
      ingressRoute('web', 'Host(`a.test`)'),
    ]).explain({ url: 'http://a.test/' }).reasons;

  it('may have its pods elsewhere, where there are Jobs alone', () => {
    expect(reasonsOf('web', job)).toEqual([]);
    expect(reasonsOf('web', job, other)).toEqual([expect.stringContaining('no workload among the objects')]);
  });

  it('may select theirs', () => expect(reasonsOf('once', job, other)).toEqual([]));
});

describe('the reason of a redirection', () => {
  const objects = shop(
    traefikObject('Middleware', 'to-https', { redirectScheme: { scheme: 'https' } }),
    ingressRoute('web', 'Host(`a.test`)', { middlewares: [{ name: 'to-https' }] }),
  );
  const request = { url: 'http://a.test/x', headers: { 'x-forwarded-proto': 'https' }, clientIp: '10.0.0.7' };

  it('is that the entry point does not trust who says that the client came by https', () => {
    const traefik = {
      entryPoints: { ...entryPoints, websecure: { address: ':443', forwardedHeaders: { insecure: true } } },
    };
    const { response, reasons } = TrafficModel.from(objects, { traefik }).explain(request);
    expect(response?.status).toBe(302);
    expect(reasons).toEqual([
      expect.stringMatching(
        /^https in X-Forwarded-Proto does not count: .*10\.0\.0\.7 is none of them \(that of websecure is for that entry point alone\)/,
      ),
    ]);
  });

  it('is nothing to tell where it is trusted, or where nothing was said', () => {
    const traefik = {
      entryPoints: { web: { address: ':80', forwardedHeaders: { trustedIPs: ['10.0.0.0/8'] } } },
    };
    expect(TrafficModel.from(objects, { traefik }).explain(request)).toMatchObject({
      outcome: 'forwarded',
      reasons: [],
    });
    expect(TrafficModel.from(objects).explain({ url: 'http://a.test/x' }).reasons).toEqual([]);
  });

  it('is the redirection of the entry point, which goes before the routers that would match', () => {
    const traefik = {
      entryPoints: {
        ...entryPoints,
        web: { address: ':80', http: { redirections: { entryPoint: { to: 'websecure' } } } },
      },
    };
    const plain = ingressRoute('plain', 'Host(`a.test`)', { priority: 100_000 });
    const model = TrafficModel.from(shop(plain), { traefik });
    expect(model.explain({ url: 'http://a.test/' }).reasons).toEqual([
      'entryPoints.web.http.redirections makes a router of priority 9223372036854775806, before IngressRoute shop/plain: set its priority below theirs, or route them on another entry point',
    ]);
    const exact = model.exactExplanation({ url: 'http://a.test/' });
    expect(formatJson(exact)).toContain('"priority": 9223372036854775806');
    expect(explanationText(exact)).toContain('(priority 9223372036854775806)');
    expect(model.explain({ url: 'http://a.test/' }).priority).toBe(Number(9223372036854775806n));
  });
});

describe('the reason of a 404 of the API', () => {
  const services = [{ name: 'api@internal', kind: 'TraefikService' }];
  const reasons = (url: string, api: object): readonly string[] =>
    TrafficModel.from(shop(ingressRoute('dash', 'Host(`d.test`)', { services })), {
      traefik: { entryPoints, api },
    }).explain({ url }).reasons;

  it('is that the dashboard wants its slash', () => {
    expect(reasons('http://d.test/dashboard', {})).toEqual([
      'api@internal has nothing there: the dashboard is at /dashboard/, with the slash at its end, and the API below /api/',
    ]);
    expect(reasons('http://d.test/dashboard/', {})).toEqual([]);
  });

  it('is the base path, or that there is no dashboard', () => {
    const [reason] = reasons('http://d.test/api/version', { basePath: '/ops', dashboard: false });
    expect(reason).toContain('the dashboard is off (api.dashboard), and the API below /ops/api/');
  });
});

describe('the objects on the way', () => {
  it('are named with their places, items of chains too', () => {
    const objects = shop(
      traefikObject('Middleware', 'all', { chain: { middlewares: [{ name: 'strip' }] } }),
      traefikObject('Middleware', 'strip', { stripPrefix: { prefixes: ['/v1'] } }),
      ingressRoute('web', 'Host(`a.test`)', { middlewares: [{ name: 'all' }] }),
    );
    const lines = new Map<unknown, number>(objects.map((object, index) => [object, index + 1]));
    const model = TrafficModel.from(objects, {
      locate: (object) => ({ file: 'all.yaml', line: lines.get(object) ?? 0, column: 1 }),
    });
    const found = model.explain({ url: 'http://a.test/v1/x' });
    expect(
      found.steps.map(({ step, object, location }) => [step, object.kind, object.name, location?.line]),
    ).toEqual([
      ['router', 'IngressRoute', 'web', 4],
      ['middleware', 'Middleware', 'all', 2],
      ['middleware', 'Middleware', 'strip', 3],
      ['backend', 'Service', 'web', 1],
    ]);
    expect(explanationText(found)).toMatch(/^backend +Service shop\/web port 80 over http +all.yaml:1:1$/m);
    expect(explanationText(found)).not.toMatch(/^service /m);
  });
});
