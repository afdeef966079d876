import { forEncodedCharacters } from '../../api/middlewares';
import { type Section, flag, named, section, sections, text, texts, whole } from './fields';

/*
 * The part of Traefik's static configuration that decides what happens to a request. Names, nesting and
 * meaning are Traefik's own: https://doc.traefik.io/traefik/v3.7/reference/install-configuration/
 */

const domain = { main: text, sans: texts };

const encodedCharacters = forEncodedCharacters(flag);

/** Sections that may be empty: writing one down turns it on. */
const allowEmpty = true;

/** All fields are listed, so any other is one that Traefik does not know. */
const others = '';

const redirection = { to: text, scheme: text, permanent: flag, priority: whole };

const tls = { options: text, certResolver: text, domains: sections(section(domain, { others })) };

const entryPointHttp = {
  redirections: section({ entryPoint: section(redirection, { others }) }, { others }),
  middlewares: texts,
  tls: section(tls, { allowEmpty, others }),
  encodedCharacters: section(encodedCharacters, { others }),
  encodeQuerySemicolons: flag,
  sanitizePath: flag,
  maxHeaderBytes: whole,
  underscoreHeadersStrategy: text,
  aliasHeadersStrategy: text,
};

const forwardedHeaders = {
  insecure: flag,
  trustedIPs: texts,
  connection: texts,
  notAppendXForwardedFor: flag,
};

const observability = { accessLogs: flag, metrics: flag, tracing: flag, traceVerbosity: text };

