import { nonEmpty } from './json';
import type { ServicePort, ServiceSpec } from './kubernetes';
import type { ServiceModel } from './model';

/** Spec of the Service. */
export function serviceSpec(model: ServiceModel): ServiceSpec {
  const { annotations: _annotations, labels: _labels, type, ...rest } = model.spec.service || {};
  return {
    ...(type !== undefined && type !== 'ClusterIP' && { type }),
    ...rest,
    selector: model.selector,
    ports: servicePorts(model),
  };
}

/** Name of the Service that governs a StatefulSet. */
export function headlessName(name: string): string {
  return `${name}-headless`;
}

/** Spec of the headless Service: peers must find each other before they are ready. */
export function headlessSpec(model: ServiceModel): ServiceSpec {
  return {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: model.selector,
    ports: nonEmpty(servicePorts(model).map(({ nodePort: _nodePort, ...port }) => port)),
  };
}

/** By name to the pod: during a rollout that changes a number, old and new pods are both reached. */
function servicePorts({ ports }: ServiceModel): readonly ServicePort[] {
  return [...ports.values()]
    .filter(({ inService }) => inService)
    .map(({ name, port, protocol, scheme, nodePort }) => ({
      name,
      port,
      targetPort: name,
      ...(protocol !== 'TCP' && { protocol }),
      // What meshes and Gateway API implementations read; Traefik's own routes have `scheme`.
      ...(scheme === 'h2c' && { appProtocol: 'kubernetes.io/h2c' }),
      nodePort,
    }));
}
