import { objectsOf } from '../../../../lib/core/manifest';
import { type AskedRequest, type NginxFate, nginxFate } from '../../../../lib/tools/migrate/against/nginx';
import { nginxServers } from '../../../../lib/tools/migrate/against/servers';

type Rule = readonly [host: string, path: string, pathType: string, service: string];

interface Written {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly rules: readonly Rule[];
  readonly tls?: readonly object[];
  readonly defaultBackend?: string;
}

function fateOf(ingresses: readonly Written[], url: string, more: Partial<AskedRequest> = {}): NginxFate {
  const objects = ingresses.map(({ annotations = {}, rules, tls, defaultBackend }, index) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: `i${index}`,
      namespace: 'shop',
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]),
      ),
    },
    spec: {
      ...(tls && { tls }),
      ...(defaultBackend !== undefined && { defaultBackend: backend(defaultBackend) }),
      rules: rules.map(([host, path, pathType, service]) => ({
        ...(host !== '' && { host }),
        http: { paths: [{ path, pathType, backend: backend(service) }] },
      })),
    },
  }));
  const read = objectsOf(JSON.stringify({ kind: 'List', apiVersion: 'v1', items: objects }), 'x.yaml');
  const { protocol, hostname, pathname } = new URL(url);
  return nginxFate(nginxServers(read.objects.map(({ object }) => object)), {
    scheme: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    path: pathname,
    clientIp: '192.0.2.1',
    length: 0,
    headers: {},
    hasCertificate: false,
    ...more,
  });
}

function backend(name: string): object {
  return { service: { name, port: { number: 80 } } };
}

/** `web`, `web as /x` where the path is another one, or the status. */
function shortOf(fate: NginxFate, path: string): string | number {
  if (fate.kind === 'answered') return fate.status;
  if (fate.kind === 'unknown') return fate.why;
  const services = fate.shares
    .map(({ service, share }) => `${service.replace('shop/', '')}${share < 1 ? ` ${share}` : ''}`)
    .join(' ');
  return fate.target === path ? services : `${services} as ${fate.target}`;
}

const at = (...rules: readonly Rule[]): readonly Written[] => [{ rules }];
const a = 'a.test';

