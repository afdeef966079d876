import { traefikFactsOf } from '../../../lib/check/cluster';
import { review } from '../../../lib/check/lint';
import { objectsOf } from '../../../lib/core/manifest';
import {
  gateway,
  gatewayClass,
  gatewayObject,
  http,
  httpRoute,
  toWeb,
} from '../../traefik/model/provider/gateway/objects';
import { shop } from '../../traefik/model/objects';

const configuration = {
  entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
  providers: { kubernetesGateway: {}, kubernetesCRD: {} },
};

type Told = readonly [rule: string, field: string, fix: string | undefined];

function told(...objects: readonly object[]): readonly Told[] {
  const text = shop(gatewayClass, ...objects)
    .map((object) => JSON.stringify(object))
    .join('\n---\n');
  const { objects: placed } = objectsOf(text, 'gateway.yaml');
  const { findings } = review(placed, { traefik: traefikFactsOf(configuration) });
  return findings.map(({ rule, field = [], fix }) => [rule, field.join('.'), fix]);
}

const app = httpRoute('app', {});

describe('what is wrong with objects of the Gateway API is told with its place and what to write', () => {
  it('of nothing where all is well', () => {
    expect(told(gateway(http), app)).toEqual([]);
  });

  it('of a port that no entry point has', () => {
    expect(told(gateway({ ...http, port: 81 }))).toEqual([
      [
        'invalid-listener',
        'spec.listeners.0.port',
        'Listen on the port of an entry point: 80 (web), 443 (websecure, not for HTTP: it adds TLS).',
      ],
    ]);
  });

  it('of a listener that does not take the route', () => {
    const listener = { ...http, allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } };
    expect(told(gateway(listener), app)).toMatchObject([
      ['route-not-accepted', 'spec.parentRefs.0', expect.stringContaining('allowedRoutes')],
    ]);
  });

  it('of a route to a Gateway that is not there', () => {
    expect(told(app)).toMatchObject([['route-not-accepted', 'spec.parentRefs', expect.any(String)]]);
  });

  it('of a backend with a name that is nearly right', () => {
    const rules = [{ backendRefs: [{ name: 'wbe', port: 80 }] }];
    expect(told(gateway(http), httpRoute('app', { rules }))).toEqual([
      ['unresolved-backend', 'spec.rules.0.backendRefs.0', 'Did you mean web?'],
    ]);
  });

  it('of a reference into another namespace, with the ReferenceGrant that it wants', () => {
    const rules = [{ backendRefs: [{ ...toWeb, namespace: 'ops' }] }];
    expect(told(gateway(http), httpRoute('app', { rules }))).toMatchObject([
      [
        'unresolved-backend',
        'spec.rules.0.backendRefs.0',
        expect.stringContaining(
          'kind: ReferenceGrant, spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute',
        ),
      ],
    ]);
  });

  it('of a filter that Traefik does not have', () => {
    const filters = [{ type: 'RequestMirror', requestMirror: { backendRef: toWeb } }];
    const rules = [{ matches: [{}, { method: 'GET' }], filters, backendRefs: [toWeb] }];
    expect(told(gateway(http), httpRoute('app', { rules }))).toMatchObject([
      ['unsupported-filter', 'spec.rules.0.filters', expect.stringContaining('ExtensionRef to a Middleware')],
    ]);
  });

  it('of fields that Traefik passes over', () => {
    const edge = gatewayObject('Gateway', 'edge', {
      gatewayClassName: 'traefik',
      listeners: [http],
      tls: { frontend: { default: { validation: {} } } },
    });
    const rules = [{ timeouts: { request: '1s' }, backendRefs: [toWeb] }];
    expect(told(edge, httpRoute('app', { rules }))).toMatchObject([
      ['unread-gateway-field', 'spec.tls.frontend', expect.any(String)],
      ['unread-gateway-field', 'spec.rules.0.timeouts', expect.any(String)],
    ]);
  });

  it('of a policy for TLS to a backend without its authority', () => {
    const policy = gatewayObject('BackendTLSPolicy', 'tls', {
      targetRefs: [{ group: '', kind: 'Service', name: 'web' }],
      validation: { hostname: 'x', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] },
    });
    expect(told(gateway(http), app, policy).map(([rule]) => rule)).toEqual([
      'unresolved-backend',
      'refused-tls-policy',
    ]);
  });

  it('of a Gateway of another controller, for whoever wonders', () => {
    const other = { ...gatewayClass, metadata: { name: 'other' }, spec: { controllerName: 'x.test/y' } };
    const edge = gatewayObject('Gateway', 'edge', { gatewayClassName: 'other', listeners: [http] });
    expect(told(other, edge).map(([rule]) => rule)).toEqual(['not-selected']);
  });
});
