import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { valueAt } from '../../core/base';
import type { ApiObjectData } from '../../core/manifest';
import {
  type ControlledService,
  type ReleaseSpec,
  courseOf,
  madeByFlagger,
  nextName,
} from '../../traefik/release';
import { addCheck, admitEveryName, checkFinite, declareKeptUp, holdBack, renderedObject } from '../construct';
import { TraefikService } from '../routing';
import type { GoService } from '../workload';
import { checkRelease } from './checks';
import { controlledService } from './controlled-service';
import { handToFlagger } from './flagger';
import { nextImage } from './next-image';
import { asRollout, handToRollouts } from './rollouts';

/** Props of a Release: what the environment files have under `services.<name>.release`, and the service. */
export interface ReleaseProps extends ReleaseSpec {
  /** The service, in the version that runs now. */
  readonly service: GoService;

  /** Port that routes lead to, by name or number. @default `http`, else the only one that may be routed */
  readonly port?: string | number;

  /**
   * The TraefikService, named as the service, that routes refer to; `false` where no route of HTTP leads to the service.
   * @default one is made where the service has a Service, and routes take the Release for it
   */
  readonly traefikService?: TraefikService | false;
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

  /** The TraefikService that routes refer to. */
  readonly traefikService: TraefikService | undefined;

  private readonly controlled: ControlledService | undefined;

  constructor(scope: Construct, id: string, props: ReleaseProps) {
    super(scope, id);
    const { service, port, traefikService, ...spec } = props;
    checkFinite(scope, id, spec);
    this.service = service;
    this.spec = spec;
    const course = courseOf(spec);
    const image = nextImage(service.image, spec);
    const changes = { image: image ?? service.image, version: undefined };
    const { name, namespace } = service;
    this.next = service.variant(this, 'next', { ...changes, name: nextName(name) });
    holdBack(this.next);
    const apart = admitEveryName(
      new Chart(new App(), 'promoted', { namespace, disableResourceNameHashes: true }),
    );
    this.promoted = service.variant(apart, name, { ...changes, name });
    const split = traefikService ?? this.makeTraefikService(port);
    const controlled = split && controlledService(service, this.next.name, port);
    if (controlled && course.mode === 'flagger') {
      handToFlagger(this, course, controlled, split);
      declareKeptUp(this, () => this.keptUp);
    }
    if (controlled && course.mode === 'argo-rollouts') {
      handToRollouts(this, course, controlled, split);
      asRollout(this.promoted, course, controlled);
    }
    this.controlled = controlled || undefined;
    this.traefikService = split || undefined;
    addCheck(this, () => checkRelease(this, image, course));
  }

  /** What the controller of the release keeps up in the cluster, as it is while no release goes on; nothing without one. */
  get keptUp(): readonly ApiObjectData[] {
    const { service, controlled, traefikService, spec } = this;
    if (!controlled || !traefikService) return [];
    if (spec.mode === 'flagger') {
      const own = service.service && renderedObject(service.service);
      const ports = valueAt(own, 'spec', 'ports');
      const { name } = controlled;
      return madeByFlagger({ ...controlled, apex: name }, (pods) => ({
        selector: { 'app.kubernetes.io/name': pods === 'primary' ? `${name}-primary` : name },
        ports,
      }));
    }
    const split = spec.mode === 'argo-rollouts' ? renderedObject(traefikService) : undefined;
    return split ? [split] : [];
  }

  /** Whoever takes the release for a service finds this as its default child. */
  private makeTraefikService(port: string | number | undefined): TraefikService | undefined {
    const { service, spec } = this;
    if (!service.service) return undefined;
    const { sticky: cookie } = spec;
    return new TraefikService(this, 'Resource', {
      name: service.name,
      namespace: service.namespace,
      weighted: { services: [{ service, port, weight: 100 }], ...(cookie && { sticky: { cookie } }) },
    });
  }
}
