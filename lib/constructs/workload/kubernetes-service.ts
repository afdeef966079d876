import { isIPv6 } from 'node:net';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { addCheck, checkFinite, checkMadeObjects } from '../construct';
import { checkKubernetesService } from './checks';
import { nonEmpty } from './json';
import type { ServicePort as ObjectPort, ServiceSpec as ObjectSpec } from './kubernetes';
import { type ServicePort, resolvePorts } from './ports';
import { ofPort } from './props-fields';
import type { KubernetesPortSpec, KubernetesServiceSpec } from './spec';

/** What a KubernetesService is made of: all of {@link KubernetesServiceSpec}, and its name. */
export interface KubernetesServiceProps extends KubernetesServiceSpec {
  /** Name of the Service. @default the construct's id */
  readonly name?: string;

  /** Namespace of the Service. @default that of the chart */
  readonly namespace?: string;
}

/**
 * A Kubernetes Service by itself: to a name outside of the cluster, to pods that something else runs, or to addresses.
 * Routes take it as they take a {@link GoService}.
 *
 * @example
 * new KubernetesService(chart, 'payments', { externalName: 'payments.example.com', ports: { https: 443 } });
 */
export class KubernetesService extends Construct {
  /** Name of the Service. */
  readonly name: string;

  /** Ports by name, in the order of their declaration. */
  readonly ports: ReadonlyMap<string, ServicePort>;

  readonly service: ApiObject;

  /** What the Service leads to, where that is addresses. */
  readonly endpointSlice?: ApiObject;

  constructor(scope: Construct, id: string, props: KubernetesServiceProps) {
    super(scope, id);
    checkFinite(scope, id, props);
    const { name = id, namespace = Chart.of(this).namespace, labels, annotations, addresses } = props;
    this.name = name;
    this.ports = new Map(
      Array.from(resolvePorts(portsOf(props)), ([key, port]) => [key, { ...port, routed: true }]),
    );
    const metadata = { ...(namespace !== undefined && { namespace }) };
    this.service = new ApiObject(this, 'Default', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, ...metadata, labels, annotations },
      spec: this.serviceSpec(props),
    });
    if (addresses) {
      this.endpointSlice = new ApiObject(this, 'EndpointSlice', {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          name: `${name}-1`,
          ...metadata,
          labels: { ...labels, 'kubernetes.io/service-name': name },
        },
        addressType: addresses.every(isIPv6) ? 'IPv6' : 'IPv4',
        endpoints: addresses.map((address) => ({ addresses: [address] })),
        ports: [...this.ports.values()].map((port) => ({
          name: port.name,
          port: port.targetPort,
          protocol: port.protocol,
        })),
      });
    }
    addCheck(this, () => [...checkKubernetesService({ ...props, name }, this.ports)]);
    checkMadeObjects(this, (object, field) => {
      if (field[0] === 'endpoints') return ['addresses', ...field.slice(1, 2)];
      if (field[1] === 'ports' && field.length > 2) return ofPort(object, field, 'port');
      return field[1] === 'clusterIP' ? ['headless'] : field.slice(1);
    });
  }

  private serviceSpec(props: KubernetesServiceProps): ObjectSpec {
    const { type, trafficDistribution, sessionAffinity, externalTrafficPolicy } = props;
    const { externalName, selector, headless = false, loadBalancerClass, loadBalancerSourceRanges } = props;
    return {
      ...(type !== undefined && type !== 'ClusterIP' && { type }),
      ...(externalName !== undefined && { type: 'ExternalName', externalName }),
      ...(headless && { clusterIP: 'None' }),
      trafficDistribution,
      sessionAffinity,
      externalTrafficPolicy,
      loadBalancerClass,
      loadBalancerSourceRanges,
      selector,
      ports: nonEmpty(Object.entries(props.ports ?? {}).map(([name, port]) => this.objectPort(name, port))),
    };
  }

  private objectPort(
    name: string,
    declared: NonNullable<KubernetesServiceSpec['ports']>[string],
  ): ObjectPort {
    const { port, targetPort }: KubernetesPortSpec =
      typeof declared === 'number' ? { port: declared } : declared;
    const { protocol = 'TCP', scheme, nodePort } = this.ports.get(name) ?? {};
    return {
      name,
      port,
      ...(targetPort !== undefined && { targetPort }),
      ...(protocol !== 'TCP' && { protocol }),
      // What Traefik's routes, meshes and Gateway API implementations cannot tell from the name.
      ...(scheme === 'h2c' && { appProtocol: 'kubernetes.io/h2c' }),
      ...(scheme === 'https' && { appProtocol: 'https' }),
      nodePort,
    };
  }
}

/** The ports in the words of a Go service: there the number in the pod comes first. */
function portsOf({ ports = {} }: KubernetesServiceSpec): Parameters<typeof resolvePorts>[0] {
  return Object.fromEntries(
    Object.entries(ports).map(([name, declared]) => {
      if (typeof declared === 'number') return [name, declared];
      const { targetPort, port, ...rest } = declared;
      const target = typeof targetPort === 'number' ? targetPort : port;
      return [name, { ...rest, port: target, servicePort: port }];
    }),
  );
}
