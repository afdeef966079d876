import type { ServicePort } from './service-uses';

/** A protocol that a port is said to speak, and what says it. */
export interface PortSign {
  readonly speaks: 'http' | 'https' | 'grpc';
  readonly sign: string;
}

const plainNumbers: ReadonlySet<number> = new Set([80, 3000, 5000, 8000, 8080, 9090]);
const tlsNumbers: ReadonlySet<number> = new Set([443, 6443, 8443, 9443]);

const protocols: Readonly<Record<string, PortSign['speaks']>> = {
  http: 'http',
  'kubernetes.io/ws': 'http',
  https: 'https',
  'kubernetes.io/wss': 'https',
  grpc: 'grpc',
  h2c: 'grpc',
  'kubernetes.io/h2c': 'grpc',
};

/** What the words around a port say of its protocol, besides what Traefik looks at; the plainest first. */
export function signOf({ port, name, appProtocol, targetPort }: ServicePort): PortSign | undefined {
  const byProtocol = protocols[appProtocol.toLowerCase()];
  if (byProtocol) return { speaks: byProtocol, sign: `appProtocol: ${appProtocol}` };
  if (/^(?:grpc|h2c)(?!-?web)/.test(name)) return { speaks: 'grpc', sign: `the name ${name}` };
  if (/(?:^|-)(?:https|tls|ssl)(?:-|$)/.test(name) && !name.startsWith('https'))
    return { speaks: 'https', sign: `the name ${name}` };
  if (typeof targetPort === 'string' && targetPort.startsWith('https'))
    return { speaks: 'https', sign: `targetPort: ${targetPort}` };
  if (typeof targetPort === 'string' && /^(?:http|web)$/.test(targetPort))
    return { speaks: 'http', sign: `targetPort: ${targetPort}` };
  if (typeof targetPort === 'number' && plainNumbers.has(targetPort))
    return { speaks: 'http', sign: `targetPort: ${targetPort}` };
  const number = typeof targetPort === 'number' ? targetPort : port;
  return tlsNumbers.has(number) ? { speaks: 'https', sign: `the port ${number}` } : undefined;
}
