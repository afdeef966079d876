import type { Service } from '../dynamic/configuration';
import { providerOf, resolveName } from '../dynamic/names';

type Services = ReadonlyMap<string, { readonly config: Service }>;

/** What the cookies of a service do for its clients, and what they do not. */
export function stickyNotes(services: Services, name: string): readonly string[] {
  const { loadBalancer, weighted, backend, isOneAddress, replaced } = services.get(name)?.config ?? {};
  const cookie = loadBalancer?.sticky?.cookie;
  if (cookie) {
    const what = `the cookie ${cookie.name}`;
    return [
      isOneAddress
        ? `sticky: ${what} keeps nobody on a pod: with nativeLB Traefik knows one address of ${backend?.service}, and Kubernetes spreads what goes there`
        : `sticky: ${what} keeps a client on its pod of ${backend?.service}`,
    ];
  }
  if (weighted) return weightedNotes(services, name, weighted);
  return lostNotes(backend?.service ?? name, replaced?.cookies ?? []);
}

/** Cookies that are asked for, and that no response sets. */
function lostNotes(service: string, cookies: readonly string[]): readonly string[] {
  if (cookies.length === 0) return [];
  const names = cookies.filter((cookie) => cookie !== '').join(', ');
  return [
    `sticky: no cookie keeps a client on a pod of ${service}: a reference to it asks for one${names === '' ? '' : ` (${names})`}, and another one, which Traefik reads later, for none`,
  ];
}

function weightedNotes(
  services: Services,
  name: string,
  { services: children = [], sticky }: NonNullable<Service['weighted']>,
): readonly string[] {
  const named = children.map(({ name: child = '', weight = 1 }) => {
    const config = services.get(resolveName(providerOf(name), child))?.config;
    const cookie = config?.loadBalancer?.sticky?.cookie?.name;
    const lost = config?.replaced?.cookies ?? [];
    return { service: config?.backend?.service ?? child, weight, cookie, lost };
  });
  const cookies = named.filter(({ cookie }) => cookie !== undefined);
  if (!sticky?.cookie) {
    const lost = named.flatMap((child) => lostNotes(child.service, child.lost));
    if ((cookies.length === 0 && lost.length === 0) || named.length === 1) return lost;
    const own = cookies.map(({ service, cookie }) => `${cookie} of ${service}`).join(', ');
    const within =
      own === '' ? '' : `; the cookies of the services (${own}) keep a client on a pod only within one`;
    return [
      `sticky: which of the ${named.length} services takes a request is drawn anew each time${within}. To keep it on its service, make a TraefikService whose weighted is sticky`,
      ...lost,
    ];
  }
  const without = named.filter(({ cookie, weight }) => cookie === undefined && weight > 0);
  const gone = named.filter(({ weight }) => weight <= 0);
  return [
    `sticky: the cookie ${sticky.cookie.name} keeps a client on its service${without.length > 0 ? ', not on a pod of it' : ''}`,
    ...gone.map(
      ({ service }) =>
        `sticky: ${service} has weight 0 and takes no request, not even of clients whose cookie names it`,
    ),
  ];
}
