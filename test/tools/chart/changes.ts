import * as fc from 'fast-check';
import { type Values, valueAt, withValue } from '../../../lib/tools/chart/values';
import { mapAt } from './program';
import { character } from '../../support/character';

/** Something that an operator does to values. */
export type Change = (values: Values) => Values;

type Path = readonly string[];

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const host = fc.tuple(word, word).map(([a, b]) => `${a}.${b}.example.com`);

/** Texts that readers of YAML, Go templates or shells like to take for something else. */
export const awkward = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'yes',
    'no',
    'on',
    '~',
    'null',
    'true',
    '0123',
    '0o17',
    '1e3',
    '1_000',
    '12:30:45',
    '2024-01-01',
    '9007199254740993',
    '123e4567',
    '.inf',
    '{{ .Values.environment }}',
    '{{',
    '}}',
    '{{{',
    '{{/*',
    '`',
    '"',
    "'",
    '\\',
    '\n',
    ' a\n b\n\n',
    '\t',
    '\r\n',
    '---',
    '# x',
    ': ',
    '- ',
    '%s %d',
    '${domain}',
    '$1',
    'ümläut',
    '日本',
    '😀',
    '\u2028',
    '\u0085',
    '\u007f',
    '\ufeff',
    '<<',
    '=',
    '*',
    '&a',
    '!x',
    '[]',
    '{}',
    '\\u2028',
    '<no value>',
    'a <no value>\\',
    '"}}',
  ),
  fc.string({ maxLength: 20 }),
  fc
    .string({ unit: character, maxLength: 12 })
    .map((text) => text.replaceAll(/[^\P{C}\t\n\r\u0085\u007f\u2028]/gu, '')),
);

const rule = fc.oneof(
  host.map((name) => `Host(\`${name}\`)`),
  fc.tuple(host, word).map(([name, path]) => `Host(\`${name}\`) && PathPrefix(\`/${path}\`)`),
  fc.tuple(host, host).map(([a, b]) => `Host("${a}") || Host(\`${b}\`)`),
  fc.tuple(host, host).map(([a, b]) => `Host(\`${a}\`) && !Host(\`${b}\`)`),
  fc
    .tuple(host, host)
    .map(([a, b]) => `!(PathPrefix(\`/Host(\`) || !Host(\`${a}\`)) && !Header(\`X\`, \`${b}\`)`),
  host.map((name) => `Host(\`*.${name}\`) && Method(\`GET\`)`),
  host.map((name) => `HostRegexp(\`^${name}$\`) && Query(\`a\`, \`{{x}}\`)`),
);

const backend = fc.oneof(
  fc.constantFrom('httpbin', 'gitea', 'dex'),
  fc.constantFrom<Values>(
    { name: 'dex', port: 'grpc' },
    { name: 'dex', port: 5556, weight: 3 },
    { name: 'httpbin', port: 80, passHostHeader: false },
    { name: 'elsewhere', port: 8080 },
    { kind: 'TraefikService', name: 'httpbin' },
    { name: 'gitea', weight: 0, sticky: { cookie: { name: 'a', secure: true } } },
    { name: 'noop@internal' },
  ),
);

/** Middlewares that need nothing else. */
export const inlineMiddleware: fc.Arbitrary<Values> = fc.oneof(
  fc
    .record({ average: fc.nat(100), burst: fc.integer({ min: 1, max: 200 }) })
    .map((rateLimit): Values => ({ rateLimit })),
  word.map((path): Values => ({ replacePath: { path: `/${path}` } })),
  awkward.map((value): Values => ({
    headers: { customRequestHeaders: { 'X-Test': value.replaceAll(/[\r\n]/g, '') } },
  })),
  fc.constant<Values>({ ipAllowList: { sourceRange: ['10.0.0.0/8'] } }),
  fc.constant<Values>({ passTLSClientCert: { pem: true } }),
);

const inline = fc.oneof(
  inlineMiddleware,
  fc.constant<Values>({
    errors: { status: ['500-599'], service: { name: 'httpbin' }, query: '/status/{status}' },
  }),
);

const middleware = fc.oneof(
  fc.constantFrom<string | Values>(
    'rate-limit',
    'compress',
    'public-api',
    { name: 'security-headers' },
    'x@file',
  ),
  inline,
);

