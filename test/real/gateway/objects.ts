import type { ApiObjectData } from '../../../lib/core/manifest';
import type { Random } from '../differential/random';
import { gatewayApi, namespaces, object } from './object';

/** One set: Gateways, routes of all kinds, and what they need of other namespaces. */
export function generateGateways(random: Random): ApiObjectData[] {
  const gateways = namespaces.flatMap((namespace) =>
    Array.from({ length: namespace === 'one' ? 1 + random.below(2) : random.below(2) }, (_, index) =>
      gateway(random, namespace, `g${index}`),
    ),
  );
  const routes = namespaces.flatMap((namespace) =>
    Array.from({ length: namespace === 'one' ? 1 + random.below(4) : random.below(3) }, (_, index) =>
      route(random, namespace, `r${index}`),
    ),
  );
  return [
    ...gateways,
    ...routes,
    ...namespaces.flatMap((namespace) => random.some(1, () => grant(random, namespace))),
    ...(random.chance(0.3)
      ? random.some(2, () => undefined).map((_, index) => policy(random, `p${index}`))
      : []),
  ];
}

const hostnames = ['a.test', 'b.test', 'www.a.test', 'x.b.test', '*.b.test', '*.test', 'c.test'] as const;

function gateway(random: Random, namespace: string, name: string): ApiObjectData {
  const listeners = Array.from({ length: 1 + random.below(4) }, (_, index) => listener(random, `l${index}`));
  const spec = {
    gatewayClassName: random.pick([
      'traefik',
      'traefik',
      'traefik',
      'traefik',
      'traefik',
      'unlabelled',
      'other',
      'missing',
    ]),
    listeners,
    infrastructure: random.maybe(0.03, () => ({
      parametersRef: { group: 'x.test', kind: 'X', name: 'x' },
    })),
  };
  return object(`${gatewayApi}/v1`, 'Gateway', { name, namespace }, { spec });
}

function listener(random: Random, name: string): object {
  const protocol = random.pick(['HTTP', 'HTTP', 'HTTP', 'HTTP', 'HTTPS', 'HTTPS', 'TLS', 'TCP', 'UDP']);
  const ports: Readonly<Record<string, readonly number[]>> = {
    HTTP: [8000, 8000, 8000, 8500, 8443, 9999],
    HTTPS: [8443, 8443, 8443, 8500, 9999],
    TLS: [7000, 7000, 8500, 8443],
    TCP: [7000, 7000, 8500],
  };
  const isEncrypted = protocol === 'HTTPS' || protocol === 'TLS';
  const hasHostname = protocol !== 'TCP' && protocol !== 'UDP' && random.chance(0.4);
  return {
    name,
    port: random.pick(ports[protocol] ?? [7001]),
    protocol,
    hostname: hasHostname ? random.pick(hostnames) : undefined,
    tls: isEncrypted && random.chance(0.95) ? listenerTls(random, protocol) : undefined,
    allowedRoutes: random.maybe(0.5, () => ({
      namespaces: random.maybe(0.7, () =>
        random.pick<object>([
          { from: 'All' },
          { from: 'All' },
          { from: 'All' },
          { from: 'Same' },
          { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'two' } } },
          {
            from: 'Selector',
            selector: {
              matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['two'] }],
            },
          },
          { from: 'Selector', selector: {} },
        ]),
      ),
      kinds: random.maybe(0.15, () =>
        [undefined, ...random.some(1, () => undefined)].map(() => ({
          kind: random.pick(['HTTPRoute', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']),
        })),
      ),
    })),
  };
}

function listenerTls(random: Random, protocol: string): object {
  if (protocol === 'TLS' && random.chance(0.5)) return { mode: 'Passthrough' };
  const refs = [undefined, ...random.some(1, () => undefined)].map(() => ({
    name: random.pick(['cert', 'cert', 'cert', 'cert', 'broken', 'half', 'missing']),
    namespace: random.maybe(0.15, () => random.pick(namespaces)),
    kind: random.maybe(0.03, () => 'ConfigMap'),
  }));
  return { certificateRefs: random.chance(0.75) ? refs.slice(0, 1) : refs };
}

