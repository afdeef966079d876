import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { type ReleaseSpec, courseOf } from '../../traefik/release';
import { addCheck, admitEveryName, checkFinite, holdBack } from '../construct';
import { TraefikService } from '../routing';
import type { GoService } from '../workload';
import { checkRelease } from './checks';
import { nextImage } from './next-image';

/** Props of a Release: what the environment files have under `services.<name>.release`, and the service. */
export interface ReleaseProps extends ReleaseSpec {
  /** The service, in the version that runs now. */
  readonly service: GoService;

  /** Port that routes lead to. @default `http`, else the only one that may be routed */
  readonly port?: string;

  /**
   * Whether to make the TraefikService, named as the service, that routes refer to: they then take the Release for a
   * service.
   * @default true where the service has a Service
   */
  readonly makesTraefikService?: boolean;
}

/**
 * The way of a service from one version to the next, as steps that a DeliveryApp writes beside the manifests. Routes
 * lead to the release (or to its TraefikService) in the place of the service.
 *
 * @example
 * const release = new Release(chart, 'shop-release', { service: shop, version: '1.5.0', steps: [10, 50] });
 * new IngressRoute(chart, 'shop-route', { routes: [{ match: host('shop.example.com'), services: [release] }] });
 */
export class Release extends Construct {
  /** The service, in the version that runs now. */
  readonly service: GoService;

  /** The next version, beside the service until it takes its place. Its objects are in no manifest but those of steps. */
  readonly next: GoService;

  /** The service as it is once the next version has become its own; it stands in a tree of its own. */
  readonly promoted: GoService;

  /** What is said of the release. */
  readonly spec: ReleaseSpec;

  constructor(scope: Construct, id: string, props: ReleaseProps) {
    super(scope, id);
    const { service, port, makesTraefikService = props.service.service !== undefined, ...spec } = props;
    checkFinite(scope, id, spec);
    this.service = service;
    this.spec = spec;
    const image = nextImage(service.image, spec);
    const changes = { image: image ?? service.image, version: undefined };
    const { name, namespace } = service;
    this.next = service.variant(this, 'next', { ...changes, name: `${name}-canary` });
    holdBack(this.next);
    const apart = admitEveryName(
      new Chart(new App(), 'promoted', { namespace, disableResourceNameHashes: true }),
    );
    this.promoted = service.variant(apart, name, { ...changes, name });
    if (makesTraefikService) {
      const { sticky: cookie } = spec;
      // Whoever takes the release for a service finds this as its default child.
      new TraefikService(this, 'Resource', {
        name,
        namespace,
        weighted: { services: [{ service, port, weight: 100 }], ...(cookie && { sticky: { cookie } }) },
      });
    }
    addCheck(this, () => checkRelease(this, image, courseOf(spec)));
  }
}