const entryPoint = {
  address: text,
  allowACMEByPass: flag,
  asDefault: flag,
  proxyProtocol: section({ insecure: flag, trustedIPs: texts }, { allowEmpty, others }),
  forwardedHeaders: section(forwardedHeaders, { others }),
  http: section(entryPointHttp, { others }),
  observability: section(observability, { others }),
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
  safeNaming: flag,
  defaultTLSResourcesNamespace: text,
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

const kubernetesIngressNGINX = {
  watchNamespace: text,
  watchNamespaceSelector: text,
  ingressClass: text,
  controllerClass: text,
  watchIngressWithoutClass: flag,
  ingressClassByName: flag,
  defaultBackendService: text,
  disableSvcExternalName: flag,
  ipAllowListStrategy: section(
    { depth: whole, excludedIPs: texts, ipv6Subnet: whole },
    { allowEmpty, others },
  ),
  httpEntryPoint: text,
  httpsEntryPoint: text,
  globalAuthURL: text,
  proxyRequestBuffering: flag,
  clientBodyBufferSize: whole,
  proxyBodySize: whole,
  proxyBuffering: flag,
  proxyBufferSize: whole,
  proxyBuffersNumber: whole,
  proxyConnectTimeout: whole,
  proxyReadTimeout: whole,
  proxySendTimeout: whole,
  proxyNextUpstream: text,
  proxyNextUpstreamTries: whole,
  proxyNextUpstreamTimeout: whole,
  customHTTPErrors: texts,
  allowCrossNamespaceResources: flag,
  globalAllowedResponseHeaders: texts,
  allowSnippetAnnotations: flag,
  strictValidatePathType: flag,
};

const kubernetesGateway = {
  namespaces: texts,
  labelSelector: text,
  experimentalChannel: flag,
  statusAddress: section(
    { ip: text, hostname: text, service: section({ name: text, namespace: text }, { others }) },
    { others },
  ),
  nativeLBByDefault: flag,
  crossProviderNamespaces: texts,
};

const kubernetesAccess = 'endpoint token certAuthFilePath throttleDuration';

const docker = {
  exposedByDefault: flag,
  constraints: text,
  allowEmptyServices: flag,
  network: text,
  useBindPortIP: flag,
  defaultRule: text,
};

const dockerAccess = 'watch username password endpoint tls httpClientTimeout';

const providers = {
  precedence: texts,
  kubernetesCRD: section(kubernetesCRD, { allowEmpty, others: kubernetesAccess }),
  kubernetesIngress: section(kubernetesIngress, {
    allowEmpty,
    others: `${kubernetesAccess} ingressEndpoint`,
  }),
  docker: section(docker, { allowEmpty, others: dockerAccess }),
  swarm: section(docker, { allowEmpty, others: `${dockerAccess} refreshSeconds` }),
  file: section({ filename: text, directory: text }, { others: 'watch debugLogGeneratedTemplate' }),
  rest: section({ insecure: flag }, { allowEmpty, others }),
  kubernetesIngressNGINX: section(kubernetesIngressNGINX, {
    allowEmpty,
    others: `${kubernetesAccess} publishService publishStatusAddress upstreamKeepaliveTimeout`,
  }),
  kubernetesGateway: section(kubernetesGateway, { allowEmpty, others: `${kubernetesAccess} qps burst` }),
  /** What is not computed: only whether it is on is read. */
  knative: section({}, { allowEmpty }),
};

const routed = { entryPoint: text, manualRouting: flag };

const acme = {
  storage: text,
  httpChallenge: section({ entryPoint: text }, { allowEmpty, others: 'delay' }),
  tlsChallenge: section({}, { allowEmpty, others: 'delay' }),
};

const configuration = {
  entryPoints: named(section(entryPoint, { allowEmpty, others: 'reusePort transport http2 http3 udp' })),
  providers: section(providers, {
    others: 'providersThrottleDuration consulCatalog nomad ecs consul etcd zooKeeper redis http plugin',
  }),
  api: section(
    { insecure: flag, dashboard: flag, debug: flag, basePath: text },
    { allowEmpty, others: 'disableDashboardAd dashboardName' },
  ),
  ping: section({ ...routed }, { allowEmpty, others: 'terminatingStatusCode' }),
  metrics: section(
    {
      prometheus: section(
        { ...routed, addEntryPointsLabels: flag, addRoutersLabels: flag, addServicesLabels: flag },
        { allowEmpty, others: 'buckets headerLabels' },
      ),
    },
    { others: 'addInternals datadog statsD influxDB2 otlp' },
  ),
  certificatesResolvers: named(section({ acme: section(acme) }, { allowEmpty, others: 'tailscale' })),
  core: section({ defaultRuleSyntax: text, strictTLSOptions: flag }, { others }),
  hostResolver: section({ cnameFlattening: flag }, { allowEmpty, others: 'resolvConfig resolvDepth' }),
  experimental: section(
    {
      plugins: named(section({}, { allowEmpty, others: 'moduleName version hash settings' })),
      localPlugins: named(section({}, { allowEmpty, others: 'moduleName settings' })),
    },
    { others: 'abortOnPluginFailure fastProxy otlpLogs knative kubernetesIngressNGINX kubernetesGateway' },
  ),
};

/** Reads Traefik's static configuration. */
export const readConfiguration = section(configuration, { allowEmpty });

/** Traefik's static configuration as its file says it, without what decides nothing here. */
export type StaticFile = Section<typeof configuration>;

/** One entry point as the file says it. */
export type EntryPointFile = Section<typeof entryPoint>;

/** Which encoded characters an entry point lets into paths. */
export type EncodedCharactersFile = Section<typeof encodedCharacters>;

/** `providers.kubernetesCRD`. */
export type KubernetesCrdProvider = Section<typeof kubernetesCRD>;

/** `providers.docker`, and `providers.swarm`. */
export type DockerProviderOptions = Section<typeof docker>;

/** `providers.kubernetesIngress`. */
export type KubernetesIngressProvider = Section<typeof kubernetesIngress>;

/** `providers.kubernetesIngressNGINX`. */
export type KubernetesIngressNginxProvider = Section<typeof kubernetesIngressNGINX>;

/** `providers.kubernetesGateway`. */
export type KubernetesGatewayProvider = Section<typeof kubernetesGateway>;
