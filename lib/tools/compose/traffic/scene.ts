import type { FieldPath } from '../../../core/finding';
import type { ReadObject } from '../../../core/manifest';
import { groupBy, isPlainMap, valueAt } from '../../../core/base';
import { type ComposedSource, composedSource } from '../../../project/docker';
import { plainObjects, trafficOf } from '../../../project/source';
import { decodeContainerLabels, decodeLabels, isRefused } from '../../../traefik/labels';
import {
  type ComposedConfiguration,
  type ComposedProvider,
  type Drop,
  type StaticConfiguration,
  composedConfigurations,
  constrained,
  readStaticConfiguration,
} from '../../../traefik/model';
import type { ComposeModel, ComposeService } from '../../../project/compose';
import { kubernetesName } from '../names';
import { isTraefikLabel } from '../services/labels';
import { type FileSet, type Said, fileSets } from './files';
import type { Source } from '../source';

/** The protocols of routers. */
export const protocols = ['http', 'tcp', 'udp'] as const;
export type Protocol = (typeof protocols)[number];

/** Labels of one service, as the provider that reads them decodes them. */
export interface LabelSet extends Said {
  /** Name of the service in the Compose files. */
  readonly compose: string;
  /** Where its labels stand in the project. */
  readonly at: FieldPath;
  readonly labels: Readonly<Record<string, string>>;
  /** The network over which Traefik reaches the containers, by its real name; undefined where none is named. */
  readonly network?: string;
  /** Why Traefik reads nothing of them. */
  readonly unread?: string;
  /** Whether that is a mistake rather than a wish. */
  readonly isMistake: boolean;
}

/** What Traefik makes of a Compose project, and what its parts are called on Kubernetes. */
export interface Scene {
  readonly source: Source;
  readonly composed: ComposedSource;
  /** Traefik's static configuration, in its own words. */
  readonly configuration: object;
  readonly statics: StaticConfiguration;
  /** What each provider makes of the project. */
  readonly configured: readonly ComposedConfiguration[];
  readonly sets: readonly LabelSet[];
  /** The files of Traefik's file provider. */
  readonly files: readonly FileSet[];
  /** Why Traefik does not run a router; undefined where it does. */
  readonly disabled: (protocol: Protocol, name: string, provider: ComposedProvider) => string | undefined;
  /** Names of parts on Kubernetes, by their kind, their name, and the provider that has them. */
  readonly nameOf: (kind: NamedKind, name: string, provider: ComposedProvider) => string;
}

/**
 * Reads what Traefik makes of a project; undefined where it has nothing to do with Traefik, or the static configuration
 * of its Traefik cannot be read.
 */
export function sceneOf(source: Source): Scene | undefined {
  const whole = composedSource(withKnownPorts(source));
  // What a Traefik elsewhere makes of services that say nothing of it is not known.
  const objects = source.traefik === undefined ? whole.objects.filter(speaksToTraefik) : whole.objects;
  if (objects.length === 0) return undefined;
  const composed = { ...whole, objects };
  const configuration = composed.facts.traefik?.configuration;
  if (configuration === undefined) return undefined;
  const statics = readStaticConfiguration(configuration);
  const configured = composedConfigurations(plainObjects(objects), configuration);
  const dropped = droppedBy(
    composed,
    configured.flatMap((each) => each.dropped),
  );
  return {
    source,
    composed,
    configuration,
    statics,
    configured,
    files: fileSets(source, objects),
    sets: Object.entries(source.project.services).flatMap(([compose, service]) =>
      labelSets(compose, service, composed, statics, configured, dropped.get(compose) ?? []),
    ),
    disabled: disabledRouters(composed),
    nameOf: names(configured),
  };
}

/**
 * The project in which images expose what else is known of the ports of their services, where Docker would ask the
 * images alone.
 */
function withKnownPorts({ project, workloads }: Source): ComposeModel {
  const { assumedPorts } = composedSource(project);
  const services = Object.entries(project.services).map(([name, service]) => {
    const ports = assumedPorts.has(name) ? (workloads.get(name)?.ports ?? []) : [];
    const expose = ports.map(({ port, protocol }) => `${port}/${protocol.toLowerCase()}`);
    return [name, { ...service, ...(expose.length > 0 && { expose }) }];
  });
  return { ...project, services: Object.fromEntries(services) };
}

function speaksToTraefik({ object }: ReadObject): boolean {
  return Object.keys(object.metadata.labels ?? {}).some(isTraefikLabel);
}

/** What is left out of containers, by the service whose they are. */
function droppedBy(
  { objects }: ComposedSource,
  dropped: readonly Drop[],
): ReadonlyMap<unknown, readonly Drop[]> {
  const services = new Map(
    objects.map(({ object }) => [object.metadata.name, valueAt(object, 'spec', 'service')] as const),
  );
  return groupBy(dropped, ({ object }) => services.get(object.name));
}

