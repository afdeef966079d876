import { createHash } from 'node:crypto';
import { type ApiObjectData, isApiObject } from '../../../lib/core/manifest';
import { authAddresses } from '../differential/auth-servers';
import type { Random } from '../differential/random';

const namespaces = ['one', 'two'] as const;

const prefix = 'nginx.ingress.kubernetes.io/';

function object(
  apiVersion: string,
  kind: string,
  metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: object },
  rest: object,
): ApiObjectData {
  // What is undefined would be refused, so it is left out as JSON does.
  const made: unknown = JSON.parse(JSON.stringify({ apiVersion, kind, metadata, ...rest }));
  if (!isApiObject(made)) throw new Error('Not an object of Kubernetes.');
  return made;
}

/** What does not change from set to set: classes, Services with their servers, Secrets and ConfigMaps. */
export function standingOfNginx(certificate: {
  readonly certificate: string;
  readonly key: string;
}): ApiObjectData[] {
  const tls = { 'tls.crt': certificate.certificate, 'tls.key': certificate.key };
  return [
    ...[
      ['nginx', 'k8s.io/ingress-nginx'],
      ['other', 'example.com/other'],
    ].map(([name = '', controller]) =>
      object('networking.k8s.io/v1', 'IngressClass', { name }, { spec: { controller } }),
    ),
    ...namespaces.flatMap((namespace) => {
      const put = (kind: string, name: string, rest: object): ApiObjectData =>
        object('v1', kind, { name, namespace }, rest);
      return [
        put('Service', 'plain', {
          spec: {
            ports: [
              { name: 'http', port: 80, targetPort: 8080 },
              { name: 'alt', port: 81, targetPort: 8080 },
            ],
          },
        }),
        put('Service', 'other', { spec: { ports: [{ port: 8080 }] } }),
        put('Service', 'empty', { spec: { ports: [{ name: 'http', port: 80 }] } }),
        put('Service', 'named', {
          spec: { type: 'ExternalName', externalName: 'x.test', ports: [{ port: 80 }] },
        }),
        put('Secret', 'users', { stringData: { auth: `# people\nann:{SHA}${sha1('secret')}\n` } }),
        put('Secret', 'map', { stringData: { ann: `{SHA}${sha1('secret')}` } }),
        put('Secret', 'digest', { stringData: { auth: 'ann:traefik:0123456789abcdef0123456789abcdef' } }),
        put('Secret', 'wrong', { stringData: { auth: 'ann' } }),
        put('Secret', 'cert', { type: 'kubernetes.io/tls', stringData: tls }),
        put('Secret', 'ca', { stringData: { 'ca.crt': certificate.certificate } }),
        put('ConfigMap', 'headers', { data: { 'X-Out': 'set' } }),
        put('ConfigMap', 'foreign', { data: { 'X-Foreign': 'set' } }),
        put('ConfigMap', 'odd', { data: { 'X-Out': 'ä' } }),
      ];
    }),
  ];
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

const hosts = ['a.test', 'b.test', 'www.a.test', '*.b.test', 'c.test'] as const;

const plainPaths = ['/', '/a', '/a/', '/api', '/a/b'] as const;

const regexPaths = ['/', '/a', '/a(/|$)(.*)', '/(api|b)/?(.*)', '/API', '/a/[a-c]+'] as const;

/** One set of Ingresses: every annotation that Traefik reads may be on one. */
export function generateIngresses(random: Random): ApiObjectData[] {
  const isRegex = random.chance(0.3);
  const stable = namespaces.flatMap((namespace) =>
    Array.from({ length: namespace === 'one' ? 1 + random.below(4) : random.below(2) }, (_, index) =>
      ingress(random, namespace, `i${index}`, isRegex),
    ),
  );
  const canaries = random.chance(0.4) ? random.some(2, () => random.pick(stable)) : [];
  return [...stable, ...canaries.map((one, index) => canary(random, one, `canary${index}`))];
}

function ingress(random: Random, namespace: string, name: string, isRegex: boolean): ApiObjectData {
  const rule = (): object => ({
    host: random.maybe(0.9, () => random.pick(hosts)),
    http: random.maybe(0.95, () => ({
      paths: [undefined, ...random.some(2, () => undefined)].map(() => path(random, isRegex)),
    })),
  });
  // Of two without rules the older counts, and those of one second are told apart by name.
  const first = rule();
  const rules = random.chance(0.93) ? [first, ...random.some(1, rule)] : undefined;
  // Of the fallbacks of several hosts one stays, by chance.
  const hasDefault = !rules || (rules.length === 1 && random.chance(0.2));
  const annotations = annotationsOf(random, namespace, isRegex);
  return object(
    'networking.k8s.io/v1',
    'Ingress',
    { name, namespace, annotations },
    {
      spec: {
        ingressClassName: random.pick([
          'nginx',
          'nginx',
          'nginx',
          'nginx',
          'nginx',
          'nginx',
          'other',
          undefined,
        ]),
        rules,
        defaultBackend: hasDefault ? backend(random) : undefined,
        tls: random.maybe(0.3, () => [
          { hosts: ['a.test'], secretName: random.pick(['cert', 'cert', 'missing']) },
        ]),
      },
    },
  );
}

function path(random: Random, isRegex: boolean): object {
  const isFree = isRegex && random.chance(0.8);
  return {
    path: isFree ? random.pick(regexPaths) : random.chance(0.03) ? '/a(b)' : random.pick(plainPaths),
    pathType: isFree
      ? 'ImplementationSpecific'
      : random.pick(['Prefix', 'Prefix', 'Exact', 'ImplementationSpecific']),
    backend: backend(random),
  };
}

function backend(random: Random): object {
  const named = (name: string, port: object): object => ({ service: { name, port } });
  return random.pick([
    named('plain', { number: 80 }),
    named('plain', { name: 'http' }),
    named('plain', { number: 81 }),
    named('other', { number: 8080 }),
    named('other', { number: 8080 }),
    named('empty', { number: 80 }),
    named('missing', { number: 80 }),
    named('other', { number: 99 }),
    named('named', { number: 80 }),
  ]);
}

/** A canary of the paths of another Ingress, most of the time. */
function canary(random: Random, of: ApiObjectData, name: string): ApiObjectData {
  const { namespace = 'one' } = of.metadata;
  const spec = of['spec'];
  const rules = typeof spec === 'object' && spec !== null && 'rules' in spec ? spec.rules : undefined;
  const text = JSON.stringify(rules ?? [{ host: 'a.test', http: { paths: [path(random, false)] } }]);
  const moved = text.replace(/"service":\{"name":"\w+","port":\{[^}]*\}\}/g, () =>
    JSON.stringify(backend(random)).slice(1, -1),
  );
  const annotations = {
    canary: 'true',
    'canary-weight': random.maybe(0.7, () => random.pick(['0', '10', '100', '150', 'x'])),
    'canary-weight-total': random.maybe(0.2, () => random.pick(['200', '50'])),
    'canary-by-header': random.maybe(0.5, () => 'X-Test'),
    'canary-by-header-value': random.maybe(0.2, () => '1'),
    'canary-by-header-pattern': random.maybe(0.2, () => random.pick(['^[0-9]+$', '^a'])),
    'canary-by-cookie': random.maybe(0.3, () => random.pick(['c.1', 'canary'])),
  };
  return object(
    'networking.k8s.io/v1',
    'Ingress',
    { name, namespace, annotations: prefixed(annotations) },
    { spec: { ingressClassName: 'nginx', rules: JSON.parse(moved) as unknown } },
  );
}

