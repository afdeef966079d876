import { asList, type Attempt, failed, isFailed, made, own } from '../../../../core/base';
import type { Backend } from '../../../request';
import { text } from '../read';
import { type Plain, plain } from '../shown';
import { type AddressScope, addressOf } from './address';
import type { Container } from './container';

/** The services of a protocol by name. */
export type Services = Readonly<Record<string, Plain>>;

/** What a service is where no label speaks of it. */
const defaultBalancers: Readonly<Record<'http' | 'tcp' | 'udp', Plain>> = {
  http: { strategy: 'wrr', passHostHeader: true, responseForwarding: { flushInterval: '100ms' } },
  tcp: {},
  udp: {},
};

/**
 * The services of a container with its server in each: those of its labels, else one of its own name. One that does
 * not run, or is not healthy, is in none.
 */
export function servicesOf(
  scope: AddressScope,
  container: Container,
  network: string,
  protocol: 'http' | 'tcp' | 'udp',
  labelled: Services,
): Attempt<Services> {
  const isLabelled = Object.keys(labelled).length > 0;
  const services = isLabelled
    ? labelled
    : { [container.serviceName]: { loadBalancer: defaultBalancers[protocol] } };
  if (!container.isRunning || !container.isHealthy) return made(withoutAddresses(services));
  const entries: [string, Plain][] = [];
  for (const [name, service] of Object.entries(services)) {
    const server = serverOf(scope, container, network, protocol, service);
    if (isFailed(server)) return failed(`service "${name}" error: ${server.reason}`);
    entries.push([name, server.value]);
  }
  return made(Object.fromEntries(entries));
}

/** Servers stay as labels write them: they lead nowhere, unless a label gives the URL. */
function withoutAddresses(services: Services): Services {
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => {
      const balancer = own(service, 'loadBalancer');
      const [written] = asList(own(balancer, 'servers'));
      if (written === undefined) return [name, service];
      const { port: _port, scheme: _scheme, ...server } = plain(written);
      return [name, { ...service, loadBalancer: { ...plain(balancer), servers: [server] } }];
    }),
  );
}

function serverOf(
  scope: AddressScope,
  container: Container,
  network: string,
  protocol: 'http' | 'tcp' | 'udp',
  service: Plain,
): Attempt<Plain> {
  const balancer = own(service, 'loadBalancer');
  if (balancer === undefined) return failed('load-balancer is not defined');
  const [written = {}] = asList(own(balancer, 'servers'));
  const { port, scheme, url, ...rest } = plain(written);
  const fixed = text(url);
  const withServer = (server: Plain): Attempt<Plain> =>
    made({ ...service, loadBalancer: { ...plain(balancer), servers: [server] } });
  if (protocol === 'http' && fixed !== '') {
    return text(scheme) === '' && text(port) === ''
      ? withServer({ ...rest, url: fixed, backend: scope.backendAt(fixed, container.object.namespace) })
      : failed('defining scheme or port is not allowed when URL is defined');
  }
  const address = addressOf(scope, container, network, text(port));
  if (isFailed(address)) return address;
  const used = protocol === 'http' ? text(scheme) || 'http' : protocol;
  const hostPort = joinHostPort(address.value.host, address.value.port);
  const backend: Backend = {
    service: container.backend,
    port: Number(address.value.innerPort) || 0,
    scheme: used,
  };
  return withServer(
    protocol === 'http'
      ? { ...rest, url: `${used}://${hostPort}`, backend }
      : { ...rest, address: hostPort, backend },
  );
}

function joinHostPort(host: string, port: string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
