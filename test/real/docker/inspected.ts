import type { MadeContainer } from './generate';

/** A container as a Docker engine tells of it. */
export function inspected({
  name,
  labels,
  ports,
  networks,
  networkMode,
  state,
  health,
}: MadeContainer): object {
  return {
    Id: name,
    Name: `/${name}`,
    State: { Status: state, ...(health !== undefined && { Health: { Status: health } }) },
    Config: { Labels: labels },
    HostConfig: { NetworkMode: networkMode },
    NetworkSettings: {
      Ports: ports,
      Networks: Object.fromEntries(
        Object.entries(networks).map(([network, address]) => [
          network,
          { NetworkID: network, ...(address !== '' && { IPAddress: address }) },
        ]),
      ),
    },
  };
}

/** The same container as an object of this program. */
export function objectOf({
  name,
  labels,
  ports,
  networks,
  networkMode,
  state,
  health,
}: MadeContainer): object {
  return {
    apiVersion: 'docker.com/v1',
    kind: 'Container',
    metadata: { namespace: 'shop', name, labels },
    spec: {
      ports: Object.entries(ports).flatMap(([port, bindings]) => {
        const own = { port: Number.parseInt(port, 10) };
        return bindings.length === 0
          ? [own]
          : bindings.map(({ HostIp: hostIp, HostPort: hostPort }) => ({ ...own, hostIp, hostPort }));
      }),
      networks,
      networkMode,
      state,
      ...(health !== undefined && { health }),
    },
  };
}
