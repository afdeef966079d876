import { isFailed } from '../../../../core/base';
import type { FieldPath } from '../../../../core/finding';
import {
  type LabelConfiguration,
  TemplateError,
  UnknownTemplateError,
  decodeLabels,
  isRefused,
  parseTemplate,
  readConstraints,
  routersIn,
} from '../../../labels';
import { emptyConfiguration } from '../../dynamic/configuration';
import type { DockerProviderOptions } from '../../static';
import type { Cluster } from '../cluster';
import type { Provided } from '../crd';
import { type Drop, dropped } from '../result';
import type { AddressScope } from './address';
import { backendsOf } from './backends';
import { addContributions } from './assemble';
import {
  type Container,
  type DockerProvider,
  constrained,
  dockerApiVersion,
  kindOfProvider,
  ownSettings,
  readContainer,
} from './container';
import { type LinkedRouters, defaultRuleTemplate, linkHttp, linkTcp, linkUdp } from './routers';
import { type Services, servicesOf } from './services';

/** What one container says. */
export interface ContainerConfiguration {
  readonly container: Container;
  readonly http: Parts;
  readonly tcp: Parts;
  readonly udp: Parts;
  readonly stores: Services;
  readonly labelsAt: (path: FieldPath) => readonly string[];
}

/** What a container says of a protocol. */
export interface Parts {
  readonly routers: Services;
  readonly services: Services;
  readonly middlewares: Services;
}

/** Traefik's providers docker and swarm: labels of containers become one dynamic configuration. */
export function provideDocker(
  cluster: Cluster,
  provider: DockerProvider,
  options: DockerProviderOptions,
): Provided {
  const drops: Drop[] = [];
  const containers = cluster
    .list(dockerApiVersion, kindOfProvider[provider])
    .map(readContainer)
    // The engine gives each container an id, by which Traefik sorts those of one service; their names do as well.
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const byName = new Map(containers.map((container) => [container.object.name, container]));
  const reading: Reading = {
    scope: { provider, options, containerNamed: (name) => byName.get(name), backendAt: backendsOf(cluster) },
    isWanted: readConstraints(options.constraints ?? ''),
    template: options.defaultRule ?? defaultRuleTemplate,
    allowEmptyServices: options.allowEmptyServices === true,
    drops,
  };
  const broken = templateError(reading.template);
  if (broken !== undefined) {
    drops.push(...containers.map(({ object }) => dropped(object, [], broken)));
    return { configuration: emptyConfiguration(), dropped: drops };
  }
  const configurations: ContainerConfiguration[] = [];
  for (const container of containers) {
    const read = readOne(reading, container);
    if (read === 'crash') return { configuration: emptyConfiguration(), dropped: drops };
    if (read) configurations.push(read);
  }
  const { configuration, conflicts } = addContributions(configurations);
  return { configuration, dropped: [...drops, ...conflicts] };
}

interface Reading {
  readonly scope: AddressScope;
  readonly isWanted: ReturnType<typeof readConstraints>;
  readonly template: string;
  readonly allowEmptyServices: boolean;
  readonly drops: Drop[];
}

function sortKey({ serviceName, object }: Container): string {
  return `${serviceName}-${object.name}`;
}

function templateError(template: string): string | undefined {
  try {
    parseTemplate(template);
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error instanceof UnknownTemplateError
      ? `the default rule has ${error.message}, which is not computed here`
      : `Traefik makes nothing of its default rule: ${error.message}`;
  }
}

/** What a container says; undefined where Traefik leaves it out. */
function readOne(reading: Reading, container: Container): ContainerConfiguration | 'crash' | undefined {
  const { scope, isWanted, drops } = reading;
  const { object, labels } = container;
  const refuse = (path: FieldPath, reason: string): undefined => {
    drops.push({ ...dropped(object, path, reason), isWhole: true });
  };
  const settings = ownSettings(container, scope.provider, scope.options);
  if ('reason' in settings) {
    refuse(labelPath(settings.label), settings.reason);
    return settings.isCrash ? 'crash' : undefined;
  }
  // Who says that it is not exposed is not told that it is left out.
  if (!settings.enable) return undefined;
  if (isFailed(isWanted)) return refuse([], `Error matching constraints expression: ${isWanted.reason}`);
  if (!isWanted.value(labels)) return refuse([], constrained);
  if (!settings.allowNonRunning) {
    if (!container.isRunning) return refuse([], 'it does not run');
    if (!reading.allowEmptyServices && !container.isHealthy) return refuse([], 'it is not healthy');
  }
  const decoded = decodeLabels(labels);
  if (isRefused(decoded)) {
    refuse(labelPath(decoded.label), decoded.reason);
    return decoded.isCrash ? 'crash' : undefined;
  }
  return buildOne(reading, container, settings.network, decoded);
}

/** The field of an object in which a label stands. */
function labelPath(label: string): FieldPath {
  return ['metadata', 'labels', label];
}

const none: Services = {};

function buildOne(
  { scope, template, drops }: Reading,
  container: Container,
  network: string,
  { configuration, labelsAt }: Exclude<ReturnType<typeof decodeLabels>, { readonly reason: string }>,
): ContainerConfiguration | undefined {
  const built: Record<'http' | 'tcp' | 'udp', Parts> = { http: noParts, tcp: noParts, udp: noParts };
  const hasStreams = speaksOf(configuration, 'tcp') || speaksOf(configuration, 'udp');
  const { http = {} } = configuration;
  const hasHttp = [http.routers, http.services, http.middlewares].some((part) => !isNone(part));
  for (const protocol of ['tcp', 'udp', 'http'] as const) {
    if (protocol === 'http' ? hasStreams && !hasHttp : !speaksOf(configuration, protocol)) {
      const { middlewares = none } = configuration[protocol] ?? {};
      built[protocol] = { ...noParts, middlewares };
      continue;
    }
    const { routers = none, services: labelled = none, middlewares = none } = configuration[protocol] ?? {};
    const services = servicesOf(scope, container, network, protocol, labelled);
    if (isFailed(services)) {
      const [label] = labelsAt([protocol, 'services']);
      drops.push({
        ...dropped(container.object, label === undefined ? [] : labelPath(label), services.reason),
        isWhole: true,
      });
      return undefined;
    }
    const linked = linkers[protocol](container, routers, services.value, template);
    for (const { name, reason } of linked.lost) {
      const known = routersIn(container.labels).find(
        (router) => router.protocol === protocol && router.name === name,
      );
      drops.push(dropped(container.object, known ? labelPath(known.label) : [], reason));
    }
    built[protocol] = { routers: linked.routers, services: services.value, middlewares };
  }
  return { container, ...built, stores: configuration.tls?.stores ?? none, labelsAt };
}

const noParts: Parts = { routers: none, services: none, middlewares: none };

const linkers: Readonly<
  Record<
    'http' | 'tcp' | 'udp',
    (container: Container, routers: Services, services: Services, template: string) => LinkedRouters
  >
> = {
  http: linkHttp,
  tcp: (_container, routers, services) => linkTcp(routers, services),
  udp: (_container, routers, services) => linkUdp(routers, services),
};

function speaksOf(configuration: LabelConfiguration, protocol: 'tcp' | 'udp'): boolean {
  const { routers, services } = configuration[protocol] ?? {};
  return !isNone(routers) || !isNone(services);
}

function isNone(part: Services | undefined): boolean {
  return part === undefined || Object.keys(part).length === 0;
}
