import { type Section, flag, named, section, sections, text, texts, whole } from './fields';

/*
 * The part of Traefik's static configuration that decides what happens to a request. Names, nesting and
 * meaning are Traefik's own: https://doc.traefik.io/traefik/v3.7/reference/install-configuration/
 */

const domain = { main: text, sans: texts };

const encodedCharacters = {
  allowEncodedSlash: flag,
  allowEncodedBackSlash: flag,
  allowEncodedNullCharacter: flag,
  allowEncodedSemicolon: flag,
  allowEncodedPercent: flag,
  allowEncodedQuestionMark: flag,
  allowEncodedHash: flag,
};

const redirection = { to: text, scheme: text, permanent: flag, priority: whole };

const entryPointHttp = {
  redirections: section({ entryPoint: section(redirection) }),
  middlewares: texts,
  tls: section({ options: text, certResolver: text, domains: sections(section(domain)) }),
  encodedCharacters: section(encodedCharacters),
  encodeQuerySemicolons: flag,
  sanitizePath: flag,
  maxHeaderBytes: whole,
  underscoreHeadersStrategy: text,
};

const entryPoint = {
  address: text,
  allowACMEByPass: flag,
  asDefault: flag,
  proxyProtocol: section({ insecure: flag, trustedIPs: texts }),
  forwardedHeaders: section({
    insecure: flag,
    trustedIPs: texts,
    connection: texts,
    notAppendXForwardedFor: flag,
  }),
  http: section(entryPointHttp),
  observability: section({ accessLogs: flag, metrics: flag, tracing: flag, traceVerbosity: text }),
};

const kubernetesCRD = {
  namespaces: texts,
  allowCrossNamespace: flag,
  allowExternalNameServices: flag,
  crossProviderNamespaces: texts,
  labelSelector: text,
  ingressClass: text,
  allowEmptyServices: flag,
  nativeLBByDefault: flag,
  disableClusterScopeResources: flag,
};

const kubernetesIngress = {
  namespaces: texts,
  allowExternalNameServices: flag,
  crossProviderNamespaces: texts,
  labelSelector: text,
  ingressClass: text,
  allowEmptyServices: flag,
  nativeLBByDefault: flag,
  disableClusterScopeResources: flag,
  disableIngressClassLookup: flag,
  strictPrefixMatching: flag,
};

const providers = {
  precedence: texts,
  kubernetesCRD: section(kubernetesCRD),
  kubernetesIngress: section(kubernetesIngress),
  rest: section({ insecure: flag }),
};

const routed = { entryPoint: text, manualRouting: flag };

const configuration = {
  entryPoints: named(section(entryPoint)),
  providers: section(providers),
  api: section({ insecure: flag, dashboard: flag, debug: flag, basePath: text }),
  ping: section({ ...routed }),
  metrics: section({ prometheus: section({ ...routed }) }),
  certificatesResolvers: named(
    section({
      acme: section({
        httpChallenge: section({ entryPoint: text }),
        tlsChallenge: section({}),
      }),
    }),
  ),
  core: section({ defaultRuleSyntax: text }),
  hostResolver: section({ cnameFlattening: flag }),
  experimental: section({ plugins: named(section({})), localPlugins: named(section({})) }),
};

/** Reads Traefik's static configuration. */
export const readConfiguration = section(configuration);

/** Traefik's static configuration as its file says it, unknown fields left out. */
export type StaticFile = Section<typeof configuration>;

/** One entry point as the file says it. */
export type EntryPointFile = Section<typeof entryPoint>;

/** Which encoded characters an entry point lets into paths. */
export type EncodedCharactersFile = Section<typeof encodedCharacters>;

/** `providers.kubernetesCRD`. */
export type KubernetesCrdProvider = Section<typeof kubernetesCRD>;

/** `providers.kubernetesIngress`. */
export type KubernetesIngressProvider = Section<typeof kubernetesIngress>;
