/** One thing that a release of Traefik does otherwise than those before it. */
export interface Change {
  /** The first release that has it. */
  readonly since: string;
  /** Traefik's pull request, where it is known. */
  readonly pull?: number;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** The option of the static configuration that came with it: `*` stands for any name. */
  readonly option?: string;
  /** The option of the static configuration that it takes the place of. */
  readonly replaces?: string;
  /** What keeps it as it was. */
  readonly keep?: { readonly option: string; readonly value: boolean };
  /** The test against the real programs that shows it. */
  readonly proof: string;
}

/**
 * All that the releases after the oldest modelled one changed of what happens to requests. Who computes something
 * that one of them changed asks `has`; which release that was stands here alone.
 */
const changes = {
  'qualified-services': {
    since: '3.7.10',
    pull: 13573,
    title: 'Services named with their provider need allowCrossNamespace',
    before:
      'A TraefikService can be named as `namespace-name@kubernetescrd` from any namespace, though `allowCrossNamespace` is off.',
    after: 'The reference is refused, and what has it is left out, as with middlewares and TLS options.',
    keep: { option: 'providers.kubernetesCRD.allowCrossNamespace', value: true },
    proof: 'test/real/versions/changes.test.ts',
  },
  'gateway-names': {
    since: '3.7.10',
    pull: 13580,
    title: 'Routers of the Gateway API have names that never collide',
    before: 'Names are normalized, so that those of two routes with one rule may be one, and chance decides.',
    after: 'A hash of all parts ends each name.',
    proof: 'test/real/gateway/differential.test.ts',
  },
  'gateway-conditions': {
    since: '3.7.10',
    pull: 13589,
    title: 'Gateways and rules without backends fare as Gateway API 1.6 says',
    before:
      'One listener that is not valid makes all of its Gateway not accepted, and a rule without backends answers with 503.',
    after: 'A Gateway is accepted with one valid listener, and such a rule answers with 500.',
    proof: 'test/real/gateway/differential.test.ts',
  },
  'strict-tls-options': {
    since: '3.7.11',
    pull: 13639,
    title: 'Conflicts of TLS options can disable routers',
    before: 'Routers that name other TLS options for one host are all served with the default ones.',
    after: 'So they are, unless `core.strictTLSOptions` is set: then they are disabled.',
    option: 'core.strictTLSOptions',
    proof: 'test/real/versions/changes.test.ts',
  },
  'default-tls-namespace': {
    since: '3.7.11',
    pull: 13665,
    title: 'The TLSOption and the TLSStore `default` can be kept to one namespace',
    before: 'One in any namespace counts for the whole cluster.',
    after: 'So it does, unless `defaultTLSResourcesNamespace` names the one namespace in which it counts.',
    option: 'providers.kubernetesCRD.defaultTLSResourcesNamespace',
    proof: 'test/real/versions/changes.test.ts',
  },
  'gateway-paths': {
    since: '3.7.11',
    pull: 13641,
    title: 'URLRewrite and RequestRedirect of the Gateway API keep what is encoded in a path',
    before: 'The path is decoded before its prefix is replaced, so that an encoded slash becomes one.',
    after: 'It is replaced in the path as it was written, with or without a slash at the end of the prefix.',
    proof: 'test/real/gateway/differential.test.ts',
  },
  'safe-naming': {
    since: '3.7.11',
    pull: 13689,
    title: 'Routers, services and middlewares can have names that never collide',
    before: 'Names are joined with dashes and normalized, so that those of two objects may be one.',
    after:
      'So they are, unless `safeNaming` is set: then `_` joins the parts, and a route is known by its number.',
    option: 'providers.kubernetesCRD.safeNaming',
    proof: 'test/real/versions/changes.test.ts',
  },
  'ingress-service-middlewares': {
    since: '3.7.11',
    pull: 13670,
    title: 'Middlewares of Services behind an Ingress obey crossProviderNamespaces',
    before: 'The annotation `service.middlewares` of a Service is heeded in every namespace.',
    after:
      'Outside of `crossProviderNamespaces` of the provider kubernetesIngress the path of the Ingress is left out.',
    proof: 'test/real/versions/changes.test.ts',
  },
  'nginx-default-backend': {
    since: '3.7.11',
    pull: 13575,
    title: 'Default backends of Ingresses of ingress-nginx are guarded',
    before:
      'What no path takes goes to `defaultBackend` past auth, custom headers, error pages and the client certificates that the Ingress asks for.',
    after: 'It passes them as the paths of the Ingress do.',
    proof: 'test/real/versions/changes.test.ts',
  },
  'nginx-entry-points': {
    since: '3.7.11',
    pull: 13629,
    title: 'Ingresses of ingress-nginx keep to the default entry points',
    before:
      'Without `httpEntryPoint` their routers stand on every entry point without TLS, that of the API too.',
    after: 'They stand on those alone that are default ones.',
    proof: 'test/real/versions/changes.test.ts',
  },
  'nginx-shared-client-auth': {
    since: '3.7.11',
    pull: 13638,
    title: 'Ingresses of ingress-nginx that want the same client certificates share their TLS options',
    before:
      'Two of them for one host stand against one another: the default options count, which want no certificate.',
    after: 'Their options are one.',
    proof: 'test/real/versions/changes.test.ts',
  },
  'alias-headers': {
    since: '3.7.12',
    pull: 13720,
    title: 'Headers that others may take for another can be deleted or refused',
    before: '`underscoreHeadersStrategy` knows names with `_` alone.',
    after: '`aliasHeadersStrategy` knows every name with anything but letters, digits and dashes.',
    option: 'entryPoints.*.http.aliasHeadersStrategy',
    replaces: 'entryPoints.*.http.underscoreHeadersStrategy',
    proof: 'test/real/versions/changes.test.ts',
  },
  'stream-child-errors': {
    since: '3.7.12',
    pull: 13749,
    title: 'Weighted TCP and UDP services show what is wrong with a child',
    before: 'A weighted service is shown as enabled, though one of its children cannot be built.',
    after: 'It is shown as disabled, with the error of the child. Its router was disabled before, too.',
    proof: 'test/real/versions/changes.test.ts',
  },
  'nginx-www-redirect': {
    since: '3.7.12',
    pull: 13708,
    title: 'Redirections from and to www keep to the beginning of the URL',
    before:
      'A URL in the path is redirected too, and what the expression does not match reaches the backend unguarded.',
    after: 'The expression is anchored, a slash at the end goes away, and what it does not match gets 503.',
    proof: 'test/real/versions/changes.test.ts',
  },
  'nginx-passthrough-http': {
    since: '3.7.13',
    pull: 13457,
    title: 'Hosts with ssl-passthrough answer without TLS too',
    before: 'Requests without TLS find no router.',
    after:
      'They go to the backend, or are redirected where `force-ssl-redirect` or a TLS section asks for it.',
    proof: 'test/real/versions/changes.test.ts',
  },
  'h2c-upgrade': {
    since: '3.7.13',
    pull: 13797,
    title: 'Upgrades to h2c are not passed on',
    before:
      '`Upgrade: h2c` and `HTTP2-Settings` of a client reach the backend, which may speak HTTP/2 from there on.',
    after: 'Both are removed.',
    proof: 'test/real/versions/changes.test.ts',
  },
  'opaque-targets': {
    since: '3.7.13',
    pull: 13796,
    title: 'Request targets without a path are refused',
    before: '`GET http:shop.example/admin` has no path for rules, and the backend gets it as it is.',
    after: 'It is answered with 400 before routing.',
    proof: 'test/real/versions/changes.test.ts',
  },
  'error-page-scheme': {
    since: '3.7.13',
    pull: 13320,
    title: 'The {url} of error pages has the scheme of X-Forwarded-Proto',
    before: 'It is that of the connection to Traefik.',
    after: 'It is that of a trusted X-Forwarded-Proto; `ws` and `wss` count as `http` and `https`.',
    proof: 'test/real/versions/changes.test.ts',
  },
  'negated-hosts': {
    since: '3.7.13',
    pull: 13725,
    title: 'Negated hosts of rules count no longer for TLS',
    before:
      'Host and HostSNI below a `!` name domains too: their TLS options hold for them, and ACME asks for them.',
    after: 'Only matchers that are not negated name domains.',
    proof: 'test/real/versions/changes.test.ts',
  },
} as const satisfies Readonly<Record<string, Change>>;

export type ChangeName = keyof typeof changes;

/** A change with the name by which it is asked for. */
export type NamedChange = Change & { readonly name: ChangeName };

/** All changes in the order in which they came. */
export const changeList: readonly NamedChange[] = Object.entries<Change>(changes).flatMap(([name, change]) =>
  isChangeName(name) ? [{ ...change, name }] : [],
);

function isChangeName(name: string): name is ChangeName {
  return Object.hasOwn(changes, name);
}
