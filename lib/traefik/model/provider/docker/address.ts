import { type Attempt, failed, made } from '../../../../core/base';
import type { Backend } from '../../../request';
import { type Container, type DockerDefaults, type DockerProvider, ownSettings } from './container';

/** Where Traefik sends what is for a port of a container. */
export interface ContainerAddress {
  readonly host: string;
  /** The port that is asked for; the host's where that is used. */
  readonly port: string;
  /** The port inside the container. */
  readonly innerPort: string;
}

/** What finding an address needs besides the container. */
export interface AddressScope {
  readonly provider: DockerProvider;
  readonly options: DockerDefaults & { readonly useBindPortIP?: boolean };
  /** What a URL that a label gives leads to. */
  readonly backendAt: (url: string, namespace: string) => Backend;
  /** A container by its name, for those that share the network of another one. */
  readonly containerNamed: (name: string) => Container | undefined;
}

/** The address of a container, as getIPPort of Traefik's provider finds it. */
export function addressOf(
  scope: AddressScope,
  container: Container,
  network: string,
  wantedPort: string,
): Attempt<ContainerAddress> {
  const innerPort = wantedPort === '' ? String(container.ports[0]?.port ?? '') : wantedPort;
  const bound = scope.options.useBindPortIP ? bindingOf(container, innerPort) : undefined;
  const host = bound?.hostIp ?? hostOf(scope, container, network, new Set());
  if (host === '') {
    return failed(
      `unable to find the IP address for the container "/${container.object.name}": the server is ignored`,
    );
  }
  const port = bound?.hostPort ?? innerPort;
  return port === '' ? failed('port is missing') : made({ host, port, innerPort });
}

/** The address of the host at which a port is published, where that is a certain one. */
function bindingOf({ ports }: Container, innerPort: string): Container['ports'][number] | undefined {
  const binding = ports.find(({ port, hostPort }) => String(port) === innerPort && hostPort !== '');
  const isAny = binding === undefined || /^(?:|0\.0\.0\.0|::)$/.test(binding.hostIp);
  return isAny ? undefined : binding;
}

function hostOf(
  scope: AddressScope,
  { networks, networkMode }: Container,
  network: string,
  seen: ReadonlySet<string>,
): string {
  const chosen = network === '' ? undefined : networks.get(network);
  if (chosen !== undefined) return chosen;
  if (networkMode === 'host') return '127.0.0.1';
  const other = /^container:(.+)$/.exec(networkMode)?.[1];
  if (other === undefined) return [...networks.values()][0] ?? '';
  const connected = scope.containerNamed(other);
  if (!connected || seen.has(other)) return '';
  const settings = ownSettings(connected, scope.provider, scope.options);
  if ('reason' in settings) return '';
  return hostOf(scope, connected, settings.network || network, new Set([...seen, other]));
}