function prefixed(annotations: Readonly<Record<string, string | undefined>>): object {
  return Object.fromEntries(
    Object.entries(annotations).flatMap(([name, value]) =>
      value === undefined ? [] : [[prefix + name, value] as const],
    ),
  );
}

const flags = ['true', 'true', 'false', 'True', 'yes'] as const;

/** What an annotation may say, with how often it is there. */
const choices: readonly (readonly [name: string, probability: number, values: readonly string[]])[] = [
  ['ssl-redirect', 0.15, flags],
  ['force-ssl-redirect', 0.08, flags],
  ['ssl-passthrough', 0.05, flags],
  ['app-root', 0.08, ['/app', 'app', '/app?x=$request_method', '/$host']],
  ['permanent-redirect', 0.05, ['https://new.test/x', 'https://new.test', '/y']],
  ['permanent-redirect-code', 0.04, ['308', '299', '307', 'x']],
  ['temporal-redirect', 0.04, ['https://tmp.test']],
  ['temporal-redirect-code', 0.03, ['303', '400']],
  ['from-to-www-redirect', 0.1, flags],
  ['server-alias', 0.12, ['c.test', 'www.a.test', 'x.b.test,C.test', 'd.test, e.test']],
  ['affinity', 0.08, ['cookie', 'ip']],
  ['session-cookie-name', 0.04, ['route', 'a b']],
  ['session-cookie-secure', 0.03, flags],
  ['session-cookie-samesite', 0.03, ['Lax', 'None']],
  ['session-cookie-max-age', 0.03, ['60']],
  ['session-cookie-expires', 0.03, ['60']],
  ['session-cookie-path', 0.03, ['/a']],
  ['session-cookie-domain', 0.03, ['.a.test']],
  ['service-upstream', 0.06, flags],
  ['upstream-hash-by', 0.05, ['$request_uri', '$remote_addr']],
  ['backend-protocol', 0.06, ['HTTP', 'HTTPS', 'GRPC', 'grpcs', 'FCGI']],
  ['proxy-ssl-secret', 0.03, ['one/ca', 'two/ca', 'ca', 'one/missing']],
  ['proxy-ssl-verify', 0.03, ['on', 'off']],
  ['proxy-http-version', 0.03, ['1.1', '1.0']],
  ['proxy-read-timeout', 0.03, ['5', 'x']],
  [
    'proxy-next-upstream',
    0.06,
    ['off', 'error', 'http_503 non_idempotent', '', 'error timeout http_502', ' ', 'http_abc', 'invalid'],
  ],
  ['proxy-next-upstream-tries', 0.05, ['0', '1', '5', '-1']],
  ['proxy-next-upstream-timeout', 0.03, ['10', '90']],
  ['enable-cors', 0.1, flags],
  ['cors-allow-origin', 0.05, ['https://app.test', '*', 'https://a.test, https://app.test']],
  ['cors-allow-methods', 0.03, ['GET']],
  ['cors-allow-headers', 0.03, ['X-A, X-B']],
  ['cors-expose-headers', 0.03, ['X-A']],
  ['cors-allow-credentials', 0.03, flags],
  ['cors-max-age', 0.03, ['5', '0']],
  ['enable-access-log', 0.03, flags],
  ['whitelist-source-range', 0.06, ['10.99.1.0/24', '10.99.0.0/16', '']],
  ['allowlist-source-range', 0.06, ['10.99.1.0/24', '10.99.0.1, 192.0.2.0/24', '', '10.0.0.0/99']],
  ['denylist-source-range', 0.04, ['10.99.0.0/16']],
  ['limit-rps', 0.03, ['5000', '0', '-1']],
  ['limit-rpm', 0.03, ['90000']],
  ['limit-burst-multiplier', 0.02, ['2', '0']],
  ['limit-connections', 0.03, ['500', '0']],
  [
    'upstream-vhost',
    0.06,
    ['inner.test', '$service_name.$namespace', '$host:${server_port}', '', '$nothing'],
  ],
  ['x-forwarded-prefix', 0.06, ['/p', '/$1', '/{x}']],
  ['custom-http-errors', 0.06, ['404,503', '503', '500-599', '', '404,abc']],
  ['default-backend', 0.08, ['other', 'plain', 'missing', 'empty']],
  ['proxy-request-buffering', 0.05, ['on', 'off', 'x']],
  ['proxy-buffering', 0.05, ['on', 'off']],
  ['proxy-body-size', 0.05, ['0', '1k', '8M', 'x', '10']],
  ['client-body-buffer-size', 0.03, ['1k', '1 K', 'x']],
  ['proxy-buffer-size', 0.03, ['4k', 'x']],
  ['proxy-buffers-number', 0.03, ['2']],
  ['proxy-max-temp-file-size', 0.03, ['0', '1m', '']],
  ['auth-url', 0.08, [authAddresses.passes, authAddresses.refuses, `${authAddresses.passes}?u=$request_uri`]],
  ['auth-response-headers', 0.05, ['X-User, X-Test', '']],
  ['auth-signin', 0.02, ['https://login.test/']],
  ['auth-method', 0.02, ['POST']],
  ['enable-global-auth', 0.04, flags],
  ['auth-snippet', 0.005, ['set $x 1;']],
  ['configuration-snippet', 0.01, ['more_set_headers "X-A: b";']],
  ['enable-modsecurity', 0.01, ['true']],
];

