import type { EncodedCharacters } from '../../api';
import { forEncodedCharacters } from '../../api/middlewares';
import {
  type Model,
  type ProviderConfiguration,
  emptyConfiguration,
  routerWith,
} from '../dynamic/configuration';
import { normalize } from '../dynamic/names';
import { type StaticConfiguration, internalEntryPoint } from '../static';

/** The name of the provider of Traefik's own routers. */
export const internalProvider = 'internal';

/** The largest integer of Go; priorities of internal routers lie just below it. */
const maxInt = 2n ** 63n - 1n;

/** Routers, services and entry-point models that Traefik makes of its static configuration. */
export function provideInternal(statics: StaticConfiguration): ProviderConfiguration {
  const configuration = emptyConfiguration();
  addApi(configuration, statics);
  addPing(configuration, statics);
  addRest(configuration, statics);
  addPrometheus(configuration, statics);
  addModels(configuration, statics);
  addRedirections(configuration, statics);
  addAcme(configuration, statics);
  configuration.serversTransports.set('default', {
    insecureSkipVerify: false,
    rootCAs: 0,
    disableHTTP2: false,
  });
  configuration.tcpServersTransports.set('default', {
    insecureSkipVerify: false,
    rootCAs: 0,
    disableHTTP2: false,
  });
  configuration.services.set('noop', {});
  return configuration;
}

function addApi(
  { routers, middlewares, services }: ProviderConfiguration,
  { file }: StaticConfiguration,
): void {
  const { api } = file;
  if (!api) return;
  const { dashboard = true } = api;
  const entryPoints = [internalEntryPoint];
  if (api.insecure) {
    routers.set(
      'api',
      routerWith({
        entryPoints,
        rule: 'PathPrefix(`/api`)',
        service: 'api@internal',
        priority: maxInt - 1n,
      }),
    );
  }
  if (api.insecure && dashboard) {
    routers.set(
      'dashboard',
      routerWith({
        entryPoints,
        rule: 'PathPrefix(`/`)',
        service: 'dashboard@internal',
        priority: maxInt - 2n,
        middlewares: ['dashboard_redirect@internal', 'dashboard_stripprefix@internal'],
      }),
    );
    middlewares.set('dashboard_redirect', {
      redirectRegex: {
        regex: '^(http:\\/\\/(\\[[\\w:.]+\\]|[\\w\\._-]+)(:\\d+)?)\\/$',
        replacement: '${1}/dashboard/',
        permanent: true,
      },
    });
    middlewares.set('dashboard_stripprefix', { stripPrefix: { prefixes: ['/dashboard/', '/dashboard'] } });
  }
  if (api.insecure && api.debug) {
    routers.set(
      'debug',
      routerWith({
        entryPoints,
        rule: 'PathPrefix(`/debug`)',
        service: 'api@internal',
        priority: maxInt - 1n,
      }),
    );
  }
  services.set('api', {});
  if (dashboard) services.set('dashboard', {});
}

function addPing({ routers, services }: ProviderConfiguration, { file }: StaticConfiguration): void {
  if (!file.ping) return;
  const { manualRouting = false, entryPoint = internalEntryPoint } = file.ping;
  if (!manualRouting) {
    routers.set(
      'ping',
      routerWith({
        entryPoints: [entryPoint],
        rule: 'PathPrefix(`/ping`)',
        service: 'ping@internal',
        priority: maxInt,
      }),
    );
  }
  services.set('ping', {});
}

function addRest({ routers, services }: ProviderConfiguration, { file }: StaticConfiguration): void {
  const rest = file.providers?.rest;
  if (!rest) return;
  if (rest.insecure) {
    routers.set(
      'rest',
      routerWith({
        entryPoints: [internalEntryPoint],
        rule: 'PathPrefix(`/api/providers`)',
        service: 'rest@internal',
        priority: maxInt,
      }),
    );
  }
  services.set('rest', {});
}