/** HTTP routes to such services. */
export const routeOf = (service: fc.Arbitrary<unknown>, also = inlineMiddleware): fc.Arbitrary<Values> =>
  fc.record(
    {
      match: rule,
      entryPoints: fc.constantFrom(['web'], ['websecure']),
      priority: fc.integer({ min: 1, max: 1000 }),
      middlewares: fc.array(fc.oneof(fc.constant('rate-limit'), also), { maxLength: 3 }),
      services: fc.array(service, { minLength: 1, maxLength: 2 }),
      tls: fc.constantFrom<Values>(
        { certificate: 'httpbin' },
        { certificate: 'gitea' },
        {},
        { secretName: 'own' },
        { options: { name: 'default' } },
      ),
      redirectToHttps: fc.constantFrom<boolean | Values>(
        true,
        false,
        { permanent: false },
        { entryPoint: 'web', port: '443' },
      ),
      labels: fc.constantFrom<Values>({ team: 'a' }, { a: 'yes' }),
      annotations: awkward.map((text): Values => ({ note: text })),
      syntax: fc.constantFrom('v3'),
    },
    { requiredKeys: ['match', 'services'] },
  );

const route = routeOf(backend, inline);

const tcpRoute = fc.record(
  {
    match: host.map((name) => `HostSNI(\`${name}\`)`),
    entryPoints: fc.constantFrom(['nats'], ['ssh']),
    services: fc.constantFrom<readonly unknown[]>(
      ['nats'],
      [{ name: 'nats', port: 'client' }],
      [{ name: 'gitea', port: 'ssh', weight: 1 }],
      [{ name: 'x', port: 1 }],
    ),
    tls: fc.constantFrom<Values>({ certificate: 'nats' }, { passthrough: true }),
  },
  { requiredKeys: ['match', 'services', 'tls'] },
);

/** Sets a value where what holds it is still there: an earlier change may have taken it away. */
const setting = (path: Path, value: fc.Arbitrary<unknown>): fc.Arbitrary<Change> =>
  value.map(
    (chosen) => (values) =>
      valueAt(values, path.slice(0, -1)) === undefined ? values : withValue(values, path, chosen),
  );

/** Changes of values of the repository's environments. */
export function changesOf(values: Values): fc.Arbitrary<Change> {
  const services = Object.keys(mapAt(values, ['services']));
  const routes = Object.keys(mapAt(values, ['routes', 'http']));
  const service = fc.constantFrom(...services).chain((name) => serviceChange(values, name));
  return fc.oneof(
    { weight: 3, arbitrary: service },
    {
      weight: 2,
      arbitrary: fc.tuple(word, route).map(
        ([name, made]): Change =>
          (old) =>
            withValue(old, ['routes', 'http', `x-${name}`], made),
      ),
    },
    fc.constantFrom(...routes).map(
      (name): Change =>
        (old) =>
          withValue(old, ['routes', 'http', name], undefined),
    ),
    fc
      .constantFrom(...routes)
      .chain((name) =>
        fc.oneof(
          setting(['routes', 'http', name, 'match'], rule),
          setting(['routes', 'http', name, 'middlewares'], fc.array(middleware, { maxLength: 2 })),
          setting(['routes', 'http', name, 'priority'], fc.integer({ min: 1, max: 99 })),
          setting(['routes', 'http', name, 'services'], fc.array(backend, { minLength: 1, maxLength: 1 })),
        ),
      ),
    fc.tuple(word, tcpRoute).map(
      ([name, made]): Change =>
        (old) =>
          withValue(old, ['routes', 'tcp', `x-${name}`], made),
    ),
    fc.constantFrom('nats', 'gitea-ssh').map(
      (name): Change =>
        (old) =>
          withValue(old, ['routes', 'tcp', name], undefined),
    ),
    fc.tuple(word, inline).map(
      ([name, made]): Change =>
        (old) =>
          withValue(old, ['middlewares', `x-${name}`], made),
    ),
    setting(['middlewares', 'rate-limit', 'rateLimit', 'average'], fc.nat(10_000_000)),
    setting(
      ['traefikServices', 'httpbin'],
      fc.nat(100).map((weight) => ({
        weighted: {
          services: [
            { name: 'httpbin', weight },
            { name: 'gitea', port: 'http', weight: 100 - weight },
          ],
        },
      })),
    ),
    setting(
      ['traefikServices', 'other'],
      fc.constantFrom<Values>(
        {
          failover: {
            service: { name: 'gitea' },
            fallback: { name: 'httpbin', port: 80 },
            errors: { status: ['500-599'] },
          },
        },
        { highestRandomWeight: { services: [{ name: 'dex', port: 'http' }] } },
      ),
    ),
    setting(
      ['certificates', 'gitea'],
      fc.constantFrom<Values>(
        { dnsNames: ['b.example.com', 'a.example.com'] },
        { secretName: 'git', privateKey: { algorithm: 'RSA', size: 4096 } },
        { issuerRef: { name: 'own' } },
        { labels: { a: 'b' }, privateKey: { algorithm: 'Ed25519' } },
      ),
    ),
    setting(
      ['tls', 'options', 'x'],
      fc.constantFrom<Values>({ minVersion: 'VersionTLS13' }, { sniStrict: true }),
    ),
    setting(
      ['issuer'],
      word.map((name) => ({ name, kind: 'ClusterIssuer' })),
    ),
  );
}