/** What its documentation and its published tests say of locations, in our own words. */
const locations: readonly (readonly [
  says: string,
  ingresses: readonly Written[],
  fates: Readonly<Record<string, string | number>>,
])[] = [
  [
    'an exact path goes before a prefix, and a long prefix before a short one',
    at(
      [a, '/', 'Prefix', 'root'],
      [a, '/foo', 'Prefix', 'foo'],
      [a, '/foo/bar', 'Prefix', 'bar'],
      [a, '/foo', 'Exact', 'exact'],
    ),
    {
      'https://a.test/foo': 'exact',
      'https://a.test/foo/': 'foo',
      'https://a.test/foo/bar/x': 'bar',
      'https://a.test/other': 'root',
    },
  ],
  [
    'a prefix is made of whole elements',
    at([a, '/foo', 'Prefix', 'foo'], [a, '/bar/', 'Prefix', 'bar']),
    {
      'https://a.test/foo/x': 'foo',
      'https://a.test/foobar': 404,
      'https://a.test/bar/x': 'bar',
      'https://a.test/bar': 'bar',
    },
  ],
  [
    'a path of no type is a prefix of letters, shorter than one that ends an element',
    at([a, '/foo', 'ImplementationSpecific', 'letters'], [a, '/foo', 'Prefix', 'elements']),
    { 'https://a.test/foobar': 'letters', 'https://a.test/foo/x': 'elements' },
  ],
  ['paths tell capitals apart', at([a, '/foo', 'Prefix', 'foo']), { 'https://a.test/FOO': 404 }],
  [
    'of two Ingresses with one path the first has it',
    [...at([a, '/foo', 'Prefix', 'first']), ...at([a, '/foo', 'Prefix', 'second'])],
    { 'https://a.test/foo': 'first' },
  ],
  [
    'expressions are asked in the order of their length as written, whatever Ingress they are of',
    [
      ...at([a, '/foo/bar', 'Prefix', 'one'], [a, '/foo/bar/', 'Prefix', 'two']),
      {
        annotations: { 'rewrite-target': '/$1' },
        rules: [[a, '/foo/bar/(.+)', 'ImplementationSpecific', 'three']],
      },
    ],
    {
      'https://a.test/foo/bar/1': 'three as /1',
      'https://a.test/foo/bar/': 'two',
      'https://a.test/foo/bar': 'one',
    },
  ],
  [
    'the longer expression takes what a shorter plain path names exactly',
    [
      {
        annotations: { 'use-regex': 'true' },
        rules: [
          [a, '/foo/bar/bar', 'ImplementationSpecific', 'plain'],
          [a, '/foo/bar/[A-Z0-9]{3}', 'ImplementationSpecific', 'expression'],
        ],
      },
    ],
    { 'https://a.test/foo/bar/bar': 'expression' },
  ],
  [
    'of two as long the one that sorts last is asked first',
    [
      {
        annotations: { 'use-regex': 'true' },
        rules: [
          [a, '/a.', 'ImplementationSpecific', 'dot'],
          [a, '/ab', 'ImplementationSpecific', 'letter'],
        ],
      },
    ],
    { 'https://a.test/ab': 'letter', 'https://a.test/ac': 'dot' },
  ],
  [
    'one expression makes all paths of its host ones without regard to capitals, exact ones too',
    [
      ...at([a, '/exact', 'Exact', 'exact'], ['b.test', '/exact', 'Exact', 'other']),
      { annotations: { 'use-regex': 'true' }, rules: [[a, '/v[0-9]', 'ImplementationSpecific', 'version']] },
    ],
    {
      'https://a.test/EXACT': 'exact',
      'https://a.test/exact/below': 'exact',
      'https://a.test/exactly': 'exact',
      'https://b.test/exact/below': 404,
    },
  ],
  [
    'a target that is the path itself rewrites nothing, and makes no expressions',
    [{ annotations: { 'rewrite-target': '/foo' }, rules: [[a, '/foo', 'Prefix', 'foo']] }],
    { 'https://a.test/foo/x': 'foo', 'https://a.test/FOO': 404 },
  ],
  [
    'a target without captures replaces the whole path',
    [{ annotations: { 'rewrite-target': '/' }, rules: [[a, '/something', 'Prefix', 'web']] }],
    { 'https://a.test/something': 'web as /', 'https://a.test/SomeThing/below': 'web as /' },
  ],
  [
    'captures are put where the target names them',
    [
      {
        annotations: { 'rewrite-target': '/$2' },
        rules: [[a, '/something(/|$)(.*)', 'ImplementationSpecific', 'web']],
      },
    ],
    {
      'https://a.test/something': 'web as /',
      'https://a.test/something/': 'web as /',
      'https://a.test/something/new': 'web as /new',
    },
  ],
  [
    'a target that is a URL redirects',
    [
      {
        annotations: { 'rewrite-target': 'https://b.test/$1' },
        rules: [[a, '/(.*)', 'ImplementationSpecific', 'web']],
      },
    ],
    { 'https://a.test/x': 302 },
  ],
  [
    'a wildcard takes one label, its own host goes before it, and no host takes the rest',
    at(['*.a.test', '/', 'Prefix', 'wild'], ['x.a.test', '/', 'Prefix', 'own'], ['', '/', 'Prefix', 'rest']),
    {
      'https://y.a.test/': 'wild',
      'https://x.a.test/': 'own',
      'https://z.y.a.test/': 'rest',
      'https://a.test/': 'rest',
    },
  ],
  [
    'an alias shares a server, unless the name has its own',
    [
      { annotations: { 'server-alias': 'B.test, c.test' }, rules: [[a, '/', 'Prefix', 'web']] },
      ...at(['c.test', '/', 'Prefix', 'own']),
    ],
    { 'https://b.test/': 'web', 'https://c.test/': 'own' },
  ],
  [
    'a default backend has what no path of its hosts takes',
    [
      { rules: [[a, '/foo', 'Prefix', 'foo']], defaultBackend: 'rest' },
      { rules: [], defaultBackend: 'all' },
    ],
    { 'https://a.test/foo': 'foo', 'https://a.test/x': 'rest', 'https://b.test/x': 'all' },
  ],
  [
    'the host with or without www is redirected, unless it has rules',
    [
      { annotations: { 'from-to-www-redirect': 'true' }, rules: [[a, '/', 'Prefix', 'web']] },
      { annotations: { 'from-to-www-redirect': 'true' }, rules: [['www.b.test', '/', 'Prefix', 'web']] },
      { annotations: { 'from-to-www-redirect': 'true' }, rules: [['c.test', '/', 'Prefix', 'web']] },
      ...at(['www.c.test', '/', 'Prefix', 'own']),
    ],
    {
      'https://www.a.test/': 308,
      'https://b.test/': 308,
      'https://www.b.test/': 'web',
      'https://www.c.test/': 'own',
    },
  ],
];

