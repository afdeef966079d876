import { type TrafficDiff, diffTraffic } from '../../../check/changes';
import { isPlainMap } from '../../../core/base';
import type { ApiObjectData, ReadObject } from '../../../core/manifest';
import { type Reading, trafficOf } from '../../../project/source';
import { fileKind } from '../../../traefik/model';
import type { Source } from '../source';
import { outsideServers } from './backends';
import { credentials, usersIn } from './credentials';
import { assumedFile, providerOf, withAssumed, withFiles } from './assumed';
import { type Scene, sceneOf } from './scene';
import { addressInCluster, externalName } from './hosts';

/** How traffic to a Compose project and to the environment made of it differ. */
export interface TrafficProof {
  readonly diff: TrafficDiff;
  /** What differs by design, and was left out of the comparison. */
  readonly byDesign: readonly string[];
}

/**
 * Holds what Traefik does with a Compose project against what it does with the environment made of it, over all
 * requests. Containers go by the names that their services have on Kubernetes, so that a request that reaches the same
 * program fares the same. The Secrets that have to exist are taken to hold what the labels say.
 *
 * @param environment what was made: objects, and what is known of their cluster
 * @returns undefined where the configuration of the project's Traefik cannot be read
 */
export function proveTraffic(
  source: Source,
  environment: Pick<Reading, 'objects' | 'facts'>,
): TrafficProof | undefined {
  const scene = sceneOf(source);
  if (!scene) return undefined;
  const { labels, byDesign } = ownRouters(scene);
  const from = composedSide(scene, labels);
  const to = { ...environment, objects: [...environment.objects, ...credentials(scene)] };
  const diff = diffTraffic(
    { ...from, model: trafficOf(from) },
    { ...to, model: trafficOf(to) },
    optionNames(scene),
  );
  return { diff, byDesign };
}

/** The Compose side, in which services go by their names on Kubernetes, with what is said to exist elsewhere. */
function composedSide(scene: Scene, labels: Labels): Pick<Reading, 'objects' | 'facts'> {
  const { objects, facts } = scene.composed;
  const renamed = objects.map((read) => underNewName(read, scene, labels));
  const file = assumedFile(scene);
  const all = [...renamed, ...outside(scene)];
  if (!file) return { objects: all, facts };
  const traefik = { ...facts.traefik, configuration: withFiles(scene.configuration) };
  return { objects: [...all, file], facts: { ...facts, traefik } };
}

/** TLS options of files, by the names that the provider of Kubernetes gives them. */
function optionNames({ configured, nameOf, source }: Scene): ReadonlyMap<string, string> {
  return new Map(
    configured.flatMap(({ provider, configuration }) =>
      Array.from(configuration.tlsOptions.keys(), (name): [string, string] => [
        `${name}@${provider}`,
        `${source.namespace}-${nameOf('tlsOptions', name, provider)}@kubernetescrd`,
      ]),
    ),
  );
}

type Labels = Readonly<Record<string, string>>;

/**
 * What labels Traefik's own container would have if its routers led to nothing, as they do on Kubernetes: there is no
 * container of Traefik's beside the one that answers.
 */
function ownRouters({ source, configured }: Scene): {
  readonly labels: Labels;
  readonly byDesign: readonly string[];
} {
  const own = source.traefik === undefined ? undefined : source.project.services[source.traefik];
  const labels: Record<string, string> = {};
  const byDesign: string[] = [];
  for (const { provider, configuration } of configured) {
    if (provider === 'file') continue;
    for (const [name, { service, middlewares, rule }] of configuration.routers) {
      const [server] = configuration.services.get(service.split('@')[0] ?? '')?.loadBalancer?.servers ?? [];
      if (server?.backend?.service !== `${source.project.name}/${source.traefik}`) continue;
      const isSilent = Object.keys({ ...own?.labels, ...own?.deploy?.labels }).every(
        (label) => !/^traefik\.(?:http|tcp|udp)\./i.test(label),
      );
      if (middlewares.length > 0) {
        labels[`traefik.http.routers.${name}.service`] = 'noop@internal';
        byDesign.push(
          `What passes the middlewares of ${name} reached Traefik itself once more; now it is answered with 418.`,
        );
      } else if (isSilent) {
        labels['traefik.enable'] = 'false';
        byDesign.push(
          `Traefik's own container was exposed without being asked for, under ${rule}; on Kubernetes it is not.`,
        );
      }
    }
  }
  return { labels, byDesign };
}