function route(random: Random, namespace: string, name: string): ApiObjectData {
  const kind = random.pick([
    'HTTPRoute',
    'HTTPRoute',
    'HTTPRoute',
    'HTTPRoute',
    'GRPCRoute',
    'TLSRoute',
    'TCPRoute',
  ] as const);
  const isStream = kind === 'TLSRoute' || kind === 'TCPRoute';
  const names = [undefined, ...random.some(2, () => undefined)].map(() => random.pick(hostnames));
  const hasNames = kind === 'TLSRoute' || (kind !== 'TCPRoute' && random.chance(0.6));
  const rules = Array.from({ length: isStream ? 1 : 1 + random.below(3) }, () => rule(random, kind));
  const spec = {
    parentRefs: [undefined, ...random.some(1, () => undefined)].map(() => parentRef(random)),
    hostnames: hasNames ? [...new Set(names)] : undefined,
    rules: kind === 'HTTPRoute' && random.chance(0.05) ? undefined : rules,
  };
  return object(
    `${gatewayApi}/${kind === 'TCPRoute' ? 'v1alpha2' : 'v1'}`,
    kind,
    { name, namespace },
    { spec },
  );
}

function parentRef(random: Random): object {
  return {
    name: random.pick(['g0', 'g0', 'g0', 'g0', 'g1', 'missing']),
    namespace: random.maybe(0.4, () => random.pick(['one', 'one', 'two'])),
    sectionName: random.maybe(0.2, () => random.pick(['l0', 'l1', 'l2', 'l9'])),
    port: random.maybe(0.1, () => random.pick([8000, 8443, 1])),
  };
}

function rule(random: Random, kind: string): object {
  const isHttp = kind === 'HTTPRoute';
  const isStream = kind === 'TLSRoute' || kind === 'TCPRoute';
  const backendRefs = Array.from({ length: isStream ? 1 + random.below(2) : random.below(4) || 1 }, () =>
    backend(random, kind),
  );
  return {
    matches: isStream
      ? undefined
      : random.maybe(0.8, () =>
          [undefined, ...random.some(1, () => undefined)].map(() =>
            isHttp ? match(random) : grpcMatch(random),
          ),
        ),
    filters: isStream ? undefined : random.maybe(0.35, () => filters(random, isHttp)),
    backendRefs: isHttp && random.chance(0.1) ? undefined : backendRefs,
  };
}

function match(random: Random): object {
  return {
    path: random.maybe(0.85, () =>
      random.pick<object>([
        { type: 'Exact', value: random.pick(['/', '/a', '/a/b', '/api']) },
        { type: 'PathPrefix', value: random.pick(['/', '/a', '/a/', '/api', '/a/b']) },
        { value: random.pick(['/a', '/api']) },
        { type: 'RegularExpression', value: random.pick(['/a.*', '^/api/v[0-9]', '/[ab]']) },
      ]),
    ),
    method: random.maybe(0.15, () => random.pick(['GET', 'POST'])),
    headers: random.maybe(0.2, () => [
      random.pick<object>([
        { name: 'X-Test', value: '1' },
        { name: 'x-test', value: '^[a-z]+$', type: 'RegularExpression' },
      ]),
    ]),
    queryParams: random.maybe(0.15, () => [
      random.pick<object>([
        { name: 'q', value: '1' },
        { name: 'q', value: '^[12]$', type: 'RegularExpression' },
      ]),
    ]),
  };
}

function grpcMatch(random: Random): object {
  return {
    method: random.maybe(0.8, () =>
      random.pick<object>([
        { service: 'a', method: 'b' },
        { service: 'api' },
        { method: 'v1' },
        { type: 'RegularExpression', service: '[a-z]+' },
      ]),
    ),
    headers: random.maybe(0.2, () => [{ name: 'X-Test', value: '1' }]),
  };
}

function backend(random: Random, kind: string): object {
  const isStream = kind === 'TLSRoute' || kind === 'TCPRoute';
  const [name, port] = random.pick<readonly [string, number | undefined]>(
    isStream
      ? [
          ['stream', 70],
          ['stream', 70],
          ['stream', 71],
          ['empty', 80],
          ['stream', 99],
          ['missing', 70],
          ['stream', undefined],
        ]
      : [
          ['plain', 80],
          ['plain', 80],
          ['plain', 81],
          ['other', 8080],
          ['other', 8080],
          ['other', 8080],
          ['empty', 80],
          ['missing', 80],
          ['plain', 99],
          ['plain', undefined],
          ['spoken', 80],
          ['spoken', 81],
          ['spoken', 82],
          ['spoken', 443],
          ['native', 80],
          ['wrong', 80],
          ['headless', 80],
          ['named', 80],
          ['stream', 71],
        ],
  );
  const foreign = random.maybe(0.12, () =>
    random.pick<object>([
      { group: 'traefik.io', kind: 'TraefikService', name: 'ts' },
      { group: 'traefik.io', kind: 'TraefikService', name: 'missing' },
      { group: 'traefik.io', kind: 'TraefikService', name: 'api@internal' },
      { group: 'traefik.io', kind: 'TraefikService', name: 'one-ts@kubernetescrd' },
      { group: 'x.test', kind: 'X', name: 'x' },
      { kind: 'ConfigMap', name: 'ca' },
    ]),
  );
  return {
    name,
    port,
    ...foreign,
    namespace: random.maybe(0.2, () => random.pick(namespaces)),
    weight: random.maybe(0.3, () => random.pick([0, 1, 3])),
    filters: kind === 'HTTPRoute' ? random.maybe(0.1, () => filters(random, true).slice(0, 1)) : undefined,
  };
}