const web: readonly Rule[] = [[a, '/', 'Prefix', 'web']];
const annotated = (annotations: Readonly<Record<string, string>>): readonly Written[] => [
  { annotations, rules: web },
];

/** What decides beside the location. */
const access: typeof locations = [
  [
    'http is redirected where there is a certificate for the host, and nowhere else',
    [{ rules: [...web, ['b.test', '/', 'Prefix', 'web']], tls: [{ hosts: [a] }] }],
    { 'http://a.test/': 308, 'http://b.test/': 'web', 'https://a.test/': 'web' },
  ],
  [
    'ssl-redirect turns that off',
    [{ annotations: { 'ssl-redirect': 'false' }, rules: web, tls: [{ hosts: [a] }] }],
    { 'http://a.test/': 'web' },
  ],
  [
    'force-ssl-redirect needs no certificate',
    annotated({ 'force-ssl-redirect': 'true' }),
    { 'http://a.test/': 308 },
  ],
  [
    'app-root redirects the root alone',
    annotated({ 'app-root': '/app' }),
    { 'https://a.test/': 302, 'https://a.test/x': 'web' },
  ],
  ['permanent-redirect', annotated({ 'permanent-redirect': 'https://b.test' }), { 'https://a.test/': 301 }],
  [
    'a redirect has a code of its own, and goes before lists',
    annotated({
      'permanent-redirect': 'https://b.test',
      'permanent-redirect-code': '308',
      'whitelist-source-range': '10.0.0.0/8',
    }),
    { 'https://a.test/': 308 },
  ],
  [
    'temporal-redirect goes before permanent-redirect',
    annotated({ 'permanent-redirect': 'https://b.test', 'temporal-redirect': 'https://c.test' }),
    { 'https://a.test/': 302 },
  ],
  [
    'whitelist-source-range',
    annotated({ 'whitelist-source-range': '10.0.0.0/8' }),
    { 'https://a.test/': 403 },
  ],
  [
    'denylist-source-range',
    annotated({ 'denylist-source-range': '192.0.2.0/24' }),
    { 'https://a.test/': 403 },
  ],
  [
    'a denied address is refused even where it is allowed',
    annotated({ 'denylist-source-range': '192.0.2.1', 'whitelist-source-range': '192.0.2.0/24' }),
    { 'https://a.test/': 403 },
  ],
  [
    'auth-url leaves it to another server',
    annotated({ 'auth-url': 'https://auth.test' }),
    { 'https://a.test/': 'auth-url' },
  ],
  [
    'auth-type asks for a password',
    annotated({ 'auth-type': 'basic', 'auth-secret': 's' }),
    { 'https://a.test/': 401 },
  ],
  [
    'satisfy any: an allowed address needs no password',
    annotated({
      'auth-type': 'basic',
      'auth-secret': 's',
      satisfy: 'any',
      'whitelist-source-range': '192.0.2.0/24',
    }),
    { 'https://a.test/': 'web' },
  ],
  [
    'satisfy any: a password serves for an address that is not allowed',
    annotated({
      'auth-type': 'basic',
      'auth-secret': 's',
      satisfy: 'any',
      'whitelist-source-range': '10.0.0.0/8',
    }),
    { 'https://a.test/': 401 },
  ],
  [
    'a certificate is wanted',
    annotated({ 'auth-tls-secret': 'shop/ca' }),
    { 'https://a.test/': 400, 'http://a.test/': 'web' },
  ],
  [
    'without a Secret no certificate is wanted, in no name',
    annotated({ 'auth-tls-match-cn': 'CN=x' }),
    { 'https://a.test/': 'web' },
  ],
  [
    'snippets are not read',
    annotated({ 'configuration-snippet': 'deny all;' }),
    { 'https://a.test/': 'a snippet' },
  ],
];

