import { type ApiObject, Chart, Lazy } from 'cdk8s';
import type {
  INetworkPolicyPeer,
  IPodSelector,
  IScalable,
  NetworkPolicyPeerConfig,
  PodSelectorConfig,
  ScalingTarget,
} from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Finding } from '../../core/finding';
import { addCheck, checkFinite, checkMadeObjects } from '../construct';
import { checkService } from './checks';
import { contentHash } from './content-hash';
import type { HorizontalPodAutoscalerSpec, PodDisruptionBudgetSpec } from './kubernetes';
import { type SelectorLabels, podSelector, versionLabel } from './labels';
import { type ServiceModel, resolveService } from './model';
import {
  type ObjectNaming,
  makeNetworkPolicy,
  makeObject,
  makeOwnedData,
  makeServiceAccount,
} from './objects';
import { podAnnotations, podLabels } from './pod';
import { podSelectorConfig, scalingTarget } from './plus';
import { type ServicePort, mainPort } from './ports';
import { type GoServiceProps, plainSpec } from './props';
import { propsFieldOf } from './props-fields';
import { ServiceRegistry } from './registry';
import { type ReplicaRange, autoscalerSpec, disruptionBudgetSpec } from './scaling';
import { headlessName, headlessSpec, serviceSpec } from './service';
import { type Workload, deploymentSpec, statefulSetSpec } from './workload';

/**
 * A Go service behind Traefik: Deployment or StatefulSet, Service, ServiceAccount, HorizontalPodAutoscaler,
 * PodDisruptionBudget, NetworkPolicy, and the ConfigMaps and Secrets that it brings along.
 *
 * Constructs of cdk8s-plus-28 take it where they select pods (Service, NetworkPolicy), connect to them, or scale them.
 *
 * @example
 * new GoService(chart, 'shop', { image: 'ghcr.io/acme/shop:1.4.2', ports: { http: 8080, metrics: 9090 } });
 */
export class GoService extends Construct implements IPodSelector, INetworkPolicyPeer, IScalable {
  /** Name of the Service, of the workload and of most other objects. */
  readonly name: string;

  /** Namespace of all objects; undefined where neither props nor chart name one. */
  readonly namespace: string | undefined;

  /** Ports by name, in the order of their declaration. */
  readonly ports: ReadonlyMap<string, ServicePort>;

  /** Labels that select the pods. */
  readonly selectorLabels: SelectorLabels;

  /** Labels of the pods, the selector's among them. */
  readonly podLabels: Readonly<Record<string, string>>;

  /** Whether each pod has a name and volumes of its own (StatefulSet). */
  readonly headless: boolean;

  /** The Deployment or StatefulSet. */
  readonly workload: ApiObject;
  readonly deployment?: ApiObject;
  readonly statefulSet?: ApiObject;
  readonly service?: ApiObject;

  /** Governing Service of a StatefulSet: it gives each pod a DNS name. */
  readonly headlessService?: ApiObject;
  readonly serviceAccount?: ApiObject;
  readonly autoscaler?: ApiObject;
  readonly disruptionBudget?: ApiObject;
  readonly networkPolicy?: ApiObject;