function annotationsOf(random: Random, namespace: string, isRegex: boolean): object {
  const annotations: Record<string, string | undefined> = Object.fromEntries(
    choices.flatMap(([name, probability, values]) => {
      const value = random.maybe(probability, () => random.pick(values));
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  if (random.chance(isRegex ? 0.5 : 0.03)) annotations['use-regex'] = random.pick(flags);
  if (random.chance(isRegex ? 0.5 : 0.08)) {
    annotations['rewrite-target'] = random.pick([
      '/',
      '/$2',
      '/x/$1',
      '/a',
      'https://new.test/$1',
      '/x?y=1',
      '$1',
      '//x',
      '/%2e%2e/$2',
    ]);
  }
  if (random.chance(0.12)) {
    annotations['auth-type'] = random.pick(['basic', 'basic', 'digest', 'none']);
    annotations['auth-secret'] = random.pick([
      'users',
      `${namespace}/users`,
      'two/users',
      'digest',
      'wrong',
      'missing',
      'a/b/c',
      'map',
    ]);
    annotations['auth-secret-type'] = random.maybe(0.3, () => random.pick(['auth-map', 'auth-file', 'x']));
    annotations['auth-realm'] = random.maybe(0.5, () => 'Members');
  }
  if (random.chance(0.06)) {
    annotations['auth-tls-secret'] = random.pick([`${namespace}/ca`, 'two/ca', 'ca', `${namespace}/cert`]);
    annotations['auth-tls-verify-client'] = random.maybe(0.6, () =>
      random.pick(['on', 'off', 'optional', 'optional_no_ca']),
    );
    annotations['auth-tls-pass-certificate-to-upstream'] = random.maybe(0.6, () => 'true');
  }
  if (random.chance(0.05)) {
    annotations['custom-headers'] = random.pick([
      `${namespace}/headers`,
      `${namespace}/foreign`,
      `${namespace}/odd`,
      'headers',
      'two/headers',
    ]);
  }
  return prefixed(annotations);
}
