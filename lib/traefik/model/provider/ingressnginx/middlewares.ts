import type { NginxContext } from './context';
import { bufferingOf, rateLimitsOf, retryOf } from './limits';
import type { Location } from './location';
import { defaultBackendName } from './names';
import { tlsSecret } from './secrets';

/** A middleware of a router: the end of its name, and what Traefik's API shows of it. */
export type NamedMiddleware = readonly [suffix: string, config: Readonly<Record<string, object>>];

/** What the middlewares of a router depend on besides its location. */
export interface RouterPlace {
  readonly key: string;
  readonly isTls: boolean;
}

/** The middlewares of a router, in the order in which requests pass them. */
export function middlewaresOf(
  context: NginxContext,
  location: Location,
  place: RouterPlace,
): readonly NamedMiddleware[] {
  const { settings } = location.ingress;
  const { 'app-root': appRoot = '', 'upstream-vhost': vHost } = settings;
  const { 'limit-connections': connections = 0 } = settings;
  const { customHeaders } = location;
  const { login } = location;
  const redirect = redirectOf(location);
  const buffering = bufferingOf(context, settings);
  const allowed = (settings['allowlist-source-range'] ?? settings['whitelist-source-range']) || '';
  const passed = place.isTls ? passedCertificate(context, location) : undefined;
  const snippet = snippetOf(context, location);
  const retry = retryOf(context, location);
  return [
    ...(isRedirectedToTls(location) && !place.isTls
      ? [['redirect-scheme', { redirectScheme: { scheme: 'https', forcePermanentRedirect: true } }] as const]
      : []),
    ...errorsOf(context, location, place.key),
    ...(appRoot.startsWith('/') ? [['app-root', { appRoot: { path: appRoot } }] as const] : []),
    ...(redirect ? [['redirect', { redirectRegex: redirect }] as const] : []),
    ...(login
      ? [
          [
            login.kind === 'basicAuth' ? 'basic-auth' : 'digest-auth',
            { [login.kind]: { users: login.users, ...(login.realm !== '' && { realm: login.realm }) } },
          ] as const,
        ]
      : []),
    ...(buffering ? [['buffering', { buffering }] as const] : []),
    ...(allowed === ''
      ? []
      : [['allowed-source-range', { ipAllowList: allowListOf(context, allowed) }] as const]),
    ...corsOf(location),
    ...rewriteOf(location),
    ...(vHost === undefined ? [] : [['vhost', { upstreamVHost: vHostOf(location, vHost) }] as const]),
    ...rateLimitsOf(settings),
    ...(connections > 0
      ? [
          [
            'limit-connections',
            { inFlightReq: { amount: connections, sourceCriterion: { ipStrategy: {} } } },
          ] as const,
        ]
      : []),
    ...(passed
      ? [['pass-certificate-to-upstream', { authTLSPassCertificateToUpstream: passed }] as const]
      : []),
    ...(customHeaders !== 'failed' && Object.keys(customHeaders).length > 0
      ? [['custom-headers', { headers: { customResponseHeaders: customHeaders } }] as const]
      : []),
    ...(snippet ? [['snippet', { snippet }] as const] : []),
    ...(retry ? [['retry', { retry }] as const] : []),
  ];
}

/** Whether requests without TLS are redirected. */
export function isRedirectedToTls({
  ingress: { settings },
  hasTls,
}: Pick<Location, 'ingress' | 'hasTls'>): boolean {
  return settings['force-ssl-redirect'] === true || (hasTls && (settings['ssl-redirect'] ?? true));
}

function errorsOf({ options }: NginxContext, location: Location, key: string): readonly NamedMiddleware[] {
  const { ingress, errorBackend, serviceName, servicePort } = location;
  const status = ingress.settings['custom-http-errors'] ?? options.customHTTPErrors ?? [];
  const hasDefault = typeof options.defaultBackend === 'object';
  if (status.length === 0 || (errorBackend === undefined && !hasDefault)) return [];
  const errors = {
    status,
    service: errorBackend === undefined ? defaultBackendName : `default-backend-${key}`,
    nginxHeaders: {
      'X-Ingress-Name': [ingress.object.name],
      'X-Namespaces': [ingress.object.namespace],
      'X-Service-Name': [serviceName],
      'X-Service-Port': [servicePort],
    },
  };
  return [['custom-http-errors', { errors }]];
}

function redirectOf({ ingress: { settings }, usesRegex, path }: Location): object | undefined {
  const { 'permanent-redirect': permanent, 'temporal-redirect': temporal } = settings;
  const replacement = temporal ?? permanent;
  if (replacement === undefined) return undefined;
  const [written, usual] =
    temporal === undefined
      ? [settings['permanent-redirect-code'], 301]
      : [settings['temporal-redirect-code'], 302];
  const statusCode = written === undefined || written < 300 || written > 308 ? usual : written;
  const regex = usesRegex ? `^https?://[^/]+${path}` : '.*';
  return { regex, ...(replacement !== '' && { replacement }), statusCode };
}

