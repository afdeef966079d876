import * as fc from 'fast-check';
import { TrafficModel, formatJson } from '../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from './objects';

const kinds = [
  'IngressRoute',
  'IngressRouteTCP',
  'IngressRouteUDP',
  'Middleware',
  'MiddlewareTCP',
  'TraefikService',
  'ServersTransport',
  'ServersTransportTCP',
  'TLSOption',
  'TLSStore',
];

const word = fc.constantFrom(
  'spec',
  'metadata',
  'name',
  'namespace',
  'labels',
  'routes',
  'match',
  'services',
  'port',
  'middlewares',
  'tls',
  'options',
  'weighted',
  'mirroring',
  'failover',
  'errors',
  'service',
  'chain',
  'plugin',
  'headers',
  'basicAuth',
  'secret',
  'data',
  'ports',
  'endpoints',
  'addresses',
  '__proto__',
  'constructor',
  'toString',
  'parentRefs',
  'entryPoints',
  'clientAuth',
  'items',
  'rules',
  'http',
  'paths',
);

const value = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      1.5,
      1e300,
      80,
      '',
      'web',
      'shop',
      'Host(`a.test`)',
      '`',
      '@',
      'a@kubernetescrd',
      '*',
      '__proto__',
    ),
    fc.string(),
  ),
  node: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(word, fc.string()), tie('node'), { maxKeys: 5 }),
  ),
})).node;

const object = fc.record(
  {
    apiVersion: fc.constantFrom(
      'traefik.io/v1alpha1',
      'v1',
      'discovery.k8s.io/v1',
      'networking.k8s.io/v1',
      'apps/v1',
      'cert-manager.io/v1',
    ),
    kind: fc.constantFrom(
      ...kinds,
      'Service',
      'Secret',
      'ConfigMap',
      'EndpointSlice',
      'Ingress',
      'IngressClass',
      'Deployment',
      'Node',
      'List',
      'Certificate',
    ),
    metadata: fc.oneof(
      fc.record({
        name: fc.constantFrom('web', 'a', 'default', '__proto__'),
        namespace: fc.constantFrom('shop', 'a'),
      }),
      value,
    ),
    spec: value,
    data: value,
    items: value,
    ports: value,
    endpoints: value,
  },
  { requiredKeys: ['apiVersion', 'kind', 'metadata'] },
);

const requests = [
  'http://a.test/',
  'https://a.test/%zz',
  'tcp://x:80',
  'udp://x:1',
  'tls://a.test:443',
  '',
  'http://',
  '::',
  'http://[::1]:80/',
];

describe('hostile input', () => {
  it('never crashes, whatever objects hold', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(object, value), { maxLength: 8 }), (objects) => {
        const model = TrafficModel.from(objects);
        expect(formatJson(model.routes())).toContain('"dropped"');
        for (const url of requests) expect(model.explain({ url }).outcome).toEqual(expect.any(String));
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it('never crashes, whatever a request holds', () => {
    const model = TrafficModel.from(shop(ingressRoute('web', 'PathPrefix(`/`)')));
    fc.assert(
      fc.property(value, fc.string(), (line, url) => {
        const request: unknown = { url: `http://${url}`, ...(typeof line === 'object' ? line : {}) };
        // @ts-expect-error -- a request out of a file can be anything
        expect(model.explain(request).outcome).toEqual(expect.any(String));
      }),
      { seed: 9, numRuns: 400 },
    );
  });

  it('takes objects that contain themselves', () => {
    const endless: Record<string, unknown> = { demo: {} };
    endless['demo'] = endless;
    const model = TrafficModel.from([traefikObject('Middleware', 'm', { plugin: endless })]);
    expect(model.routes().dropped).toHaveLength(1);
  });

  it('ends with chains that double at every link', () => {
    const chains = Array.from({ length: 40 }, (_, index) =>
      traefikObject('Middleware', `c${index}`, {
        chain: { middlewares: [{ name: `c${index + 1}` }, { name: `c${index + 1}` }] },
      }),
    );
    const end = traefikObject('Middleware', 'c40', { addPrefix: { prefix: '/x' } });
    const route = ingressRoute('web', 'Path(`/`)', { middlewares: [{ name: 'c0' }] });
    const found = TrafficModel.from(shop(...chains, end, route)).explain({ url: 'http://a/' });
    expect(found.outcome).toBe('unknown');
    expect(found.notes).toEqual([expect.stringContaining('more than')]);
  });

  it('takes a rule of 100 kB and a thousand layers of parents', () => {
    const rule = Array.from({ length: 4000 }, (_, index) => `Host(\`host-${index}.test\`)`).join(' || ');
    const layers = Array.from({ length: 1000 }, (_, index) =>
      traefikObject('IngressRoute', `l${index}`, {
        ...(index === 0 ? { entryPoints: ['web'] } : { parentRefs: [{ name: `l${index - 1}` }] }),
        routes: [
          { match: 'PathPrefix(`/`)', ...(index === 999 && { services: [{ name: 'web', port: 80 }] }) },
        ],
      }),
    );
    const model = TrafficModel.from(shop(ingressRoute('big', rule), ...layers));
    expect(model.explain({ url: 'http://host-3999.test/' }).source).toMatchObject({ name: 'big' });
    expect(model.explain({ url: 'http://other.test/' }).outcome).toBe('forwarded');
  });
});
