import type { MiddlewareConfig } from '../../traefik/api/middlewares';
import { isPlainMap, own } from '../../core/base';
import type { MigrationCode } from './catalogue';
import { type IngressName, annotationAt } from './note';
import { findObject, namespaceOf } from './read';
import { type Scene, settingsOf } from './scene';
import { serviceReference } from './services';

/** A reference to a Middleware, as routes have it. */
export interface MiddlewareReference {
  readonly name: string;
  readonly namespace?: string;
}

/** The Middlewares of a router, in their order. */
export function middlewaresFor(
  scene: Scene,
  ingress: IngressName,
  names: readonly string[],
): readonly MiddlewareReference[] {
  return names.flatMap((name): readonly MiddlewareReference[] => {
    const config = scene.configuration.middlewares.get(name);
    if (!config) return referenced(scene, ingress, name);
    const spec = specOf(scene, ingress, config);
    if (!spec) return [];
    const [kind = ''] = Object.keys(spec);
    const wanted = `${ingress.name}-${wordsOf[kind] ?? kind.toLowerCase()}`;
    return [{ name: scene.workshop.shared('Middleware', ingress, wanted, spec) }];
  });
}

/** What Middlewares are called by their kinds. */
const wordsOf: Readonly<Record<string, string>> = {
  basicAuth: 'login',
  buffering: 'buffers',
  digestAuth: 'login',
  errors: 'error-pages',
  forwardAuth: 'auth',
  headers: 'headers',
  inFlightReq: 'connections',
  ipAllowList: 'addresses',
  passTLSClientCert: 'client-certificate',
  rateLimit: 'rate',
  redirectRegex: 'redirect',
  redirectScheme: 'https',
  replacePath: 'rewrite',
  replacePathRegex: 'rewrite',
  retry: 'retry',
};

/** A Middleware that the Ingress names itself: `namespace-name@kubernetescrd`. */
function referenced(
  { objects }: Scene,
  { namespace }: IngressName,
  name: string,
): readonly MiddlewareReference[] {
  const found = objects.find(
    ({ kind, metadata }) =>
      kind === 'Middleware' && name === `${namespaceOf({ metadata })}-${metadata.name}@kubernetescrd`,
  );
  if (!found) return name.includes('@') ? [{ name }] : [];
  const { namespace: there = 'default', name: its } = found.metadata;
  return [{ name: its, ...(there !== namespace && { namespace: there }) }];
}

/** The spec of a Middleware that does what a provider's own does, as far as there is one. */
function specOf(scene: Scene, ingress: IngressName, config: MiddlewareConfig): object | undefined {
  const note = (code: MigrationCode, annotation: string, fate: 'changed' | 'lost' = 'changed'): void =>
    scene.workshop.notes.add({ ingress, at: annotationAt(annotation), fate, code });
  const { redirectScheme, redirectRegex, appRoot, rewriteTarget, upstreamVHost, snippet, errors } = config;
  const { authTLSPassCertificateToUpstream, buffering, basicAuth, digestAuth } = config;
  if (redirectScheme) {
    note('MG101', settingsOf(scene, ingress)['force-ssl-redirect'] ? 'force-ssl-redirect' : 'ssl-redirect');
    return { redirectScheme: { scheme: redirectScheme.scheme, permanent: true } };
  }
  if (redirectRegex) {
    const { statusCode = 302, regex, replacement } = redirectRegex;
    note('MG102', redirectAnnotation(scene, ingress));
    const isPermanent = statusCode === 301 || statusCode === 308;
    return { redirectRegex: { regex, replacement, ...(isPermanent && { permanent: true }) } };
  }
  if (appRoot) {
    note('MG102', 'app-root');
    if (appRoot.path?.includes('$')) note('MG204', 'app-root', 'lost');
    return {
      redirectRegex: { regex: '^(https?://[^/]+)/(?:\\?.*)?$', replacement: `\${1}${appRoot.path ?? ''}` },
    };
  }
  if (rewriteTarget) return rewriting(rewriteTarget, note);
  if (upstreamVHost) return hostHeader(upstreamVHost, note);
  if (snippet) return asking(snippet, note);
  if (errors) {
    note('MG104', 'custom-http-errors');
    const service = serviceReference(scene, ingress, errors.service ?? '');
    return service && { errors: { status: errors.status, service, query: '/' } };
  }
  if (authTLSPassCertificateToUpstream) {
    note('MG107', 'auth-tls-pass-certificate-to-upstream');
    return { passTLSClientCert: { pem: true } };
  }
  if (buffering) {
    const { disableRequestBuffer, disableResponseBuffer, ...limits } = {
      disableRequestBuffer: false,
      disableResponseBuffer: false,
      ...buffering,
    };
    if (disableRequestBuffer || disableResponseBuffer)
      note('MG106', disableRequestBuffer ? 'proxy-buffering' : 'proxy-request-buffering');
    if (!disableRequestBuffer) return { buffering: limits };
    const { maxRequestBodyBytes: _most, memRequestBodyBytes: _inMemory, ...ofResponses } = limits;
    return { buffering: ofResponses };
  }
  if (basicAuth ?? digestAuth) return login(scene, ingress, basicAuth ? 'basicAuth' : 'digestAuth', note);
  const { refusal: _refusal, ...spec } = config;
  return spec;
}