function allowListOf({ options }: NginxContext, ranges: string): object {
  const { ipAllowListStrategy: ipStrategy } = options;
  return { sourceRange: ranges.split(',').map((range) => range.trim()), ...(ipStrategy && { ipStrategy }) };
}

const corsHeaders =
  'DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization';

function corsOf({ ingress: { settings } }: Location): readonly NamedMiddleware[] {
  if (settings['enable-cors'] !== true) return [];
  const headers = {
    ...((settings['cors-allow-credentials'] ?? true) && { accessControlAllowCredentials: true }),
    accessControlExposeHeaders: settings['cors-expose-headers'] ?? [],
    accessControlAllowHeaders: settings['cors-allow-headers'] ?? corsHeaders.split(','),
    accessControlAllowMethods: settings['cors-allow-methods'] ?? [
      'GET',
      'PUT',
      'POST',
      'DELETE',
      'PATCH',
      'OPTIONS',
    ],
    accessControlAllowOriginList: settings['cors-allow-origin'] ?? ['*'],
    accessControlMaxAge: settings['cors-max-age'] ?? 1_728_000,
  };
  return [['cors', { headers }]];
}

const prefixTemplate = /^\/?[-._~a-zA-Z0-9/$:]*$/;

function rewriteOf({ ingress: { settings }, path }: Location): readonly NamedMiddleware[] {
  const { 'rewrite-target': replacement = '', 'x-forwarded-prefix': prefix = '' } = settings;
  if (replacement === '' || replacement === path) return [];
  const rewriteTarget = {
    ...(path !== '' && { regex: path }),
    replacement,
    ...(prefix !== '' && prefixTemplate.test(prefix) && { xForwardedPrefix: prefix }),
  };
  return [['rewrite-target', { rewriteTarget }]];
}

function vHostOf({ ingress: { object }, path, serviceName, servicePort }: Location, vHost: string): object {
  return {
    ...(vHost !== '' && { vHost }),
    vars: {
      $ingress_name: object.name,
      $location_path: path,
      $namespace: object.namespace,
      $service_name: serviceName,
      $service_port: servicePort,
    },
  };
}

/** What auth-tls-verify-client means. */
export function clientAuthType(verify: string | undefined): string {
  switch (verify) {
    case 'off':
      return 'NoClientCert';
    case 'optional':
      return 'VerifyClientCertIfGiven';
    case 'optional_no_ca':
      return 'RequestClientCert';
    default:
      return 'RequireAndVerifyClientCert';
  }
}

function passedCertificate(
  context: NginxContext,
  { ingress: { object, settings } }: Location,
): object | undefined {
  const { 'auth-tls-secret': secret, 'auth-tls-verify-client': verify } = settings;
  if (!settings['auth-tls-pass-certificate-to-upstream'] || secret === undefined) return undefined;
  const type = clientAuthType(verify);
  if (type !== 'RequestClientCert') return { clientAuthType: type };
  const [namespace = '', name = ''] = secret.split('/');
  const isReachable = context.options.allowCrossNamespaceResources || namespace === object.namespace;
  const read = isReachable && name !== '' ? tlsSecret(context, namespace, name) : undefined;
  const ca = read && 'value' in read ? read.value.ca : undefined;
  return { clientAuthType: type, ...(ca !== undefined && { caFiles: [ca] }) };
}

function snippetOf(
  { options }: NginxContext,
  { ingress: { settings }, serverSnippet }: Location,
): object | undefined {
  const { 'configuration-snippet': configurationSnippet = '', 'auth-url': own = '' } = settings;
  const isGlobal = own === '' && (settings['enable-global-auth'] ?? true);
  const address = isGlobal ? (options.globalAuthURL ?? '') : own;
  if (serverSnippet === '' && configurationSnippet === '' && address === '') return undefined;
  return {
    ...(serverSnippet !== '' && { serverSnippet }),
    ...(configurationSnippet !== '' && { configurationSnippet }),
    ...(address !== '' && { auth: authOf(settings, address) }),
  };
}

function authOf(settings: Location['ingress']['settings'], address: string): object {
  const {
    'auth-signin': authSigninURL = '',
    'auth-method': method = '',
    'auth-snippet': snippet = '',
  } = settings;
  const headers = (settings['auth-response-headers'] ?? '').split(',').map((name) => name.trim());
  const authResponseHeaders = headers.filter((name) => name !== '');
  return {
    address,
    ...(method !== '' && { method }),
    ...(snippet !== '' && { snippet }),
    ...(authResponseHeaders.length > 0 && { authResponseHeaders }),
    ...(authSigninURL !== '' && { authSigninURL }),
  };
}