function serviceChange(values: Values, name: string): fc.Arbitrary<Change> {
  const path = ['services', name];
  const env = Object.keys(mapAt(values, [...path, 'env'])).filter(
    (key) => typeof valueAt(values, [...path, 'env', key]) === 'string',
  );
  const files = Object.keys(mapAt(values, [...path, 'config', 'files']));
  return fc.oneof(
    setting([...path, 'image', 'tag'], fc.stringMatching(/^_?[A-Za-z0-9][A-Za-z0-9_.-]{0,80}$/)),
    setting(
      [...path, 'image', 'repository'],
      word.map((repository) => `registry.example:5000/${repository}`),
    ),
    fc.integer({ min: 0, max: 5 }).map(
      (replicas): Change =>
        (old) =>
          valueAt(old, [...path, 'autoscaling', 'enabled']) === true
            ? old
            : withValue(old, [...path, 'replicas'], replicas),
    ),
    setting(
      [...path, 'resources', 'limits', 'memory'],
      fc.constantFrom('64Mi', '100Mi', '1Gi', '70M', '999G', '123456Mi'),
    ),
    setting([...path, 'resources', 'requests', 'cpu'], fc.constantFrom('1', '250m', '0.5')),
    setting([...path, 'shutdown', 'preStopSeconds'], fc.nat(60)),
    setting([...path, 'shutdown', 'drainSeconds'], fc.nat(600)),
    setting([...path, 'go', 'memoryLimit'], fc.constantFrom('1%', '9%', '50%', '100%')),
    fc
      .constantFrom('startup', 'readiness')
      .chain((probe) =>
        setting([...path, 'probes', probe, 'periodSeconds'], fc.integer({ min: 1, max: 100 })),
      ),
    ...(valueAt(values, [...path, 'args']) === undefined
      ? []
      : [setting([...path, 'args'], fc.array(awkward, { maxLength: 3 }))]),
    ...(env.length > 0
      ? [fc.constantFrom(...env).chain((key) => setting([...path, 'env', key], awkward))]
      : []),
    ...(files.length > 0
      ? [fc.constantFrom(...files).chain((key) => setting([...path, 'config', 'files', key], awkward))]
      : []),
    ...scalingChanges(path),
    ...operatorChanges(path),
  );
}

/** A number of pods beside an autoscaler is refused, so it goes with it. */
function scalingChanges(path: Path): fc.Arbitrary<Change>[] {
  const scaled = (enabled: boolean): Change => {
    return (values) =>
      withValue(
        withValue(values, [...path, 'autoscaling', 'enabled'], enabled),
        [...path, 'replicas'],
        enabled ? undefined : 2,
      );
  };
  return [
    fc.boolean().map(scaled),
    setting([...path, 'autoscaling', 'maxReplicas'], fc.integer({ min: 1, max: 30 })),
    setting([...path, 'autoscaling', 'minReplicas'], fc.integer({ min: 1, max: 3 })),
    setting([...path, 'autoscaling', 'cpu'], fc.integer({ min: 1, max: 99 })),
  ];
}

/** What no environment needs to have. */
function operatorChanges(path: Path): fc.Arbitrary<Change>[] {
  const texts = fc.dictionary(word, awkward, { maxKeys: 2 });
  const set = (field: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<Change> =>
    setting([...path, ...field.split('.')], value);
  return [
    set('labels', texts),
    set('annotations', texts),
    set('podLabels', texts),
    set('podAnnotations', texts),
    set('nodeSelector', texts),
    set('serviceAccount.annotations', texts),
    set('service.annotations', texts),
    set('service.type', fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer')),
    set('priorityClassName', fc.constantFrom('', 'high')),
    set('imagePullSecrets', fc.uniqueArray(word, { maxLength: 2 })),
    set('image.pullPolicy', fc.constantFrom('', 'Always', 'IfNotPresent')),
    set('image.registry', fc.constantFrom('', 'mirror.example', 'localhost:5000')),
    set('image.digest', fc.constantFrom('', `sha256:${'b'.repeat(64)}`)),
    set('networkPolicy.enabled', fc.boolean()),
    set('tolerations', fc.constantFrom([], [{ key: 'gpu', operator: 'Exists' }])),
    set('affinity', fc.constantFrom({}, { podAffinity: { a: ['{{ x }}'] } })),
    set('envFrom', fc.constantFrom([], [{ secretRef: { name: 'a' } }, { configMapRef: { name: 'b' } }])),
    set('resources.limits.cpu', fc.constantFrom('1', '1500m')),
    set('resources.limits.ephemeral-storage', fc.constant('1Gi')),
    fc
      .tuple(
        word,
        fc.oneof(awkward, fc.constant({ valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } })),
      )
      .chain(([name, value]) => setting([...path, 'env', `X_${name}`], fc.constant(value))),
  ];
}