function filters(random: Random, isHttp: boolean): object[] {
  const lines = (name: string): object[] => [{ name, value: random.pick(['1', 'x y']) }];
  const modifier = (): object => ({
    set: random.maybe(0.6, () => lines(random.pick(['X-Test', 'X-User', 'Host']))),
    add: random.maybe(0.4, () => lines(random.pick(['X-Test', 'X-Lower']))),
    remove: random.maybe(0.3, () => ['X-Code', 'X-User'].slice(0, 1 + random.below(2))),
  });
  const path = (): object =>
    random.chance(0.5)
      ? { type: 'ReplaceFullPath', replaceFullPath: random.pick(['/all', '/x y', '/a%2Fb', '/']) }
      : { type: 'ReplacePrefixMatch', replacePrefixMatch: random.pick(['/', '/new', '/new/', '']) };
  const choices: (() => object)[] = [
    () => ({ type: 'RequestHeaderModifier', requestHeaderModifier: modifier() }),
    () => ({
      type: 'ExtensionRef',
      extensionRef: random.pick<object>([
        { group: 'traefik.io', kind: 'Middleware', name: 'pre.fix' },
        { group: 'traefik.io', kind: 'Middleware', name: 'missing' },
        { group: 'x.test', kind: 'X', name: 'x' },
      ]),
    }),
    ...(isHttp
      ? [
          () => ({ type: 'ResponseHeaderModifier', responseHeaderModifier: modifier() }),
          () => ({
            type: 'URLRewrite',
            urlRewrite: {
              hostname: random.maybe(0.4, () => 'inner.test'),
              path: random.maybe(0.8, path),
            },
          }),
          () => ({
            type: 'RequestRedirect',
            requestRedirect: {
              scheme: random.maybe(0.4, () => random.pick(['http', 'https'])),
              hostname: random.maybe(0.4, () => 'new.test'),
              port: random.maybe(0.3, () => random.pick([80, 8443])),
              path: random.maybe(0.5, path),
              statusCode: random.maybe(0.4, () => random.pick([301, 303, 308])),
            },
          }),
          () => ({ type: 'RequestMirror', requestMirror: { backendRef: { name: 'other', port: 8080 } } }),
        ]
      : []),
  ];
  return [undefined, ...random.some(1, () => undefined)].map(() => random.pick(choices)());
}

function grant(random: Random, namespace: string): ApiObjectData {
  const other = namespace === 'one' ? 'two' : 'one';
  const spec = {
    from: [
      {
        group: gatewayApi,
        kind: random.pick(['HTTPRoute', 'HTTPRoute', 'Gateway', 'TCPRoute']),
        namespace: other,
      },
    ],
    to: [
      random.pick<object>([
        { group: '', kind: 'Service' },
        { group: '', kind: 'Secret' },
        { group: '', kind: 'Service', name: 'plain' },
        { group: 'traefik.io', kind: 'TraefikService' },
      ]),
    ],
  };
  return object(`${gatewayApi}/v1beta1`, 'ReferenceGrant', { name: 'grant', namespace }, { spec });
}

function policy(random: Random, name: string): ApiObjectData {
  const spec = {
    targetRefs: [
      {
        group: '',
        kind: 'Service',
        name: random.pick(['plain', 'other', 'spoken']),
        sectionName: random.maybe(0.3, () => random.pick(['http', 'https'])),
      },
    ],
    validation: {
      hostname: 'a.test',
      ...(random.chance(0.2)
        ? { wellKnownCACertificates: 'System' }
        : {
            caCertificateRefs: [
              {
                group: '',
                kind: random.pick(['ConfigMap', 'ConfigMap', 'Secret', 'Service']),
                name: random.pick(['ca', 'ca', 'none', 'missing']),
              },
            ],
          }),
    },
  };
  return object(`${gatewayApi}/v1`, 'BackendTLSPolicy', { name, namespace: 'one' }, { spec });
}