function underNewName(read: ReadObject, scene: Scene, further: Labels): ReadObject {
  const { namespace, workloads, traefik } = scene.source;
  const { metadata, spec } = read.object;
  if (!isPlainMap(spec)) return read;
  if (read.object.kind === fileKind) {
    const object = { ...read.object, metadata: { ...metadata, namespace }, spec: fileInCluster(spec, scene) };
    return { ...read, object };
  }
  const name = workloads.get(String(spec['service']))?.name ?? spec['service'];
  const own = spec['service'] === traefik ? { ...metadata.labels, ...further } : metadata.labels;
  const known = own && withAssumed(scene, own, providerOf(read));
  const labels = known && Object.fromEntries(Object.entries(known).map((each) => inCluster(each, scene)));
  const object: ApiObjectData = {
    ...read.object,
    metadata: { ...metadata, namespace, ...(labels && { labels }) },
    spec: { ...spec, service: name },
  };
  return { ...read, object };
}

/** What labels say of addresses, as Traefik finds them on Kubernetes; and of a file of users, who they are. */
function inCluster([label, value]: readonly [string, string], scene: Scene): readonly [string, string] {
  const users = /\.usersfile$/i.test(label) ? usersIn(scene, value) : undefined;
  return users
    ? [label.replace(/file$/i, ''), users.join(',')]
    : [label, addressInLabel([label, value], scene)];
}

function addressInLabel([label, value]: readonly [string, string], scene: Scene): string {
  if (/\.forwardauth\.address$/i.test(label)) return addressInCluster(scene.source, value).text;
  return /\.server\.url$/i.test(label) ? serverInCluster(value, scene) : value;
}

/** What a file says of addresses, as Traefik finds them on Kubernetes. */
function fileInCluster(value: unknown, scene: Scene, path: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => fileInCluster(item, scene, path));
  if (isPlainMap(value)) {
    const entries = Object.entries(value).map(([key, child]) => {
      const users = key.toLowerCase() === 'usersfile' ? usersIn(scene, String(child)) : undefined;
      return users ? ['users', users] : [key, fileInCluster(child, scene, [...path, key.toLowerCase()])];
    });
    return Object.fromEntries(entries);
  }
  if (typeof value !== 'string') return value;
  if (path.at(-1) === 'address' && path.includes('forwardauth'))
    return addressInCluster(scene.source, value).text;
  return path.includes('servers') ? serverInCluster(value, scene) : value;
}

/** An address of a server outside of the project by the name of the Service that leads there. */
function serverInCluster(text: string, { configured }: Scene): string {
  const [, before = '', host = '', after = ''] = /^([a-z][a-z\d+.-]*:\/\/)?([^/:]+)(.*)$/is.exec(text) ?? [];
  const isOutside = outsideServers(configured).some(({ service }) => service === host);
  return isOutside ? `${before}${externalName(host)}${after}` : text;
}

/** Hosts outside of the project, as containers that nobody routes to: a Service leads to each on Kubernetes. */
function outside(scene: Scene): readonly ReadObject[] {
  const read = scene.composed.objects.find(({ object }) => object.kind !== fileKind);
  if (!read) return [];
  const names = new Set(outsideServers(scene.configured).map(({ service }) => externalName(service)));
  return Array.from(names, (name) => {
    const object: ApiObjectData = {
      apiVersion: read.object.apiVersion,
      kind: read.object.kind,
      metadata: { name, namespace: scene.source.namespace, labels: { 'traefik.enable': 'false' } },
      spec: { service: name },
    };
    return { ...read, object };
  });
}
