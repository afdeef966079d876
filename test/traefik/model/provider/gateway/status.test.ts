import { type Condition, gatewayStatusesOf, selfSigned } from '../../../../../lib/traefik/model';
import { secret } from '../../objects';
import { gateway, gatewayObject, http, httpRoute, https, modelOf } from './objects';

type Said = readonly [type: string, status: string, reason: string];

function said(conditions: readonly Condition[] = []): readonly Said[] {
  return conditions.map(({ type, status, reason }) => [type, status, reason]);
}

/** What is said of the Gateway with these listeners, and of each of them. */
function ofGateway(
  listeners: readonly object[],
  {
    objects = [],
    version = '3.7.13',
  }: { readonly objects?: readonly object[]; readonly version?: string } = {},
): { readonly gateway: readonly Said[]; readonly listeners: readonly (readonly Said[])[] } {
  const model = modelOf([gateway(...listeners), ...objects], {}, { traefikVersion: version });
  const [status] = gatewayStatusesOf(model)?.gateways ?? [];
  return {
    gateway: said(status?.conditions),
    listeners: (status?.listeners ?? []).map(({ conditions }) => said(conditions)),
  };
}

function ofRoute(route: object, listener: object): readonly Said[] {
  const statuses = gatewayStatusesOf(modelOf([gateway(listener), route]));
  return said(statuses?.routes[0]?.parents[0]?.conditions);
}

const fine: readonly Said[] = [
  ['Accepted', 'True', 'Accepted'],
  ['ResolvedRefs', 'True', 'ResolvedRefs'],
  ['Programmed', 'True', 'Programmed'],
];

describe('the status of a Gateway', () => {
  it('counts the routes of each listener and names the kinds that it takes', () => {
    const model = modelOf([gateway(http), httpRoute('a', {}), httpRoute('b', {})]);
    expect(gatewayStatusesOf(model)?.gateways[0]?.listeners).toMatchObject([
      {
        name: 'http',
        attachedRoutes: 2,
        supportedKinds: [{ kind: 'HTTPRoute' }, { kind: 'GRPCRoute' }],
      },
    ]);
  });

  it.each<[string, object, Said]>([
    ['no entry point of the port', { ...http, port: 81 }, ['Accepted', 'False', 'PortUnavailable']],
    [
      'an entry point with TLS for plain HTTP',
      { ...http, port: 443 },
      ['Accepted', 'False', 'PortUnavailable'],
    ],
    ['an unknown protocol', { ...http, protocol: 'UDP' }, ['Accepted', 'False', 'UnsupportedProtocol']],
    ['TCP without its channel', { ...http, protocol: 'TCP' }, ['Conflicted', 'True', 'ProtocolConflict']],
    [
      'routes that its protocol cannot be',
      { ...http, allowedRoutes: { kinds: [{ kind: 'TCPRoute' }] } },
      ['ResolvedRefs', 'False', 'InvalidRouteKinds'],
    ],
    ['TLS without a certificate', { ...https, tls: {} }, ['ResolvedRefs', 'False', 'InvalidCertificateRef']],
    ['HTTPS without TLS', { ...https, tls: undefined }, ['Accepted', 'False', 'InvalidTLSConfiguration']],
    ['a Secret that is not there', https, ['ResolvedRefs', 'False', 'InvalidCertificateRef']],
    [
      'a Secret of another namespace that is not granted',
      { ...https, tls: { certificateRefs: [{ name: 'cert', namespace: 'ops' }] } },
      ['ResolvedRefs', 'False', 'RefNotPermitted'],
    ],
  ])('says what is wrong with a listener: %s', (_title, listener, expected) => {
    const { listeners } = ofGateway([http, listener]);
    expect(listeners[0]).toEqual(fine);
    expect(listeners[1]?.[0]).toEqual(expected);
  });

  it('is Accepted with one valid listener, and only with all of them before Traefik 3.7.10', () => {
    const listeners = [http, { ...http, name: 'again' }];
    expect(ofGateway(listeners).listeners[1]).toEqual([['Conflicted', 'True', 'DuplicateListener']]);
    expect(ofGateway(listeners).gateway).toEqual([
      ['Accepted', 'True', 'ListenersNotValid'],
      ['Programmed', 'True', 'Programmed'],
    ]);
    expect(ofGateway(listeners, { version: '3.7.9' }).gateway).toEqual([
      ['Accepted', 'False', 'ListenersNotValid'],
    ]);
  });

  it('takes a Secret of another namespace once a ReferenceGrant is there', () => {
    const pair = selfSigned(['a.test']);
    const cert = {
      ...secret('cert', { 'tls.crt': pair.certificate, 'tls.key': pair.key }),
      metadata: { name: 'cert', namespace: 'ops' },
    };
    const grant = gatewayObject(
      'ReferenceGrant',
      'grant',
      {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'shop' }],
        to: [{ group: '', kind: 'Secret' }],
      },
      { namespace: 'ops' },
      'v1beta1',
    );
    const listener = { ...https, tls: { certificateRefs: [{ name: 'cert', namespace: 'ops' }] } };
    expect(ofGateway([listener], { objects: [cert, grant] }).listeners).toEqual([fine]);
  });
});

describe('the status of a route', () => {
  it.each<[string, object, object, Said]>([
    ['is there', {}, http, ['Accepted', 'True', 'Accepted']],
    [
      'has another name',
      { parentRefs: [{ name: 'edge', sectionName: 'x' }] },
      http,
      ['Accepted', 'False', 'NoMatchingParent'],
    ],
    [
      'has another hostname',
      { hostnames: ['a.test'] },
      { ...http, hostname: 'b.test' },
      ['Accepted', 'False', 'NoMatchingListenerHostname'],
    ],
    [
      'takes no such routes',
      {},
      { ...http, allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } },
      ['Accepted', 'False', 'NotAllowedByListeners'],
    ],
    [
      'takes those of other namespaces',
      {},
      {
        ...http,
        allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'x' } } } },
      },
      ['Accepted', 'False', 'NotAllowedByListeners'],
    ],
    ['is not valid', {}, { ...http, port: 81 }, ['Accepted', 'False', 'NotAllowedByListeners']],
  ])('tells that its listener %s', (_title, spec, listener, expected) => {
    expect(ofRoute(httpRoute('app', spec), listener)[0]).toEqual(expected);
  });

  it('tells in words why no listener takes it, with what it has', () => {
    const route = httpRoute('app', { parentRefs: [{ name: 'edge', port: 8080 }] });
    expect(modelOf([gateway(http), route]).routes().dropped).toMatchObject([
      {
        path: 'spec.parentRefs[0]',
        reason:
          'Gateway shop/edge has no such listener: it has http (HTTP, port 80) (Accepted: NoMatchingParent)',
      },
    ]);
  });
});