  private readonly model: ServiceModel;
  private readonly routed = new Set<string>();
  private readonly others = new Set<string>();
  private readonly variants: GoService[] = [];
  private scaledFromOutside = false;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GoServiceProps,
  ) {
    super(scope, id);
    checkFinite(scope, id, props);
    const { name = id, namespace = Chart.of(this).namespace, environment } = props;
    const model = resolveService(plainSpec(props), { name, namespace, environment });
    const { spec, selector, ports } = model;
    this.model = model;
    this.name = name;
    this.namespace = namespace;
    this.ports = ports;
    this.selectorLabels = selector;
    this.podLabels = podLabels(model);
    this.headless = model.kind === 'StatefulSet';

    this.serviceAccount = makeServiceAccount(this, model);
    makeOwnedData(this, model);
    if (spec.service !== false && [...ports.values()].some(({ inService }) => inService)) {
      const { annotations, labels } = spec.service ?? {};
      this.service = this.make('v1', 'Service', serviceSpec(model), { annotations, labels });
    }
    if (this.headless) {
      const naming = { id: 'HeadlessService', name: headlessName(name) };
      this.headlessService = this.make('v1', 'Service', headlessSpec(model), naming);
    }
    this.workload = this.makeWorkload();
    if (this.headless) this.statefulSet = this.workload;
    else this.deployment = this.workload;
    if (spec.autoscaling) {
      const scaleTargetRef = { apiVersion: 'apps/v1', kind: model.kind, name };
      this.autoscaler = this.make('autoscaling/v2', 'HorizontalPodAutoscaler', {
        scaleTargetRef,
        ...autoscalerSpec(spec.autoscaling),
      } satisfies HorizontalPodAutoscalerSpec);
    }
    if (spec.podDisruptionBudget !== false && model.replicas.max > 1) {
      this.disruptionBudget = this.make('policy/v1', 'PodDisruptionBudget', {
        ...disruptionBudgetSpec(spec.podDisruptionBudget),
        selector: Lazy.any({ produce: () => podSelector(selector, this.otherNames) }),
      } satisfies PodDisruptionBudgetSpec);
    }
    const registry = ServiceRegistry.of(this);
    if (spec.networkPolicy !== false) {
      const { networkPolicy = {} } = spec;
      const { otherNames, routed } = this;
      const self = { name, namespace, ports, selectorLabels: selector, routed, otherNames };
      this.networkPolicy = makeNetworkPolicy(this, model, self, registry, networkPolicy, props.traefik);
    }
    registry.add(this, spec.dependsOn ?? []);
    addCheck(this, () => checkService(model, this, registry));
    checkMadeObjects(this, propsFieldOf(model));
  }

  /** Its image, as its props name it. */
  get image(): string {
    return this.props.image;
  }

  /** Fewest and most pods that it may have. */
  get replicas(): ReplicaRange {
    return this.model.replicas;
  }

  /** The same service with other props, in another place: the next version beside this one. It is routed as this one is. */
  variant(scope: Construct, id: string, changes: Partial<GoServiceProps>): GoService {
    const variant = new GoService(scope, id, { ...this.props, namespace: this.namespace, ...changes });
    for (const name of this.routed) variant.routePort(name);
    this.variants.push(variant);
    return variant;
  }

  /** A port by name; without one `http`, else the only TCP port that may be routed. */
  port(name?: string): ServicePort | undefined {
    return name === undefined ? mainPort(this.ports) : this.ports.get(name);
  }

  /** Tells that a route leads to a port, so that the NetworkPolicy admits Traefik there. */
  routePort(name: string): void {
    this.routed.add(name);
    for (const variant of this.variants) variant.routePort(name);
  }

  /**
   * Tells that a controller runs pods of the service under another `app.kubernetes.io/name` too, so that its
   * PodDisruptionBudget and the NetworkPolicies of all services speak of them as well.
   */
  runsAlsoAs(name: string): void {
    this.others.add(name);
  }

  /** Names under which a controller runs pods of it besides. */
  get otherNames(): ReadonlySet<string> {
    return this.others;
  }

  /** Names of the ports that routes lead to, as far as they are declared. */
  get routedPorts(): ReadonlySet<string> {
    return this.routed;
  }

  /** The pods, for constructs of cdk8s-plus-28 that select some. */
  toPodSelectorConfig(): PodSelectorConfig {
    return podSelectorConfig(this.selectorLabels, this.namespace);
  }

  /** The pods, for a NetworkPolicy of cdk8s-plus-28 that names its peers. */
  toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** Itself: its pods can be selected. */
  toPodSelector(): IPodSelector {
    return this;
  }

  /** Whether an autoscaler owns the number of pods, its own or one of cdk8s-plus-28. */
  get hasAutoscaler(): boolean {
    return this.scaledFromOutside || this.model.spec.autoscaling !== undefined;
  }

  /** Leaves the number of pods to an autoscaler of cdk8s-plus-28, which calls this. */
  markHasAutoscaler(): void {
    this.scaledFromOutside = true;
    if (this.model.spec.autoscaling) addCheck(this, () => [secondAutoscaler]);
  }

  /** The workload, for an autoscaler of cdk8s-plus-28. */
  toScalingTarget(): ScalingTarget {
    return scalingTarget(this.model);
  }

  private makeWorkload(): ApiObject {
    const { model } = this;
    const { kind, owned, spec } = model;
    const workload: Workload = {
      podLabels: this.podLabels,
      podAnnotations: podAnnotations(spec, contentHash(owned, spec)),
      headlessName: headlessName(this.name),
      replicas: Lazy.any({ produce: () => (this.hasAutoscaler ? undefined : model.replicas.min) }),
    };
    const objectSpec =
      kind === 'StatefulSet' ? statefulSetSpec(model, workload) : deploymentSpec(model, workload);
    const labels = { ...versionLabel(model.version), ...spec.labels };
    return this.make('apps/v1', kind, objectSpec, { labels });
  }

  private make(apiVersion: string, kind: string, spec: object, naming?: ObjectNaming): ApiObject {
    return makeObject(this, this.model, { apiVersion, kind }, { spec }, naming);
  }
}

const secondAutoscaler: Finding = {
  rule: 'two-autoscalers',
  field: ['autoscaling'],
  message: 'The service has an autoscaler of its own, and another one is made for it.',
};
