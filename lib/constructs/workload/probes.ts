import { nonEmpty } from './json';
import type { Container, GRPCAction, HTTPGetAction, Probe, TCPSocketAction } from './kubernetes';
import type { ServicePort } from './ports';
import type { GoServiceSpec, GrpcProbe, HttpGetProbe, ProbeSpec, TcpSocketProbe } from './spec';

/** The probes that a container can have. */
export type ProbeName = 'startup' | 'liveness' | 'readiness';

type Ports = ReadonlyMap<string, ServicePort>;

interface ProbeDefaults {
  readonly path: string;
  readonly timing: Probe;
}

/** What Kubernetes would do anyway (period 10 s, 3 failures) is not repeated. */
const defaults: Readonly<Record<ProbeName, ProbeDefaults>> = {
  startup: { path: '/healthz', timing: { periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 } },
  liveness: { path: '/healthz', timing: { timeoutSeconds: 5 } },
  readiness: { path: '/readyz', timing: { periodSeconds: 5, timeoutSeconds: 2 } },
};

/** Ports that exist for probes, best first. */
const probePorts = ['health', 'healthz', 'probes', 'admin', 'http'];

type Probes = Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>;

/** `startupProbe`, `livenessProbe` and `readinessProbe` of the container. */
export function containerProbes(spec: GoServiceSpec['probes'] = {}, ports: Ports): Probes {
  if (spec === false) return {};
  return {
    startupProbe: containerProbe('startup', spec.startup, ports),
    livenessProbe: containerProbe('liveness', spec.liveness, ports),
    readinessProbe: containerProbe('readiness', spec.readiness, ports),
  };
}

function containerProbe(name: ProbeName, spec: ProbeSpec | false = {}, ports: Ports): Probe | undefined {
  if (spec === false) return undefined;
  const { httpGet, grpc, tcpSocket, exec, ...timing } = spec;
  const { path, timing: defaultTiming } = defaults[name];
  const handler =
    httpGet || grpc || tcpSocket || exec
      ? handlerOf(spec, path, ports)
      : handlerOf(defaultHandler(ports), path, ports);
  return handler && { ...handler, ...defaultTiming, ...timing };
}

/** The handler that says most about a program with these ports. */
function defaultHandler(ports: Ports): ProbeSpec {
  if (httpPort(ports)) return { httpGet: {} };
  if (grpcPort(ports)) return { grpc: {} };
  return tcpPort(ports) ? { tcpSocket: {} } : {};
}

/** All handlers that are given; more than one is a mistake that the checks report. */
function handlerOf(
  { httpGet, grpc, tcpSocket, exec }: ProbeSpec,
  defaultPath: string,
  ports: Ports,
): Probe | undefined {
  const byHttp = httpGet && httpGetAction(httpGet, defaultPath, ports);
  const byGrpc = grpc && grpcAction(grpc, ports);
  const byTcp = tcpSocket && tcpSocketAction(tcpSocket, ports);
  return nonEmpty({
    ...(byHttp && { httpGet: byHttp }),
    ...(byGrpc && { grpc: byGrpc }),
    ...(byTcp && { tcpSocket: byTcp }),
    ...(exec && { exec: { command: exec.command } }),
  });
}

// An action without a port is none: the checks report that there is no port to ask.

function httpGetAction(spec: HttpGetProbe, defaultPath: string, ports: Ports): HTTPGetAction | undefined {
  const { path = defaultPath, port = httpPort(ports)?.name, scheme, httpHeaders = {} } = spec;
  if (port === undefined) return undefined;
  const target = typeof port === 'string' ? ports.get(port) : undefined;
  return {
    path,
    port,
    scheme: scheme ?? (target?.scheme === 'https' ? 'HTTPS' : undefined),
    httpHeaders: nonEmpty(Object.entries(httpHeaders).map(([name, value]) => ({ name, value }))),
  };
}

/** Kubernetes takes the number of a port alone. */
function grpcAction(spec: GrpcProbe, ports: Ports): GRPCAction | undefined {
  const { port: asked = grpcPort(ports)?.name, service } = spec;
  const port = typeof asked === 'string' ? ports.get(asked)?.targetPort : asked;
  return port === undefined ? undefined : { port, service };
}

function tcpSocketAction(spec: TcpSocketProbe, ports: Ports): TCPSocketAction | undefined {
  const port = spec.port ?? tcpPort(ports)?.name;
  return port === undefined ? undefined : { port };
}

/** The port that an HTTP probe asks unless it names one. */
export function httpPort(ports: Ports): ServicePort | undefined {
  const named = probePorts.map((name) => ports.get(name)).find((port) => port?.protocol === 'TCP');
  return named ?? [...ports.values()].find((port) => port.scheme === 'http' || port.scheme === 'https');
}

/** The port that a gRPC probe asks unless it names one. */
export function grpcPort(ports: Ports): ServicePort | undefined {
  return [...ports.values()].find((port) => port.scheme === 'h2c');
}

/** The port that a TCP probe opens unless it names one. */
export function tcpPort(ports: Ports): ServicePort | undefined {
  return [...ports.values()].find((port) => port.protocol === 'TCP');
}
