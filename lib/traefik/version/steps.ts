import { type TraefikVersion, compareVersions } from './version';

/** What must be there for a step to concern anyone: one of these is enough. */
export interface Concern {
  /** Fields of objects: kind and path, `*` for any item or name. */
  readonly fields?: readonly (readonly [kind: string, path: string])[];
  /** Options of the static configuration, `*` for any name. */
  readonly options?: readonly string[];
  /** What stands in a rule of a route. */
  readonly rule?: RegExp;
}

/**
 * What a release does otherwise than those before it, from Traefik's notes on migration: also of releases that the model
 * does not compute. What is computed stands in `changes` instead.
 */
export interface Step {
  /** The first release of each line that has it, the oldest line first. */
  readonly since: readonly [string, ...string[]];
  readonly title: string;
  readonly consequence: string;
  readonly fix: string;
  /** @default it concerns everyone */
  readonly concerns?: Concern;
}

/** The oldest first. */
export const steps: readonly Step[] = [
  {
    since: ['3.1.0'],
    title: 'EndpointSlices are read in place of Endpoints, and Nodes for NodePort load balancing',
    consequence: 'Without the new rights Traefik sees no server of any Service.',
    fix: 'Give its ClusterRole list and watch of endpointslices (discovery.k8s.io) and get, list and watch of nodes.',
  },
  {
    since: ['3.1.1'],
    title: '`disableIngressClassLookup` is deprecated',
    consequence: 'It will be removed in the next major version.',
    fix: 'Set `disableClusterScopeResources` in its place.',
    concerns: { options: ['providers.kubernetesIngress.disableIngressClassLookup'] },
  },
  {
    since: ['3.2.1'],
    title: 'X-Forwarded-Prefix is removed from clients that are not trusted',
    consequence: 'A proxy in front of Traefik that sets it is no longer believed.',
    fix: 'Name the proxy in `forwardedHeaders.trustedIPs` of the entry point.',
  },
  {
    since: ['3.3.5'],
    title: 'Compression prefers gzip',
    consequence:
      'Clients without a preference of their own get gzip, then br, then zstd; before it was zstd first.',
    fix: 'Set `encodings` of the middleware to keep another order.',
    concerns: { fields: [['Middleware', 'spec.compress']] },
  },
  {
    since: ['3.3.6'],
    title: 'Paths are cleaned before they are routed',
    consequence: '`/../`, `/./` and repeated slashes are collapsed: rules and backends see the clean path.',
    fix: 'Keep it; `sanitizePath: false` of the entry point brings the old behaviour, which lets requests past rules of paths.',
  },
  {
    since: ['3.4.0'],
    title: 'The syntax of rules of Traefik v2 is deprecated',
    consequence: '`core.defaultRuleSyntax` and `syntax` of routes will be removed in the next major version.',
    fix: 'Write the rules in the syntax of v3: `cdk8s-traefik lint --fix` does.',
    concerns: {
      options: ['core.defaultRuleSyntax'],
      fields: [
        ['IngressRoute', 'spec.routes.*.syntax'],
        ['IngressRouteTCP', 'spec.routes.*.syntax'],
      ],
    },
  },
  {
    since: ['3.4.0'],
    title: 'The strategy `RoundRobin` is deprecated',
    consequence: 'It means `wrr`, and will be removed in the next major version.',
    fix: 'Write `wrr`, or leave it out.',
    concerns: { fields: [['IngressRoute', 'spec.routes.*.services.*.strategy']] },
  },
  {
    since: ['3.4.0'],
    title: '`rootCAsSecrets` is deprecated',
    consequence: 'It will be removed in the next major version.',
    fix: 'Write `rootCAs: [{ secret: … }]`; the ClusterRole needs to read ConfigMaps.',
    concerns: {
      fields: [
        ['ServersTransport', 'spec.rootCAsSecrets'],
        ['ServersTransportTCP', 'spec.tls.rootCAsSecrets'],
      ],
    },
  },
  {
    since: ['3.4.1'],
    title: 'Percent-encoded characters of paths are normalized, and reserved ones stay encoded for rules',
    consequence: '`/foo%2Fbar` no longer matches ``PathPrefix(`/foo/bar`)``, and `%2E` is a dot.',
    fix: 'Check rules of paths that clients reach by encoded slashes.',
  },
  {
    since: ['3.5.0'],
    title: 'Fewer spans are traced',
    consequence:
      '`traceVerbosity` is `minimal`: one span of the server and one of the client for each request.',
    fix: 'Set `traceVerbosity: detailed` on entry points or routes where the spans of middlewares are wanted.',
    concerns: { options: ['tracing'] },
  },
  {
    since: ['3.5.2'],
    title: '`proxyProtocol` of TCP services is deprecated',
    consequence: 'It still works.',
    fix: 'Set it on a ServersTransportTCP.',
    concerns: { fields: [['IngressRouteTCP', 'spec.routes.*.services.*.proxyProtocol']] },
  },
  {
    since: ['3.6.4'],
    title: 'Encoded characters in paths can be refused',
    consequence:
      '3.6.4 to 3.6.6 answer 400 to paths with `%2F`, `%5C`, `%00`, `%3B`, `%25`, `%3F` or `%23`, which Nextcloud, GitLab and Matrix send; since 3.6.7 they are admitted again.',
    fix: 'Set `encodedCharacters` of the entry point to refuse those that no backend needs.',
  },
  {
    since: ['3.6.8'],
    title: 'Health checks want a relative path',
    consequence: 'A health check whose path is a whole URL fails.',
    fix: 'Write the path alone.',
    concerns: { fields: [['IngressRoute', 'spec.routes.*.services.*.healthCheck.path']] },
  },
  {
    since: ['3.6.14'],
    title: 'A chain may name middlewares of its own namespace alone',
    consequence: 'Without `allowCrossNamespace` the whole chain is left out, and its routers are disabled.',
    fix: 'Copy the middlewares into the namespace of the chain, or set `providers.kubernetesCRD.allowCrossNamespace: true`.',
    concerns: { fields: [['Middleware', 'spec.chain.middlewares.*.namespace']] },
  },
  {
    since: ['3.6.14'],
    title: '`trustForwardHeader` of forwardAuth wants to be said',
    consequence:
      'Where it is not set some X-Forwarded headers of clients reach the auth server and some do not; Traefik warns.',
    fix: 'Set it to true, with `forwardedHeaders.trustedIPs` of the entry point, or to false.',
    concerns: { fields: [['Middleware', 'spec.forwardAuth']] },
  },
  {
    since: ['3.7.0'],
    title: 'Host and HostSNI know wildcards',
    consequence: '``Host(`*.example.com`)`` matches one more label, and its TLS options hold for such names.',
    fix: 'Check rules with a `*` in a host: before they matched that very text.',
    concerns: { rule: /Host(?:SNI)?\(\s*[`"]\*\./ },
  },
  {
    since: ['3.6.19', '3.7.3'],
    title: 'A basicAuth without users disables its routers',
    consequence: 'Requests get 404, or go to routers of lower priority, in place of 401.',
    fix: 'Give it a Secret with users.',
    concerns: { fields: [['Middleware', 'spec.basicAuth']] },
  },
  {
    since: ['3.6.19', '3.7.3'],
    title: 'Stripping a prefix must leave a clean path',
    consequence:
      'With the prefix `/api`, `/api../admin` is answered with 400: before it was passed on as `/../admin`.',
    fix: 'Nothing; a prefix that ends in a slash strips what is meant.',
    concerns: {
      fields: [
        ['Middleware', 'spec.stripPrefix'],
        ['Middleware', 'spec.stripPrefixRegex'],
      ],
    },
  },
  {
    since: ['3.7.7'],
    title: 'Host(`*`) matches every host',
    consequence: 'Before it matched hosts of one label, such as localhost.',
    fix: 'Check rules that have it.',
    concerns: { rule: /Host\(\s*[`"]\*[`"]/ },
  },
  {
    since: ['3.6.24', '3.7.9'],
    title: 'HTTP/1 CONNECT is answered with 501',
    consequence: 'It did not work before.',
    fix: 'Nothing.',
    concerns: { rule: /Method\(\s*[`"]CONNECT/ },
  },
];

/** The steps on the way from one release to another, the oldest first. */
export function stepsBetween(from: TraefikVersion, to: TraefikVersion): readonly Step[] {
  return steps.filter(({ since }) => hasIt(to.text, since) && !hasIt(from.text, since));
}

/** Whether a release has what came with the first of each of some lines. */
export function hasIt(release: string, since: readonly string[]): boolean {
  const own = since.find((first) => lineOf(first) === lineOf(release));
  if (own !== undefined) return compareVersions(release, own) >= 0;
  return since.every((first) => compareVersions(release, first) > 0);
}

function lineOf(release: string): string {
  return release.split('.').slice(0, 2).join('.');
}