describe.each([
  ['locations of ingress-nginx', locations],
  ['access behind ingress-nginx', access],
])('%s', (_, table) => {
  it.each(table)('%s', (_says, ingresses, fates) => {
    const found = Object.keys(fates).map((url) => [
      url,
      shortOf(fateOf(ingresses, url), new URL(url).pathname),
    ]);
    expect(Object.fromEntries(found)).toEqual(fates);
  });
});

describe('canaries of ingress-nginx', () => {
  const canary = (annotations: Readonly<Record<string, string>>): readonly Written[] => [
    ...at([a, '/', 'Prefix', 'web'], [a, '/same', 'Prefix', 'web'], [a, '/admin', 'Prefix', 'admin']),
    { annotations: { canary: 'true', ...annotations }, rules: [[a, '/', 'Prefix', 'next']] },
  ];
  const both = { 'canary-by-header': 'X-Next', 'canary-by-cookie': 'next', 'canary-weight': '20' };
  it.each<
    readonly [says: string, annotations: Record<string, string>, headers: Record<string, string>, string]
  >([
    ['goes by weight where nothing else decides', both, {}, 'web 0.8 next 0.2'],
    ['goes by the header before the cookie', both, { 'X-Next': 'never', Cookie: 'next=always' }, 'web'],
    ['goes by the cookie before the weight', both, { 'X-Next': 'other', Cookie: 'b=1; next=always' }, 'next'],
    ['another value of the cookie counts for nothing', both, { Cookie: 'next=1' }, 'web 0.8 next 0.2'],
    [
      'wants the value that is set, and always no more',
      { ...both, 'canary-by-header-value': 'eu' },
      { 'X-Next': 'always' },
      'web 0.8 next 0.2',
    ],
    ['takes the value that is set', { ...both, 'canary-by-header-value': 'eu' }, { 'X-Next': 'eu' }, 'next'],
    ['takes a pattern', { ...both, 'canary-by-header-pattern': '^e[a-z]$' }, { 'X-Next': 'eu' }, 'next'],
    [
      'keeps requests away by a pattern that is none',
      { ...both, 'canary-by-header-pattern': '(' },
      { 'X-Next': 'eu' },
      'web',
    ],
    [
      'counts in another total',
      { 'canary-weight': '20', 'canary-weight-total': '200' },
      {},
      'web 0.9 next 0.1',
    ],
  ])('a canary %s', (_, annotations, headers, expected) => {
    expect(shortOf(fateOf(canary(annotations), 'https://a.test/', { headers }), '/')).toBe(expected);
  });

  it('a canary has its part of each path to the same Service, and none of others', () => {
    const always = canary({ 'canary-weight': '100' });
    expect(shortOf(fateOf(always, 'https://a.test/same'), '/same')).toBe('next');
    expect(shortOf(fateOf(always, 'https://a.test/admin'), '/admin')).toBe('admin');
  });
});