function labelSets(
  compose: string,
  { labels = {}, deploy }: ComposeService,
  { dockerLabels }: ComposedSource,
  { file }: StaticConfiguration,
  configured: readonly ComposedConfiguration[],
  dropped: readonly Drop[],
): readonly LabelSet[] {
  const isOldSwarm = dockerLabels === 'deploy.labels';
  const ofContainer = { at: ['services', compose, 'labels'], labels };
  const ofService = { at: ['services', compose, 'deploy', 'labels'], labels: deploy?.labels ?? {} };
  const all = [
    { provider: 'docker', ...(isOldSwarm ? ofService : ofContainer) },
    { provider: 'swarm', ...(isOldSwarm ? ofContainer : ofService) },
  ] as const;
  return all.flatMap((set): readonly LabelSet[] => {
    if (Object.keys(set.labels).length === 0) return [];
    const unread = (reason: string, isMistake = false): readonly LabelSet[] => [
      { compose, ...set, unread: reason, isMistake },
    ];
    if (!configured.some(({ provider }) => provider === set.provider))
      return unread(`The provider ${set.provider} of Traefik, which reads these labels, is not on.`);
    const own = decodeContainerLabels(set.labels, set.provider);
    if (isRefused(own)) return unread(`Traefik leaves the container out: ${own.reason}.`, true);
    const isExposed = file.providers?.[set.provider]?.exposedByDefault ?? true;
    if (!(own.configuration.enable ?? isExposed))
      return unread('Traefik does not read the container: it is not enabled.');
    const decoded = decodeLabels(set.labels);
    if (isRefused(decoded)) return unread(`Traefik leaves the container out: ${decoded.reason}.`, true);
    const whole = dropped.find(({ path }) => path.length === 0 || !/\.routers\./i.test(String(path.at(-1))));
    if (whole)
      return unread(`Traefik leaves the container out: ${whole.reason}.`, whole.reason !== constrained);
    const { docker, swarm } = own.configuration;
    const network = swarm?.network ?? docker?.network ?? file.providers?.[set.provider]?.network;
    return [
      {
        compose,
        ...set,
        ...(network !== undefined && network !== '' && { network }),
        said: decoded.configuration,
        labelsAt: decoded.labelsAt,
        isMistake: false,
      },
    ];
  });
}

function disabledRouters(composed: ComposedSource): Scene['disabled'] {
  const routes = trafficOf(composed).routes();
  const runs = { http: routes.routers, tcp: routes.tcpRouters, udp: routes.udpRouters };
  const named = Object.fromEntries(protocols.map((each) => [each, itemsByName(runs[each] ?? {})]));
  return (protocol, name, provider) => {
    const found = named[protocol]?.get(`${name}@${provider}`) ?? [];
    if (found.length === 0) return 'it is not there';
    const errors = found.flatMap((item) =>
      isPlainMap(item) && item['status'] !== 'enabled' ? [item['error']] : [],
    );
    return errors.length < found.length ? undefined : errors.flat().join(', ');
  };
}

/** Items by their names, before which that of an entry point may stand: `websecure-web@docker`. */
function itemsByName(items: Readonly<Record<string, unknown>>): ReadonlyMap<string, readonly unknown[]> {
  const named = Object.entries(items).flatMap(([key, item]) => {
    const starts = Array.from(key.matchAll(/-/g), ({ index }) => index + 1);
    return [0, ...starts].map((start) => [key.slice(start), item] as const);
  });
  const groups = groupBy(named, ([name]) => name);
  return new Map(Array.from(groups, ([name, group]) => [name, group.map(([, item]) => item)]));
}

/** Kinds of parts that have names, as Traefik's configuration calls them. */
export type NamedKind = Exclude<
  keyof ComposedConfiguration['configuration'],
  'models' | 'certificates' | 'defaultCertificates'
>;

const namedKinds: readonly NamedKind[] = [
  'routers',
  'tcpRouters',
  'udpRouters',
  'middlewares',
  'tcpMiddlewares',
  'services',
  'tlsOptions',
  'serversTransports',
  'tcpServersTransports',
];

/** Names that Kubernetes takes, each once. */
function names(configured: readonly ComposedConfiguration[]): Scene['nameOf'] {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const nameOf: Scene['nameOf'] = (kind, name, provider) => {
    const key = `${kind} ${provider} ${name}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    const wanted = kubernetesName(name);
    let free = wanted;
    for (let number = 2; taken.has(`${kind} ${free}`); number++) free = `${wanted}-${number}`;
    taken.add(`${kind} ${free}`);
    given.set(key, free);
    return free;
  };
  // In an order that is the same whoever asks first.
  for (const { provider, configuration } of configured) {
    for (const kind of namedKinds)
      for (const name of [...configuration[kind].keys()].toSorted()) nameOf(kind, name, provider);
  }
  return nameOf;
}

/** What routers of a protocol are called in Traefik's configuration. */
export const routerKinds = { http: 'routers', tcp: 'tcpRouters', udp: 'udpRouters' } as const;

/** What their services are called. */
export const serviceKinds = { http: 'services', tcp: 'tcpServices', udp: 'udpServices' } as const;
