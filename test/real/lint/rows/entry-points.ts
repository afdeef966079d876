import { type Ask, type Own, type Row, object, route, secureRoute, service, web } from './row';

const found: Ask = { line: 'GET /', bad: 404, good: 200 };
const secure: Ask = { line: 'https GET /', bad: 404, good: 200 };
const old = { maxVersion: 'TLSv1.2' } as const;

const withOptions = (own: Own, spec: object, name = own.name) => [
  object('TLSOption', name, spec),
  secureRoute(own.name, own.match, {}, { options: { name } }),
];

const tcp = ({ name }: Own, match: string, spec: object) =>
  object('IngressRouteTCP', name, { routes: [{ match, services: [{ name: 'other', port: 80 }] }], ...spec });

/** An expression for the host alone. */
const expressionOf = (host: string): string => `^${host.replaceAll('.', '\\.')}$`;

/** A rule for the host that names none. */
const hostRegexp = ({ host }: Own): string => `HostRegexp(\`${expressionOf(host)}\`)`;

const passedThrough = { entryPoints: ['websecure'], tls: { passthrough: true } };

const udp = (name: string, to: string) =>
  object('IngressRouteUDP', name, { entryPoints: ['udp'], routes: [{ services: [{ name: to, port: 71 }] }] });

const at = (namespace: string, of: ReturnType<typeof object>) => ({
  ...of,
  metadata: { ...of.metadata, namespace },
});

