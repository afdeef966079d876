import type { GoServiceSpec } from './spec';

/** A port of a service with all that follows from its declaration. */
export interface ServicePort {
  readonly name: string;
  /** Number of the port in the Service. */
  readonly port: number;
  /** Number of the port in the pod. */
  readonly targetPort: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** What is spoken on it, where that is HTTP. */
  readonly scheme?: 'http' | 'https' | 'h2c';
  /** Whether a route may lead to it. */
  readonly routed: boolean;
  /** Whether the Service offers it. */
  readonly inService: boolean;
  readonly nodePort?: number;
}

/** Names of ports that show a service's inside; they are not routed unless somebody says so. */
const internalNames = new Set([
  'metrics',
  'telemetry',
  'monitoring',
  'admin',
  'debug',
  'pprof',
  'health',
  'healthz',
  'probes',
]);

const schemesByPrefix: ReadonlyMap<string, ServicePort['scheme']> = new Map([
  ['http', 'http'],
  ['https', 'https'],
  ['grpc', 'h2c'],
  ['h2c', 'h2c'],
]);

/** The declared ports by name, in the order of their declaration. */
export function resolvePorts(ports: GoServiceSpec['ports'] = {}): ReadonlyMap<string, ServicePort> {
  return new Map(
    Object.entries(ports).map(([name, declared]) => {
      const spec = typeof declared === 'number' ? { port: declared } : declared;
      const protocol = spec.protocol ?? 'TCP';
      const scheme = spec.scheme ?? (protocol === 'TCP' ? schemeOf(name) : undefined);
      const inService = spec.inService ?? true;
      return [
        name,
        {
          name,
          port: spec.servicePort ?? spec.port,
          targetPort: spec.port,
          protocol,
          ...(scheme && { scheme }),
          routed: inService && (spec.routed ?? !internalNames.has(name)),
          inService,
          ...(spec.nodePort !== undefined && { nodePort: spec.nodePort }),
        },
      ];
    }),
  );
}

/** The port that is meant where none is named: `http`, else the only TCP port that may be routed. */
export function mainPort(ports: ReadonlyMap<string, ServicePort>): ServicePort | undefined {
  const http = ports.get('http');
  if (http) return http;
  const [only, ...others] = [...ports.values()].filter((port) => port.routed && port.protocol === 'TCP');
  return others.length === 0 ? only : undefined;
}

function schemeOf(name: string): ServicePort['scheme'] {
  return schemesByPrefix.get(name.replace(/-.*$/, ''));
}
