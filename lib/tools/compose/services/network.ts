import { quoteMeta } from '../../../core/base';
import { isServiceName } from '../names';
import { type Outcome, type PlacedValue, carried, changed, lost } from '../outcome';
import type { ServiceSource, Workload } from '../source';
import { textsOf } from '../texts';
import { type KeyMapping, without } from './key';

/** By which names a service is called, and who may call it. */
export const networkKeys = {
  networks: {
    becomes: '`podLabels` and `networkPolicy`: who shares a network may connect',
    codes: ['CM021', 'CM094', 'CM096'],
    map: networks,
  },
  network_mode: { becomes: 'as on the default network', codes: ['CM095'], map: networkMode },
  container_name: {
    becomes: '`kubernetesServices`, where others use it',
    codes: ['CM021', 'CM096'],
    map: (source) => [alias(source, source.at('container_name'), source.spec.container_name ?? '')],
  },
  hostname: {
    becomes: '`kubernetesServices`, where others use it',
    codes: ['CM021', 'CM096'],
    map: (source) => [alias(source, source.at('hostname'), source.spec.hostname ?? '')],
  },
  domainname: without('domainname', 'CM093'),
  dns: without('dns', 'CM093'),
  dns_opt: without('dns_opt', 'CM093'),
  dns_search: without('dns_search', 'CM093'),
  extra_hosts: without('extra_hosts', 'CM093'),
  mac_address: without('mac_address', 'CM094'),
} as const satisfies Readonly<Record<string, KeyMapping>>;

/** A label of the pods on a network. */
function networkLabel(network: string): string {
  const words = network.replaceAll(/[^\w.-]/g, '-').replaceAll(/^[^A-Za-z0-9]+/g, '');
  return `compose.network/${words.slice(0, 63).replace(/[^A-Za-z0-9]+$/, '') || 'unnamed'}`;
}

function* networks(source: ServiceSource): Iterable<Outcome> {
  const { spec, at, to } = source;
  for (const [name, options] of Object.entries(spec.networks ?? {})) {
    const path = (...fields: Outcome['path']): Outcome['path'] => at('networks', name, ...fields);
    yield carried(at('networks', name), to('podLabels', networkLabel(name)), 'member', {
      also: admission(source),
    });
    const { aliases = [], ...rest } = options ?? {};
    for (const [index, each] of aliases.entries()) yield alias(source, path('aliases', index), each);
    for (const field of Object.keys(rest)) yield lost('CM094', path(field));
  }
}

/** Whoever is on one of its networks may connect to it; and where all of them are internal, it to nobody else. */
function admission({ spec, workload, project, to }: ServiceSource): readonly PlacedValue[] {
  const names = Object.keys(spec.networks ?? {});
  const members = names.map((network) => ({ podLabels: { [networkLabel(network)]: 'member' } }));
  const ports = workload.ports.map(({ name }) => name);
  const isInside = names.every((network) => project.networks[network]?.internal === true);
  return [
    ...(ports.length > 0 ? [{ to: to('networkPolicy', 'ingress'), value: [{ from: members, ports }] }] : []),
    ...(isInside ? [{ to: to('networkPolicy', 'egress'), value: [{ to: members }] }] : []),
  ];
}

function* networkMode({ spec, at, workload }: ServiceSource): Iterable<Outcome> {
  const mode = spec.network_mode ?? '';
  if (mode === 'bridge' || mode === 'none') {
    yield changed('CM095', at('network_mode'), {
      severity: 'info',
      message: `${workload.compose} is on the network of all pods; only Traefik, where it is routed, may connect to it.`,
    });
  } else
    yield lost('CM095', at('network_mode'), {
      message: `The pod of ${workload.compose} has a network of its own, and not that of ${mode}.`,
    });
}

/** A further name: a Service of its own where other services use it, which no other container may have. */
function alias(source: ServiceSource, path: Outcome['path'], name: string): Outcome {
  const { workload, workloads } = source;
  if (name === workload.name) return carried(path);
  const isTaken = [...workloads.values()].some((other) => other !== workload && other.name === name);
  const users = usersOf(name, source);
  if (users.length === 0)
    return changed('CM096', path, { message: `No other service uses the name ${name}.` });
  if (!isServiceName(name))
    return changed('CM021', path, { message: `Where others name ${name}, they name ${workload.name} now.` });
  if (isTaken || workload.ports.length === 0)
    return lost('CM096', path, { severity: 'warning', message: `${name} cannot be a Service of its own.` });
  const ports = Object.fromEntries(
    workload.ports.map(({ name: port, port: number, protocol }) => [
      port,
      protocol === 'TCP' ? number : { port: number, protocol },
    ]),
  );
  const selector = { 'app.kubernetes.io/name': workload.name, 'app.kubernetes.io/instance': workload.name };
  return changed('CM096', path, {
    to: ['kubernetesServices', name],
    value: { selector, ports },
    message: `${workload.compose} is also called ${name}, by ${users.join(', ')}: a Service of that name leads to it.`,
  });
}

function usersOf(name: string, { workloads, workload, project, files }: ServiceSource): readonly string[] {
  const mention = new RegExp(`(?<![\\w.-])${quoteMeta(name)}(?![\\w-])`);
  const isUser = (other: Workload): boolean =>
    other !== workload && textsOf(other.spec, project, files).some((text) => mention.test(text));
  return [...workloads.values()].filter(isUser).map(({ compose }) => compose);
}
