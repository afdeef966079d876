import path from 'node:path';

/** Traefik's static configuration, in the words of its own YAML. */
export interface StaticConfig {
  readonly entryPoints?: Readonly<Record<string, EntryPoint>>;
  readonly providers?: { readonly kubernetesCRD?: KubernetesCRD; readonly [option: string]: unknown };
  readonly experimental?: { readonly [option: string]: unknown };
  readonly certificatesResolvers?: Readonly<Record<string, { readonly acme?: object }>>;
  readonly api?: { readonly [option: string]: unknown };
  readonly log?: { readonly level?: string; readonly format?: string };
  readonly accessLog?: { readonly [option: string]: unknown };
  readonly [option: string]: unknown;
}

export interface EntryPoint {
  readonly address?: string;
  readonly [option: string]: unknown;
}

export interface KubernetesCRD {
  readonly namespaces?: readonly string[];
  readonly labelSelector?: string;
  readonly ingressClass?: string;
  readonly [option: string]: unknown;
}

/** What a Traefik of the official Helm chart listens on. */
export const chartEntryPoints: Readonly<Record<string, EntryPoint>> = {
  web: { address: ':8000' },
  websecure: { address: ':8443', http: { tls: {} } },
};

/** The entry point of the API; Traefik's `api.insecure` knows it by this name. */
export const apiEntryPoint = 'traefik';

/**
 * The configuration that really runs: the one asked for, on an address of its own, with the logs and the API that the
 * suites look into, quick to take changes in, and without what would reach for the Internet.
 */
export function runnable(config: StaticConfig, address: string, folder: string): StaticConfig {
  const { kubernetesCRD, ...providers } = config.providers ?? {};
  return {
    ...config,
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    entryPoints: entryPointsOf(config, address),
    providers: {
      ...providers,
      providersThrottleDuration: '50ms',
      kubernetesCRD: { allowEmptyServices: true, ...kubernetesCRD, throttleDuration: '50ms' },
    },
    ...(config.certificatesResolvers && {
      certificatesResolvers: withoutInternet(config.certificatesResolvers, folder),
    }),
    ...(config.experimental && { experimental: withoutDownloads(config.experimental) }),
    // The Go module carries no files of the dashboard.
    api: { dashboard: false, ...config.api, insecure: true },
    log: { level: config.log?.level ?? 'INFO', format: 'json' },
    accessLog: { ...config.accessLog, format: 'json', filePath: path.join(folder, 'access.log') },
  };
}

function entryPointsOf(config: StaticConfig, address: string): Readonly<Record<string, EntryPoint>> {
  const asked = { [apiEntryPoint]: { address: ':8080' }, ...(config.entryPoints ?? chartEntryPoints) };
  return Object.fromEntries(
    Object.entries(asked).map(([name, entryPoint]) => {
      const port = portOf(entryPoint.address ?? ':80');
      return [name, { ...entryPoint, address: `${address}:${port}` }];
    }),
  );
}

/** Resolvers keep their names, which routes refer to, and ask an ACME server that is not there. */
function withoutInternet(
  resolvers: NonNullable<StaticConfig['certificatesResolvers']>,
  folder: string,
): StaticConfig['certificatesResolvers'] {
  return Object.fromEntries(
    Object.entries(resolvers).map(([name, resolver]) => {
      const acme = {
        ...resolver.acme,
        caServer: 'https://127.0.0.1:9/',
        storage: path.join(folder, `${name}.json`),
      };
      return [name, { ...resolver, ...(resolver.acme && { acme }) }];
    }),
  );
}

/** Plugins come from their sources in the Traefik's folder; the catalogue cannot be reached. */
function withoutDownloads({
  plugins: _downloaded,
  ...experimental
}: NonNullable<StaticConfig['experimental']>): StaticConfig['experimental'] {
  return experimental;
}

/** `8443`, or `53/udp`, of `:8443` or `[::]:53/udp`. */
export function portOf(address: string): string {
  return address.slice(address.lastIndexOf(':') + 1);
}
