import { quoteMeta } from '../../core/base';
import type { ComposeModel, ComposeService } from '../../project/compose';
import { knownImage } from '../../project/docker';
import { portNames } from './port-names';
import type { ProjectFiles } from './project-files';
import { textsOf } from './texts';
import type { WorkloadPort } from './source';

type Found = Omit<WorkloadPort, 'name'> & { readonly named?: string };

/**
 * The ports of a service. Compose lets others connect to any port, Kubernetes to those that are declared: so what
 * labels, healthchecks and callers say counts beside `ports` and `expose`, and what its image is known for if nothing does.
 *
 * @param assumed the port that is taken where nothing says any
 * @param decided what somebody says where nothing does
 */
export function portsOf(
  name: string,
  project: ComposeModel,
  files: ProjectFiles,
  assumed?: number,
  decided?: string,
): readonly WorkloadPort[] {
  const spec = project.services[name] ?? {};
  const said = [...declared(spec), ...exposed(spec), ...labelled(spec), ...called(name, project, files)];
  const found =
    said.length > 0
      ? said
      : [
          ...probed(spec),
          ...taken('decision', decided),
          ...byImage(spec),
          ...taken('assumption', assumed),
        ].slice(0, 1);
  const distinct = new Map<string, Found>();
  for (const port of found) {
    const key = `${port.port}/${port.protocol}`;
    if (port.port > 0 && port.port < 65_536 && !distinct.has(key)) distinct.set(key, port);
  }
  return named([...distinct.values()], spec);
}

/** More ports than this is a range that somebody opened for other reasons than to be called at each. */
const mostPorts = 100;

function declared({ ports = [] }: ComposeService): readonly Found[] {
  return ports.slice(0, mostPorts).flatMap(({ target, protocol, name }) =>
    target === undefined
      ? []
      : [
          {
            port: target,
            protocol: protocolOf(protocol),
            from: 'ports' as const,
            ...(name !== undefined && { named: name }),
          },
        ],
  );
}

function exposed({ expose = [] }: ComposeService): readonly Found[] {
  return expose
    .flatMap((text) => {
      const [, first = '', last = first, protocol] = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(text) ?? [];
      const length = Math.max(0, Number(last) - Number(first) + 1);
      return Array.from({ length: Math.min(length, mostPorts) }, (_, index) => ({
        port: Number(first) + index,
        protocol: protocolOf(protocol),
        from: 'expose' as const,
      }));
    })
    .filter(({ port }) => port > 0);
}

const portLabel = /^traefik\.(?<protocol>http|tcp|udp)\.services\.[^.]+\.loadbalancer\.server\.port$/i;

function labelled({ labels = {}, deploy }: ComposeService): readonly Found[] {
  return Object.entries({ ...deploy?.labels, ...labels }).flatMap(([label, value]) => {
    const protocol = portLabel.exec(label)?.groups?.['protocol'];
    if (protocol === undefined || !/^\d+$/.test(value)) return [];
    return [
      {
        port: Number(value),
        protocol: protocolOf(/udp/i.test(protocol) ? 'udp' : 'tcp'),
        from: 'label' as const,
      },
    ];
  });
}

/** Addresses that labels tell Traefik to ask; a service may name itself there. */
function askedByTraefik({ labels = {}, deploy }: ComposeService): readonly string[] {
  return Object.entries({ ...deploy?.labels, ...labels }).flatMap(([label, value]) =>
    /\.forwardauth\.address$/i.test(label) ? [value] : [],
  );
}

/** Ports at which other services name it: `db:5432`. */
function called(name: string, project: ComposeModel, files: ProjectFiles): readonly Found[] {
  const { services } = project;
  const own = services[name] ?? {};
  const names = [
    name,
    own.container_name,
    ...Object.values(own.networks ?? {}).flatMap((each) => each?.aliases ?? []),
  ];
  const escaped = names.flatMap((each) => (each === undefined ? [] : [quoteMeta(each)]));
  const mention = new RegExp(`(?<![\\w.-])(?:${escaped.join('|')}):(\\d{1,5})(?![\\w.])`, 'g');
  return Object.entries(services)
    .flatMap(([other, spec]) => (other === name ? askedByTraefik(spec) : textsOf(spec, project, files)))
    .flatMap((text) => Array.from(text.matchAll(mention), ([, port]) => Number(port)))
    .map((port) => ({ port, protocol: 'TCP', from: 'callers' }));
}

