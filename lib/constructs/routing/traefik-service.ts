import type { Construct } from 'constructs';
import { checkFinite } from '../construct';
import type { FieldPath } from '../../core/finding';
import { resolveService, resolveServices } from './http-references';
import { type ObjectProps, metadataOf } from './object-props';
import { Referrer } from './referrer';
import type { RouteService, RouteServiceOptions } from './route-parts';
import type { NamedService, ServiceTarget } from './service-target';
import type {
  ExactlyOne,
  Failover,
  HighestRandomWeight,
  LoadBalancerService,
  Mirroring,
  MirrorService,
  TraefikServiceKinds,
  WeightedRoundRobin,
} from '../../traefik/api';
import { TraefikObject } from './traefik-object';

/** Services that share requests by weight. */
export interface WeightedOptions extends Omit<WeightedRoundRobin, 'services'> {
  /** The services; each may have a `weight`. */
  readonly services: readonly RouteService[];
}

/** Services of which each client always meets the same, by weight. */
export interface HighestRandomWeightOptions extends Omit<HighestRandomWeight, 'services'> {
  /** The services; each may have a `weight`. */
  readonly services: readonly RouteService[];
}

/** A service that gets copies of a share of the requests; its answers are thrown away. */
export type MirrorOptions = RouteServiceOptions &
  Omit<MirrorService, keyof LoadBalancerService> &
  ({ readonly service: ServiceTarget } | NamedService);

/** The service that answers, and those that get copies. */
export type MirroringOptions = RouteServiceOptions &
  Omit<Mirroring, keyof LoadBalancerService | 'mirrors'> & {
    /** The services that get copies. */
    readonly mirrors: readonly MirrorOptions[];
  } & ({ readonly service: ServiceTarget } | NamedService);

/** A service, and another one that takes over. */
export interface FailoverOptions extends Omit<Failover, 'service' | 'fallback'> {
  /** The service that answers as long as it can. */
  readonly service: RouteService;
  /** The service that takes over. */
  readonly fallback: RouteService;
}

/** The kinds of TraefikService, with services as constructs or names. */
export interface TraefikServiceOptions {
  /** Services that share requests by weight. */
  readonly weighted?: WeightedOptions;
  /** A service, and others that get copies of its requests. */
  readonly mirroring?: MirroringOptions;
  /** Services of which each client always meets the same. */
  readonly highestRandomWeight?: HighestRandomWeightOptions;
  /** A service, and another one that takes over. */
  readonly failover?: FailoverOptions;
}

/** Props of a TraefikService: exactly one of its four kinds. */
export type TraefikServiceProps = ObjectProps & ExactlyOne<TraefikServiceOptions>;

/**
 * A service made of services.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/traefikservice/
 */
export class TraefikService extends TraefikObject {
  constructor(scope: Construct, id: string, props: TraefikServiceProps) {
    checkFinite(scope, id, props);
    const referrer = new Referrer(scope, props.namespace);
    const spec = specFrom(referrer, props);
    super(scope, id, { kind: 'TraefikService', metadata: metadataOf(id, props), spec });
    referrer.attach(this);
  }
}

function specFrom(referrer: Referrer, options: TraefikServiceOptions): TraefikServiceKinds {
  const { weighted, mirroring, highestRandomWeight, failover } = options;
  return {
    ...(weighted && { weighted: withServices(referrer, weighted, ['weighted', 'services']) }),
    ...(mirroring && { mirroring: mirroringFrom(referrer, mirroring) }),
    ...(highestRandomWeight && {
      highestRandomWeight: withServices(referrer, highestRandomWeight, ['highestRandomWeight', 'services']),
    }),
    ...(failover && {
      failover: {
        ...failover,
        service: resolveService(referrer, failover.service, ['failover', 'service']),
        fallback: resolveService(referrer, failover.fallback, ['failover', 'fallback']),
      },
    }),
  };
}

function withServices<Options extends { readonly services: readonly RouteService[] }>(
  referrer: Referrer,
  options: Options,
  field: FieldPath,
): Omit<Options, 'services'> & { readonly services: readonly LoadBalancerService[] } {
  return { ...options, services: resolveServices(referrer, options.services, field) };
}

function mirroringFrom(referrer: Referrer, { mirrors, ...main }: MirroringOptions): Mirroring {
  return {
    ...resolveService(referrer, main, ['mirroring']),
    mirrors: mirrors.map((mirror, index) => resolveMirror(referrer, mirror, ['mirroring', 'mirrors', index])),
  };
}

function resolveMirror(
  referrer: Referrer,
  { percent, ...mirror }: MirrorOptions,
  field: FieldPath,
): MirrorService {
  return { ...resolveService(referrer, mirror, field), percent };
}
