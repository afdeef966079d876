import { ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { addCheck } from '../construct';
import { checkService } from './checks';
import { contentHash, contentHashAnnotation } from './content-hash';
import { type Json, nonEmpty } from './json';
import type {
  HorizontalPodAutoscalerSpec,
  PodDisruptionBudgetSpec,
  NetworkPolicySpec as PolicySpec,
  ServiceSpec,
} from './kubernetes';
import { type SelectorLabels, versionLabel } from './labels';
import { type OwnedData, type ServiceModel, resolveService } from './model';
import { networkPolicySpec } from './network-policy';
import { type ServicePort, mainPort } from './ports';
import { type GoServiceProps, plainSpec } from './props';
import { ServiceRegistry } from './registry';
import { autoscalerSpec, disruptionBudgetSpec } from './scaling';
import { headlessName, headlessSpec, serviceSpec } from './service';
import type { NetworkPolicySpec, ServiceAccountSpec } from './spec';
import { type Workload, deploymentSpec, statefulSetSpec } from './workload';

/**
 * A Go service behind Traefik: Deployment or StatefulSet, Service, ServiceAccount, HorizontalPodAutoscaler,
 * PodDisruptionBudget, NetworkPolicy, and the ConfigMaps and Secrets that it brings along.
 *
 * @example
 * new GoService(chart, 'shop', { image: 'ghcr.io/acme/shop:1.4.2', ports: { http: 8080, metrics: 9090 } });
 */
export class GoService extends Construct {
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

  constructor(scope: Construct, id: string, props: GoServiceProps) {
    super(scope, id);
    const { name = id, namespace = Chart.of(this).namespace, environment } = props;
    const model = resolveService(plainSpec(props), { name, namespace, environment });
    const { spec, selector, ports } = model;
    this.model = model;
    this.name = name;
    this.namespace = namespace;
    this.ports = ports;
    this.selectorLabels = selector;
    this.podLabels = { ...versionLabel(model.version), ...model.labels, ...spec.podLabels, ...selector };
    this.headless = model.kind === 'StatefulSet';

    if (typeof spec.serviceAccount !== 'string' && spec.serviceAccount !== false) {
      this.serviceAccount = this.makeServiceAccount(spec.serviceAccount);
    }
    for (const owned of model.owned) this.makeData(owned);
    if (spec.service !== false && [...ports.values()].some(({ inService }) => inService)) {
      this.service = this.makeService(serviceSpec(model));
    }
    if (this.headless) {
      this.headlessService = this.make(
        'v1',
        'Service',
        { id: 'HeadlessService', name: headlessName(name) },
        {
          spec: headlessSpec(model),
        },
      );
    }
    this.workload = this.makeWorkload();
    if (this.headless) this.statefulSet = this.workload;
    else this.deployment = this.workload;
    if (spec.autoscaling) {
      const scaleTargetRef = { apiVersion: 'apps/v1', kind: model.kind, name };
      this.autoscaler = this.make(
        'autoscaling/v2',
        'HorizontalPodAutoscaler',
        {},
        {
          spec: {
            scaleTargetRef,
            ...autoscalerSpec(spec.autoscaling),
          } satisfies HorizontalPodAutoscalerSpec,
        },
      );
    }
    if (spec.podDisruptionBudget !== false && model.replicas.max > 1) {
      this.disruptionBudget = this.make(
        'policy/v1',
        'PodDisruptionBudget',
        {},
        {
          spec: {
            ...disruptionBudgetSpec(spec.podDisruptionBudget),
            selector: { matchLabels: selector },
          } satisfies PodDisruptionBudgetSpec,
        },
      );
    }
    if (spec.networkPolicy !== false)
      this.networkPolicy = this.makeNetworkPolicy(spec.networkPolicy ?? {}, props);

    const registry = ServiceRegistry.of(this);
    registry.add(this, spec.dependsOn ?? []);
    addCheck(this, () => checkService(model, this, registry));
  }

  /** A port by name; without one `http`, else the only TCP port that may be routed. */
  port(name?: string): ServicePort | undefined {
    return name === undefined ? mainPort(this.ports) : this.ports.get(name);
  }

  /** Tells that a route leads to a port, so that the NetworkPolicy admits Traefik there. */
  routePort(name: string): void {
    this.routed.add(name);
  }

  /** Names of the ports that routes lead to, as far as they are declared. */
  get routedPorts(): ReadonlySet<string> {
    return this.routed;
  }

  private makeServiceAccount({ annotations = {}, labels = {} }: ServiceAccountSpec = {}): ApiObject {
    const automount = this.model.spec.automountServiceAccountToken ?? false;
    return this.make(
      'v1',
      'ServiceAccount',
      { annotations, labels },
      { automountServiceAccountToken: automount },
    );
  }

  private makeData({ kind, name, data }: OwnedData): void {
    const encoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
    this.make(
      'v1',
      kind,
      { id: name, name },
      kind === 'Secret' ? { type: 'Opaque', data: Object.fromEntries(encoded) } : { data },
    );
  }

  private makeService(spec: ServiceSpec): ApiObject {
    const { annotations = {}, labels = {} } = this.model.spec.service || {};
    return this.make('v1', 'Service', { annotations, labels }, { spec });
  }

  private makeWorkload(): ApiObject {
    const { model, podLabels } = this;
    const { kind, owned, spec } = model;
    const hash = contentHash(owned, spec);
    const annotations = nonEmpty({
      ...spec.podAnnotations,
      ...(hash !== undefined && { [contentHashAnnotation]: hash }),
    });
    const workload: Workload = {
      podLabels,
      podAnnotations: annotations,
      headlessName: headlessName(this.name),
    };
    const objectSpec =
      kind === 'StatefulSet' ? statefulSetSpec(model, workload) : deploymentSpec(model, workload);
    return this.make(
      'apps/v1',
      kind,
      { labels: { ...versionLabel(model.version), ...spec.labels } },
      { spec: objectSpec },
    );
  }

  private makeNetworkPolicy(spec: NetworkPolicySpec, { traefik = {} }: GoServiceProps): ApiObject {
    const registry = ServiceRegistry.of(this);
    const rules = (): PolicySpec => ({
      podSelector: { matchLabels: this.selectorLabels },
      ...networkPolicySpec(spec, {
        ports: this.ports,
        routed: this.routed,
        callers: registry.callersOf(this),
        called: registry.calledBy(this, this.model.spec.dependsOn ?? []),
        traefik,
      }),
    });
    // Routes and callers are declared after the service, so the rules wait for the synth.
    return this.make(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      {},
      {
        spec: Lazy.any({ produce: rules }),
      },
    );
  }

  private make(apiVersion: string, kind: string, own: ObjectNaming, content: Json): ApiObject {
    const { name, namespace, model } = this;
    return new ApiObject(this, own.id ?? kind, {
      apiVersion,
      kind,
      metadata: {
        name: own.name ?? name,
        ...(namespace !== undefined && { namespace }),
        labels: { ...model.labels, ...own.labels, ...model.selector },
        annotations: nonEmpty({ ...model.spec.annotations, ...own.annotations }),
      },
      ...content,
    });
  }
}

interface ObjectNaming {
  readonly id?: string;
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