function addPrometheus({ routers, services }: ProviderConfiguration, { file }: StaticConfiguration): void {
  const prometheus = file.metrics?.prometheus;
  if (!prometheus) return;
  const { manualRouting = false, entryPoint = internalEntryPoint } = prometheus;
  if (!manualRouting) {
    routers.set(
      'prometheus',
      routerWith({
        entryPoints: [entryPoint],
        rule: 'PathPrefix(`/metrics`)',
        service: 'prometheus@internal',
        priority: maxInt,
      }),
    );
  }
  services.set('prometheus', {});
}

function addModels({ models }: ProviderConfiguration, { file, entryPoints }: StaticConfiguration): void {
  const defaultRuleSyntax = file.core ? (file.core.defaultRuleSyntax ?? 'v3') : '';
  for (const [name, entryPoint] of entryPoints) {
    const { http = {}, observability } = entryPoint.file;
    const { middlewares = [], tls, encodedCharacters } = http;
    const isPlain = middlewares.length === 0 && !tls && !observability && !encodedCharacters;
    if (isPlain && defaultRuleSyntax === '') continue;
    const model: Model = {
      middlewares,
      tls: tls && { ...tls },
      observability: observability && {
        accessLogs: observability.accessLogs ?? true,
        metrics: observability.metrics ?? true,
        tracing: observability.tracing ?? true,
        traceVerbosity: observability.traceVerbosity ?? 'minimal',
      },
      deniedEncodedCharacters: encodedCharacters && { ...allAllowed, ...encodedCharacters },
      defaultRuleSyntax,
    };
    models.set(name, model);
  }
}

/** An entry point that names some encoded characters lets the others pass. */
const allAllowed: EncodedCharacters = forEncodedCharacters(true);

function addRedirections(
  { routers, middlewares }: ProviderConfiguration,
  statics: StaticConfiguration,
): void {
  for (const [name, { file }] of statics.entryPoints) {
    const redirection = file.http?.redirections?.entryPoint;
    const { to = '', scheme = 'https', permanent = true, priority = maxInt - 1n } = redirection ?? {};
    if (!redirection || to === '') continue;
    const port = /^:(\d+)$/.exec(to)?.[1] ?? portOf(statics, to);
    if (port === undefined) continue;
    const router = normalize(`${name}-to-${to}`);
    const bypass = file.allowACMEByPass ? ' && !PathPrefix(`/.well-known/acme-challenge/`)' : '';
    routers.set(
      router,
      routerWith({
        entryPoints: [name],
        middlewares: [`redirect-${router}`],
        rule: 'HostRegexp(`^.+$`)' + bypass,
        service: 'noop@internal',
        priority,
      }),
    );
    middlewares.set(`redirect-${router}`, {
      redirectScheme: { scheme, port, ...(permanent && { permanent }) },
    });
  }
}

function portOf(statics: StaticConfiguration, name: string): string | undefined {
  const entryPoint = statics.entryPoints.get(name);
  return entryPoint && String(entryPoint.port);
}

function addAcme(
  { routers, services }: ProviderConfiguration,
  { file, entryPoints }: StaticConfiguration,
): void {
  const challenged = new Set<string>();
  for (const resolver of file.certificatesResolvers?.values() ?? []) {
    const entryPoint = resolver.acme?.httpChallenge?.entryPoint ?? '';
    if (entryPoint !== '') challenged.add(entryPoint);
  }
  const bypassed = [...challenged].filter((name) => entryPoints.get(name)?.file.allowACMEByPass);
  const direct = [...challenged].filter((name) => !bypassed.includes(name));
  const rule = 'PathPrefix(`/.well-known/acme-challenge/`)';
  const service = 'acme-http@internal';
  if (direct.length > 0) {
    routers.set('acme-http', routerWith({ entryPoints: direct, rule, service, priority: maxInt }));
  }
  if (bypassed.length > 0) {
    routers.set('acme-http-bypass', routerWith({ entryPoints: bypassed, rule, service, ruleSyntax: '' }));
  }
  if (challenged.size > 0) services.set('acme-http', {});
}
