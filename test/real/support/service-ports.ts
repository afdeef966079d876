import type { ApiObjectData } from '../../../lib/core/manifest';

/** A Service of the core group. */
export interface ServiceObject extends ApiObjectData {
  readonly spec?: {
    readonly type?: string;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly (Partial<PortSpec> & { readonly port: number })[];
  };
}

export interface PortSpec {
  readonly name?: string;
  readonly port: number;
  readonly protocol: string;
  readonly targetPort?: number | string;
}

/** A Deployment, a StatefulSet, or whatever else makes pods. */
interface WorkloadObject extends ApiObjectData {
  readonly spec: {
    readonly template: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
      readonly spec?: {
        readonly containers?: readonly {
          readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
        }[];
      };
    };
  };
}

export function isService(object: ApiObjectData): object is ServiceObject {
  return object.apiVersion === 'v1' && object.kind === 'Service';
}

export function portsOf(service: ServiceObject): readonly PortSpec[] {
  return (service.spec?.ports ?? []).map((port) => ({ protocol: 'TCP', ...port }));
}

/** The port number that an endpoint of this Service would have, as the EndpointSlice controller finds it. */
export function targetPortOf(
  port: PortSpec,
  service: ServiceObject,
  objects: readonly ApiObjectData[],
): number {
  const { targetPort = port.port } = port;
  if (typeof targetPort === 'number') return targetPort;
  const selector = Object.entries(service.spec?.selector ?? {});
  for (const { spec } of objects.filter(isWorkload)) {
    const labels = spec.template.metadata?.labels ?? {};
    if (!selector.every(([name, value]) => labels[name] === value)) continue;
    const declared = spec.template.spec?.containers?.flatMap((container) => container.ports ?? []) ?? [];
    const found = declared.find((candidate) => candidate.name === targetPort);
    if (found) return found.containerPort;
  }
  return port.port;
}

function isWorkload(object: ApiObjectData): object is WorkloadObject {
  const { spec } = object;
  return typeof spec === 'object' && spec !== null && 'template' in spec;
}