function probed({ healthcheck }: ComposeService): readonly Found[] {
  const text = (healthcheck?.test ?? []).join(' ');
  const port = /(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):(\d{1,5})/.exec(text)?.[1];
  return port === undefined ? [] : [{ port: Number(port), protocol: 'TCP', from: 'healthcheck' }];
}

function byImage({ image }: ComposeService): readonly Found[] {
  const [port] = knownImage(image).ports;
  return port === undefined ? [] : [{ port, protocol: 'TCP', from: 'image' }];
}

function taken(from: 'decision' | 'assumption', port: number | string | undefined): readonly Found[] {
  return port === undefined ? [] : [{ port: Number(port), protocol: 'TCP', from }];
}

function protocolOf(text: string | undefined): WorkloadPort['protocol'] {
  const upper = (text ?? 'tcp').toUpperCase();
  return upper === 'UDP' || upper === 'SCTP' ? upper : 'TCP';
}

/** Names by what is spoken there, as far as anything says so; routes and probes go by them. */
function named(ports: readonly Found[], spec: ComposeService): readonly WorkloadPort[] {
  const schemes = httpSchemes(ports, spec);
  const taken = new Set<string>();
  const isTwice = (number: number): boolean => ports.filter(({ port }) => port === number).length > 1;
  // What labels say of a port goes before what is usual for the number of another.
  const sure = ports.filter(({ port, protocol }) => protocol === 'TCP' && schemes.has(port));
  return [...sure, ...ports.filter((port) => !sure.includes(port))].map(({ named: own, ...port }) => {
    const { port: number, protocol } = port;
    const scheme = protocol === 'TCP' ? schemes.get(number) : undefined;
    const usual = scheme ?? portNames.get(number) ?? protocol.toLowerCase();
    const choices = [
      own !== undefined && isPortName(own) ? own : undefined,
      scheme !== undefined || portNames.has(number) ? usual : undefined,
      isTwice(number) ? `${usual}-${protocol.toLowerCase()}` : undefined,
      `${usual}-${number}`,
    ];
    const name =
      choices.find((each) => each !== undefined && !taken.has(each)) ?? `${protocol.toLowerCase()}-${number}`;
    taken.add(name);
    return { name, ...port };
  });
}

function isPortName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(text) && /[a-z]/.test(text) && !text.includes('--');
}

/** What Traefik speaks to ports, as labels say; without one it takes the lowest for HTTP. */
function httpSchemes(
  ports: readonly Found[],
  { labels = {}, deploy }: ComposeService,
): ReadonlyMap<number, string> {
  const all = Object.entries({ ...deploy?.labels, ...labels }).map(
    ([key, value]) => [key.toLowerCase(), value] as const,
  );
  const server = /^(traefik\.http\.services\.[^.]+\.loadbalancer\.server)\.port$/;
  const schemeOf = (prefix: string): string =>
    all.find(([key]) => key === `${prefix}.scheme`)?.[1]?.toLowerCase() ?? 'http';
  const found = all.flatMap(([key, value]) => {
    const prefix = server.exec(key)?.[1];
    return prefix === undefined ? [] : [[Number(value), schemeOf(prefix)] as const];
  });
  if (found.length > 0) return new Map(found);
  const isRouted = all.some(
    ([key, value]) => key.startsWith('traefik.http.') || (key === 'traefik.enable' && value === 'true'),
  );
  const [lowest] = ports.map(({ port }) => port).toSorted((a, b) => a - b);
  if (!isRouted || lowest === undefined) return new Map();
  const prefix = all.flatMap(
    ([key]) => /^(traefik\.http\.services\.[^.]+\.loadbalancer\.server)\.scheme$/.exec(key)?.[1] ?? [],
  )[0];
  return new Map([[lowest, prefix === undefined ? 'http' : schemeOf(prefix)]]);
}
