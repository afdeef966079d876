import type { ApiObject } from 'cdk8s';
import type { Finding } from '../../core/finding';
import { nearest } from '../../core/base';

/** What a route carries. */
export type Protocol = 'http' | 'tcp' | 'udp';

/** A port of a Service that a route may lead to. */
export interface SelectablePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly scheme?: 'http' | 'https' | 'h2c';
  /** Whether routes may lead to it; undefined counts as yes. */
  readonly routed?: boolean;
}

/** The port that a route leads to, or why there is none. */
export interface Selection<Port extends SelectablePort = SelectablePort> {
  readonly port?: Port;
  readonly problem?: Finding;
}

/**
 * The port that a route means. Without a choice: the one called `http` for an HTTP route, else the only one of
 * the right protocol that may be routed.
 */
export function selectPort<Port extends SelectablePort>(
  service: string,
  ports: readonly Port[],
  choice: number | string | undefined,
  protocol: Protocol,
): Selection<Port> {
  const transport = protocol === 'udp' ? 'UDP' : 'TCP';
  const ofTransport = ports.filter((port) => (port.protocol ?? 'TCP') === transport);
  if (choice !== undefined) return selectChosen(service, ofTransport, choice, transport);

  const routed = ofTransport.filter((port) => port.routed !== false);
  const http = protocol === 'http' ? routed.find((port) => port.name === 'http') : undefined;
  const only = routed.length === 1 ? routed[0] : undefined;
  const port = http ?? only;
  if (port) return { port };
  return {
    problem: routed.length === 0 ? noPort(service, transport) : ambiguousPort(service, transport, routed),
  };
}

function selectChosen<Port extends SelectablePort>(
  service: string,
  ports: readonly Port[],
  choice: number | string,
  transport: string,
): Selection<Port> {
  const port = ports.find(
    (candidate) => (typeof choice === 'number' ? candidate.port : candidate.name) === choice,
  );
  if (port?.routed === false) {
    return {
      problem: {
        rule: 'unrouted-port',
        severity: 'error',
        message: `The port ${choice} of "${service}" is not meant to be routed.`,
        consequence: 'Traefik would publish it; the NetworkPolicy of the service keeps Traefik out.',
        fix: 'Route another port, or set `routed: true` on this one.',
      },
    };
  }
  if (port) return { port };
  const names = ports.flatMap(({ name }) => name ?? []);
  const guess = typeof choice === 'string' ? nearest(choice, names) : undefined;
  return {
    problem: {
      rule: 'unknown-port',
      severity: 'error',
      message: `The service "${service}" has no ${transport} port ${JSON.stringify(choice)}.`,
      consequence:
        'Traefik drops the route (HTTP) or skips the service (TCP, UDP); a number in quotes is a name.',
      fix: guess ? `Write ${guess}.` : `It has ${ports.length > 0 ? labels(ports) : 'none'}.`,
    },
  };
}

function noPort(service: string, transport: string): Finding {
  return {
    rule: 'no-port',
    severity: 'error',
    message: `The service "${service}" offers no ${transport} port that may be routed.`,
    consequence: 'Without a port Traefik drops the route.',
    fix: 'Declare such a port, and let the Service offer it.',
  };
}

function ambiguousPort(service: string, transport: string, ports: readonly SelectablePort[]): Finding {
  return {
    rule: 'ambiguous-port',
    severity: 'error',
    message: `The service "${service}" has several ${transport} ports (${labels(ports)}), and the route names none.`,
    consequence: 'Without a port Traefik drops the route.',
    fix: 'Write `{ service, port }` with the name or number of a port.',
  };
}

function labels(ports: readonly SelectablePort[]): string {
  return ports.map(({ name, port }) => name ?? port).join(', ');
}

/**
 * The scheme to write for a port, where Traefik would not come to it by itself: it takes https for the port
 * number 443 and for names that begin with https, else http, and never looks at appProtocol.
 */
export function schemeToWrite({ name = '', port, scheme }: SelectablePort): SelectablePort['scheme'] {
  const assumed = port === 443 || name.startsWith('https') ? 'https' : 'http';
  return scheme === assumed ? undefined : scheme;
}

/** The ports of a Kubernetes Service, as they stand now; undefined for an ExternalName, which needs none. */
export function portsOfService(object: ApiObject): readonly SelectablePort[] | undefined {
  const { spec }: { readonly spec?: ServiceSpec } = object.toJson();
  if (spec?.type === 'ExternalName' && !spec.ports) return undefined;
  return (spec?.ports ?? []).map(({ name, port, protocol, appProtocol }) => {
    const scheme = schemes.get(appProtocol ?? '');
    return { port, ...(name && { name }), ...(protocol && { protocol }), ...(scheme && { scheme }) };
  });
}

interface ServiceSpec {
  readonly type?: string;
  readonly ports?: readonly (SelectablePort & { readonly appProtocol?: string })[];
}

const schemes: ReadonlyMap<string, SelectablePort['scheme']> = new Map([
  ['http', 'http'],
  ['https', 'https'],
  ['h2c', 'h2c'],
  ['kubernetes.io/h2c', 'h2c'],
]);
