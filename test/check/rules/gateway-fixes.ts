import type { RuleId } from '../../../lib/core/finding';
import { gateway, gatewayObject, http, httpRoute, toWeb } from '../../traefik/model/provider/gateway/objects';

/** Objects of the Gateway API with a mistake, and the same with what the fix says done. */
export interface GatewayFix {
  readonly rule: RuleId;
  readonly says: string;
  readonly broken: readonly object[];
  readonly fixed: readonly object[];
}

const edge = gateway(http);
const app = httpRoute('app', {});
const ruled = (rule: object): object => httpRoute('app', { rules: [{ backendRefs: [toWeb], ...rule }] });
const to = (name: string, more: object = {}): object => ruled({ backendRefs: [{ name, port: 80, ...more }] });
const elsewhere = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'far', namespace: 'ops' },
  spec: { ports: [{ port: 80 }] },
};
const grant = {
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'ReferenceGrant',
  metadata: { name: 'app', namespace: 'ops' },
  spec: {
    from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
    to: [{ group: '', kind: 'Service', name: 'far' }],
  },
};
const mirrored = { filters: [{ type: 'RequestMirror', requestMirror: { backendRef: toWeb } }] };
const extended = {
  filters: [
    { type: 'ExtensionRef', extensionRef: { group: 'traefik.io', kind: 'Middleware', name: 'zipped' } },
  ],
};
const zipped = {
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'Middleware',
  metadata: { name: 'zipped', namespace: 'shop' },
  spec: { compress: {} },
};
const policy = gatewayObject('BackendTLSPolicy', 'tls', {
  targetRefs: [{ group: '', kind: 'Service', name: 'web' }],
  validation: { hostname: 'x', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] },
});
const authority = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'ca', namespace: 'shop' },
  data: { 'ca.crt': '-----BEGIN CERTIFICATE-----' },
};

/** What is wrong with objects of the Gateway API. */
export const gatewayFixes: readonly GatewayFix[] = [
  {
    rule: 'invalid-listener',
    says: 'Listen on the port of an entry point: 80 (web)',
    broken: [gateway({ ...http, port: 81 })],
    fixed: [edge],
  },
  {
    rule: 'route-not-accepted',
    says: 'or the listener another one',
    broken: [
      gateway({ ...http, hostname: 'b.example.com' }),
      httpRoute('app', { hostnames: ['a.example.com'] }),
    ],
    fixed: [
      gateway({ ...http, hostname: 'a.example.com' }),
      httpRoute('app', { hostnames: ['a.example.com'] }),
    ],
  },
  {
    rule: 'route-not-accepted',
    says: 'Allow its namespace and its kind in the listener',
    broken: [gateway({ ...http, allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } }), app],
    fixed: [gateway({ ...http, allowedRoutes: { kinds: [{ kind: 'HTTPRoute' }] } }), app],
  },
  {
    rule: 'route-not-accepted',
    says: 'Do away with what is wrong with the listener, or name one that is valid',
    broken: [gateway({ ...http, port: 81 }), app],
    fixed: [edge, app],
  },
  {
    rule: 'route-not-accepted',
    says: 'Give the objects the Gateway shop/edge as well, with its GatewayClass',
    broken: [app],
    fixed: [edge, app],
  },
  {
    rule: 'route-not-accepted',
    says: 'Did you mean the Gateway shop/edge?',
    broken: [edge, httpRoute('app', { parentRefs: [{ name: 'egde' }] })],
    fixed: [edge, app],
  },
  {
    rule: 'route-not-accepted',
    says: 'Write namespace: shop beside its name in spec.parentRefs',
    broken: [edge, httpRoute('app', { parentRefs: [{ name: 'edge', namespace: 'ops' }] })],
    fixed: [edge, httpRoute('app', { parentRefs: [{ name: 'edge', namespace: 'shop' }] })],
  },
  {
    rule: 'unresolved-backend',
    says: 'Did you mean web?',
    broken: [edge, to('wbe')],
    fixed: [edge, to('web')],
  },
  {
    rule: 'unresolved-backend',
    says: 'kind: ReferenceGrant',
    broken: [edge, elsewhere, to('far', { namespace: 'ops' })],
    fixed: [edge, elsewhere, to('far', { namespace: 'ops' }), grant],
  },
  {
    rule: 'unsupported-filter',
    says: 'ExtensionRef to a Middleware',
    broken: [edge, ruled(mirrored)],
    fixed: [edge, zipped, ruled(extended)],
  },
  {
    rule: 'refused-tls-policy',
    says: 'that is there, with ca.crt',
    broken: [edge, app, policy],
    fixed: [edge, app, policy, authority],
  },
  {
    rule: 'unread-gateway-field',
    says: 'leave it out',
    broken: [edge, ruled({ timeouts: { request: '1s' } })],
    fixed: [edge, ruled({})],
  },
];