type Tell = (code: MigrationCode, annotation: string, fate?: 'changed' | 'lost') => void;

function redirectAnnotation(scene: Scene, ingress: IngressName): string {
  const settings = settingsOf(scene, ingress);
  if (settings['temporal-redirect'] !== undefined) return 'temporal-redirect';
  return settings['permanent-redirect'] === undefined ? 'from-to-www-redirect' : 'permanent-redirect';
}

function rewriting(
  { regex = '', replacement = '', xForwardedPrefix }: NonNullable<MiddlewareConfig['rewriteTarget']>,
  note: Tell,
): object {
  if (xForwardedPrefix !== undefined) note('MG204', 'x-forwarded-prefix', 'lost');
  if (/^[a-z][a-z0-9+.-]*:/i.test(replacement)) {
    note('MG102', 'rewrite-target');
    return { redirectRegex: { regex: `(?i)^https?://[^/]+${regex.replace(/^\^/, '')}.*`, replacement } };
  }
  note('MG103', 'rewrite-target');
  if (regex === '') return { replacePath: { path: replacement.replace(/\$[0-9]+/g, '') } };
  return { replacePathRegex: { regex: `(?i)${regex.trim()}`, replacement: replacement.trim() } };
}

function hostHeader(
  { vHost = '', vars = {} }: NonNullable<MiddlewareConfig['upstreamVHost']>,
  note: Tell,
): object | undefined {
  const host = vHost.replace(/\$\{?([a-z_]+)\}?/g, (written, name: string) => vars[`$${name}`] ?? written);
  if (!host.includes('$')) return { headers: { customRequestHeaders: { Host: host } } };
  // That is what the backend gets anyway.
  if (host !== '$host') note('MG204', 'upstream-vhost', 'lost');
  return undefined;
}

function asking(
  { auth, serverSnippet, configurationSnippet }: NonNullable<MiddlewareConfig['snippet']>,
  note: Tell,
): object | undefined {
  if (serverSnippet !== undefined) note('MG201', 'server-snippet', 'lost');
  if (configurationSnippet !== undefined) note('MG201', 'configuration-snippet', 'lost');
  if (auth?.snippet !== undefined) note('MG201', 'auth-snippet', 'lost');
  if (!auth) return undefined;
  const { address = '', authResponseHeaders, authSigninURL } = auth;
  if (`${address}${authSigninURL ?? ''}`.includes('$'))
    note('MG204', address.includes('$') ? 'auth-url' : 'auth-signin', 'lost');
  note('MG105', 'auth-url');
  return {
    forwardAuth: {
      address,
      ...(authResponseHeaders && { authResponseHeaders }),
      ...(authSigninURL !== undefined && { authSigninURL }),
    },
  };
}

/** A login by the same Secret, where a Middleware can read it. */
function login(scene: Scene, ingress: IngressName, kind: 'basicAuth' | 'digestAuth', note: Tell): object {
  const settings = settingsOf(scene, ingress);
  const [secret = '', namespace = ingress.namespace] = (settings['auth-secret'] ?? '')
    .split('/')
    .toReversed();
  const found = findObject(scene, 'Secret', namespace, secret);
  const isUsable =
    namespace === ingress.namespace && settings['auth-secret-type'] !== 'auth-map' && isFileOfUsers(found);
  if (!isUsable) note('MG205', 'auth-secret', 'lost');
  const realm = settings['auth-realm'] ?? '';
  return { [kind]: { secret, ...(realm !== '' && { realm }) } };
}

/** Whether a Secret has one key, with nothing but lines of users. */
function isFileOfUsers(secret: object | undefined): boolean {
  const [data, texts] = [own(secret, 'data'), own(secret, 'stringData')];
  const decoded = Object.values(isPlainMap(data) ? data : {}).map((value) =>
    Buffer.from(String(value), 'base64').toString(),
  );
  const all = [...decoded, ...Object.values(isPlainMap(texts) ? texts : {}).map(String)];
  const lines = all.flatMap((text) => text.split('\n')).map((line) => line.trim());
  return all.length === 1 && !lines.some((line) => line.startsWith('#'));
}
