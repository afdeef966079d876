import type { FieldPath } from '../../core/finding';
import type { LoadBalancerService, TraefikServiceSpec } from '../../traefik/api';
import type { ReleaseSpec } from '../../traefik/release';
import type { EnvironmentSpec, HttpRoute, HttpServiceReference } from './spec';

/** A release as a file declares it, and how routes come to its service. */
export interface DeclaredRelease extends ReleaseSpec {
  /** The port that routes lead to, by name or number. @default the one that is meant where none is named */
  readonly port?: string | number;
}

/** Releases by the name of their service. */
export type Releases = ReadonlyMap<string, DeclaredRelease>;

/**
 * An environment in which HTTP routes to a service that is released lead to a TraefikService of its name, through which
 * the release shares requests out. References with other options than the first one stay as they are.
 */
export function withReleases(spec: EnvironmentSpec): {
  readonly spec: EnvironmentSpec;
  readonly releases: Releases;
  /** Where the file has what a TraefikService of these was made from: the reference of a route, by its name. */
  readonly written: ReadonlyMap<string, FieldPath>;
} {
  const releases = new Map<string, DeclaredRelease>();
  const services = Object.entries(spec.services ?? {}).map(([name, { release, ...service }]) => {
    if (release) releases.set(name, release);
    return [name, service] as const;
  });
  if (releases.size === 0) return { spec, releases, written: new Map() };
  const rewriter = new Rewriter(releases, spec);
  const http = Object.entries(spec.routes?.http ?? {}).map(
    ([name, route]) => [name, rewriter.route(route, ['routes', 'http', name])] as const,
  );
  return {
    releases,
    written: rewriter.written,
    spec: {
      ...spec,
      services: Object.fromEntries(services),
      ...(spec.routes && {
        routes: { ...spec.routes, ...(spec.routes.http && { http: Object.fromEntries(http) }) },
      }),
      traefikServices: { ...spec.traefikServices, ...Object.fromEntries(rewriter.made) },
    },
  };
}

type Options = Omit<LoadBalancerService, 'name' | 'kind' | 'namespace' | 'weight' | 'middlewares'>;

class Rewriter {
  readonly made = new Map<string, TraefikServiceSpec>();
  readonly written = new Map<string, FieldPath>();
  private readonly options = new Map<string, string>();

  constructor(
    private readonly releases: Map<string, DeclaredRelease>,
    private readonly spec: EnvironmentSpec,
  ) {}

  route(route: HttpRoute, at: FieldPath): HttpRoute {
    const { services } = route;
    if (!services) return route;
    const led = services.map((reference, index) => this.reference(reference, [...at, 'services', index]));
    return { ...route, services: led };
  }

  private reference(reference: HttpServiceReference, at: FieldPath): HttpServiceReference {
    const {
      name,
      kind = 'Service',
      namespace,
      weight,
      middlewares,
      ...options
    } = typeof reference === 'string' ? { name: reference } : reference;
    const release = this.releases.get(name);
    if (!release || kind !== 'Service' || !this.isHome(name, namespace) || middlewares) return reference;
    const isPlain = (release.mode ?? 'plain') === 'plain';
    const isUsual = options.port === undefined || options.port === 'http';
    // A controller knows one TraefikService, by the name of the service.
    const suffix = isUsual || !isPlain ? '' : `-release-${options.port}`;
    const own = `${name}${suffix}`;
    const text = JSON.stringify({ ...options, port: isUsual ? '' : options.port });
    if (Object.hasOwn(this.spec.traefikServices ?? {}, own) || (this.options.get(own) ?? text) !== text)
      return reference;
    this.options.set(own, text);
    if (!this.written.has(own)) this.written.set(own, at);
    if (!isPlain && !isUsual) this.releases.set(name, { ...release, port: options.port });
    this.made.set(own, throughRelease(name, options, release));
    return { kind: 'TraefikService', name: own, ...(weight !== undefined && { weight }) };
  }

  private isHome(name: string, namespace: string | undefined): boolean {
    const home = this.spec.services?.[name]?.namespace ?? this.spec.namespace;
    return namespace === undefined || namespace === home;
  }
}

function throughRelease(name: string, options: Options, { sticky: cookie }: ReleaseSpec): TraefikServiceSpec {
  return {
    weighted: { services: [{ name, ...options, weight: 100 }], ...(cookie && { sticky: { cookie } }) },
  };
}