/** Entry points, TLS, and which objects are read at all: rows 68 to 95. */
export const entryPointRows: readonly Row[] = [
  {
    code: 'TR068',
    mistake: 'an entry point that is not there',
    bad: ({ name, match }) => [route(name, match, {}, { entryPoints: ['wbe'] })],
    good: ({ name, match }) => [route(name, match)],
    says: /no valid entryPoint|entryPoint/i,
    asks: [found],
  },
  {
    code: 'TR069',
    mistake: 'no entry point',
    bad: ({ name, match }) => [route(name, match, {}, { entryPoints: [] })],
    good: ({ name, match }) => [route(name, match)],
    // It is on every one, those for other things included.
    asks: [{ line: 'GET http://HOST:7000/', bad: 200, good: 404 }],
  },
  {
    code: 'TR070',
    mistake: 'TLS on the plain entry point',
    bad: ({ name, match }) => [route(name, match, {}, { tls: {} })],
    good: ({ name, match }) => [route(name, match)],
    asks: [found],
  },
  {
    code: 'TR070',
    mistake: 'no TLS on an entry point for HTTPS that sets none',
    traefik: 'open',
    bad: ({ name, match }) => [route(name, match, {}, { entryPoints: ['websecure'] })],
    good: ({ name, match }) => [secureRoute(name, match)],
    asks: [secure],
  },
  {
    code: 'TR071',
    mistake: 'one IngressRoute with TLS for both entry points',
    bad: ({ name, match }) => [route(name, match, {}, { entryPoints: ['web', 'websecure'], tls: {} })],
    good: ({ name, match }) => [route(`${name}-plain`, match), secureRoute(name, match)],
    asks: [found, { ...secure, bad: 200 }],
  },
  {
    code: 'TR072',
    mistake: 'a certificate whose Secret is not there',
    bad: ({ name, match }) => [secureRoute(name, match, {}, { secretName: 'gone' })],
    good: ({ name, match }) => [
      secureRoute(name, `${match} || Host(\`pair.example\`)`, {}, { secretName: 'pair' }),
    ],
    says: /gone/,
    asks: [{ ...secure, bad: 200 }],
  },
  {
    code: 'TR073',
    mistake: 'a TLSStore that is named',
    bad: ({ name, match }) => [secureRoute(name, match, {}, { store: { name: 'other' } })],
    good: ({ name, match }) => [secureRoute(name, match)],
    asks: [{ ...secure, bad: 200 }],
  },
  {
    code: 'TR074',
    mistake: 'a TLSStore that is not called default',
    traefik: 'bare',
    bad: ({ name, match }) => [
      object('TLSStore', name, { defaultCertificate: { secretName: 'pair' } }),
      secureRoute(name, match),
    ],
    good: ({ name, match }) => [
      object('TLSStore', 'default', { defaultCertificate: { secretName: 'pair' } }),
      secureRoute(name, match),
    ],
    asks: [{ what: 'certificate', line: 'https', bad: 'default', good: 'pair' }],
  },
  {
    code: 'TR075',
    mistake: 'the default options by name',
    bad: ({ name, match }) => [secureRoute(name, match, {}, { options: { name: 'default' } })],
    good: ({ name, match }) => [secureRoute(name, match)],
    says: /unknown TLS options/,
    asks: [{ ...secure, bad: 'closed' }],
  },
  {
    code: 'TR076',
    mistake: 'options that are not there',
    bad: ({ name, match }) => [secureRoute(name, match, {}, { options: { name: 'gone' } })],
    good: ({ name, match }) => [secureRoute(name, match)],
    says: /unknown TLS options/,
    asks: [{ ...secure, bad: 'closed' }],
  },
  {
    code: 'TR077',
    mistake: 'options with a dot in their name',
    bad: (own) => withOptions(own, {}, `${own.name}.tls`),
    good: (own) => withOptions(own, {}, `${own.name}-tls`),
    says: /unknown TLS options/,
    asks: [{ ...secure, bad: 'closed' }],
  },
  {
    code: 'TR078',
    mistake: 'one host with two options',
    bad: (own) => [
      ...withOptions(own, { minVersion: 'VersionTLS13' }),
      secureRoute(`${own.name}-b`, `${own.match} && Path(\`/b\`)`),
    ],
    good: (own) => [
      ...withOptions(own, { minVersion: 'VersionTLS13' }),
      secureRoute(`${own.name}-b`, `${own.match} && Path(\`/b\`)`, {}, { options: { name: own.name } }),
    ],
    asks: [{ line: 'https GET /', options: old, bad: 200, good: 'closed' }],
  },
  {
    code: 'TR080',
    mistake: 'a TLS version that Go does not know',
    bad: (own) => withOptions(own, { minVersion: 'TLS1.3' }),
    good: (own) => withOptions(own, { minVersion: 'VersionTLS13' }),
    asks: [{ line: 'https GET /', options: old, bad: 200, good: 'closed' }],
  },
  {
    code: 'TR081',
    mistake: 'a cipher suite that Go does not know',
    bad: (own) => withOptions(own, { cipherSuites: ['AES'] }),
    good: (own) =>
      withOptions(own, {
        cipherSuites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
      }),
    says: /invalid CipherSuite|building TLS config/i,
    asks: [{ ...secure, bad: 'closed' }],
  },
  {
    code: 'TR082',
    mistake: 'client authentication without a type, whose authority is not there',
    bad: (own) => withOptions(own, { clientAuth: { secretNames: ['gone'] } }),
    good: (own) =>
      withOptions(own, {
        clientAuth: { secretNames: ['authority'], clientAuthType: 'RequireAndVerifyClientCert' },
      }),
    asks: [{ ...secure, bad: 200, good: 'closed' }],
  },
  {
    code: 'TR083',
    mistake: 'two TLSOptions called default',
    traefik: 'bare',
    bad: ({ name, match, elsewhere }) => [
      object('TLSOption', 'default', { minVersion: 'VersionTLS13' }),
      at(elsewhere, object('TLSOption', 'default', { minVersion: 'VersionTLS13' })),
      secureRoute(name, match),
    ],
    good: ({ name, match }) => [
      object('TLSOption', 'default', { minVersion: 'VersionTLS13' }),
      secureRoute(name, match),
    ],
    says: /multiple namespaces/,
    asks: [{ line: 'https GET /', options: old, bad: 200, good: 'closed' }],
  },
  {
    code: 'TR086',
    mistake: 'a TCP route for everything on an entry point of HTTP',
    traefik: 'bare',
    bad: (own) => [route(`${own.name}-http`, own.match), tcp(own, 'HostSNI(`*`)', { entryPoints: ['web'] })],
    good: (own) => [
      route(`${own.name}-http`, own.match),
      tcp(own, `HostSNI(\`${own.host}\`)`, { entryPoints: ['web'], tls: {} }),
    ],
    asks: [{ what: 'backend', line: 'GET /', bad: 'other', good: 'web' }],
  },
  {
    code: 'TR086',
    mistake: 'a TCP route with TLS that asks for no name, beside HTTPS routes without a host',
    bad: (own) => [
      secureRoute(`${own.name}-http`, hostRegexp(own)),
      tcp(own, 'ClientIP(`0.0.0.0/0`)', { entryPoints: ['websecure'], tls: { passthrough: true } }),
    ],
    good: (own) => [
      secureRoute(`${own.name}-http`, hostRegexp(own)),
      tcp(own, 'HostSNI(`*`)', { entryPoints: ['websecure'], tls: { passthrough: true } }),
    ],
    asks: [{ what: 'backend', line: 'https GET /', bad: 'other', good: 'web' }],
  },
  {
    code: 'TR087',
    mistake: 'one host passed through and served',
    bad: (own) => [
      secureRoute(`${own.name}-http`, own.match),
      tcp(own, `HostSNI(\`${own.host}\`)`, { entryPoints: ['websecure'], tls: { passthrough: true } }),
    ],
    good: (own) => [
      secureRoute(`${own.name}-http`, `Host(\`x.${own.host}\`)`),
      tcp(own, `HostSNI(\`${own.host}\`)`, { entryPoints: ['websecure'], tls: { passthrough: true } }),
    ],
    asks: [{ what: 'backend', line: 'https GET /', bad: 'web', good: 'other' }],
  },
  {
    code: 'TR087',
    mistake: 'one host passed through by an expression, and served',
    bad: (own) => [
      secureRoute(`${own.name}-http`, own.match),
      tcp(own, `HostSNIRegexp(\`${expressionOf(own.host)}\`)`, passedThrough),
    ],
    good: (own) => [
      secureRoute(`${own.name}-http`, `Host(\`x.${own.host}\`)`),
      tcp(own, `HostSNIRegexp(\`${expressionOf(own.host)}\`)`, passedThrough),
    ],
    asks: [{ what: 'backend', line: 'https GET /', bad: 'web', good: 'other' }],
  },
  {
    code: 'TR089',
    mistake: 'two UDP routes on one entry point',
    traefik: 'plain',
    bad: ({ name }) => [udp(`${name}-a`, 'datagrams'), udp(`${name}-b`, 'others')],
    good: ({ name }) => [udp(name, 'datagrams')],
    asks: [{ what: 'udp', line: 'udp', bad: 'others', good: 'datagrams' }],
  },
  {
    code: 'TR090',
    mistake: 'an IngressRoute of another class',
    traefik: 'classed',
    bad: ({ name, match }) => [route(name, match, {}, { ingressClassName: 'outer' })],
    good: ({ name, match }) => [route(name, match, {}, { ingressClassName: 'inner' })],
    asks: [found],
  },
  {
    code: 'TR091',
    mistake: 'the API group of v2',
    bad: ({ name, match }) => [{ ...route(name, match), apiVersion: 'traefik.containo.us/v1alpha1' }],
    good: ({ name, match }) => [route(name, match)],
    // Its CRDs are gone with v3; where they are left, nobody reads them.
    refused: /./,
    asks: [found],
  },
  {
    code: 'TR094',
    mistake: 'a text where a number belongs',
    bad: ({ name, match }) => [route(name, match, { priority: '10' })],
    good: ({ name, match }) => [route(name, match, { priority: 10 })],
    refused: /priority/,
    asks: [found],
  },
  {
    code: 'TR095',
    mistake: 'a child that decides over TLS',
    bad: ({ name, match }) => [
      route(name, match, { services: [] }),
      object('IngressRoute', `${name}-child`, {
        parentRefs: [{ name }],
        tls: {},
        routes: [{ match: 'PathPrefix(`/`)', services: [web] }],
      }),
    ],
    good: ({ name, match }) => [
      route(name, match, { services: [] }),
      object('IngressRoute', `${name}-child`, {
        parentRefs: [{ name }],
        routes: [{ match: 'PathPrefix(`/`)', services: [web] }],
      }),
    ],
    asks: [found],
  },
  {
    code: 'TR117',
    mistake: 'TLS options, and a host by an expression beside the one that is named',
    bad: ({ name, match, host }) => [
      object('TLSOption', name, { minVersion: 'VersionTLS12' }),
      secureRoute(
        name,
        `${match} || HostRegexp(\`^(a|b)\\.${host.replaceAll('.', '\\.')}$\`)`,
        {},
        { options: { name } },
      ),
    ],
    good: ({ name, match, host }) => [
      object('TLSOption', name, { minVersion: 'VersionTLS12' }),
      secureRoute(name, `${match} || Host(\`a.${host}\`) || Host(\`b.${host}\`)`, {}, { options: { name } }),
    ],
    asks: [
      { line: 'https GET /', bad: 200, good: 200 },
      { line: 'GET https://a.HOST/', bad: 421, good: 200 },
    ],
  },
];

/** What only these rows use. */
export const entryPointFixtures = [
  service('datagrams', { ports: [{ name: 'udp', port: 71, protocol: 'UDP' }] }),
  service('others', { ports: [{ name: 'udp', port: 71, protocol: 'UDP' }] }),
];
