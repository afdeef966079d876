import { type TrafficDiff, diffTraffic } from '../../../check/changes';
import { isPlainMap } from '../../../core/base';
import type { ApiObjectData, ReadObject } from '../../../core/manifest';
import { type Reading, trafficOf } from '../../../project/source';
import type { Source } from '../source';
import { credentials } from './credentials';
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
  const { objects, facts } = scene.composed;
  const renamed = objects.map((read) => underNewName(read, source, labels));
  const from = { objects: [...renamed, ...outside(objects, source)], facts };
  const to = { ...environment, objects: [...environment.objects, ...credentials(scene)] };
  const diff = diffTraffic({ ...from, model: trafficOf(from) }, { ...to, model: trafficOf(to) });
  return { diff, byDesign };
}

type Labels = Readonly<Record<string, string>>;

/**
 * What labels Traefik's own container would have if its routers led to nothing, as they do on Kubernetes: there is no
 * container of Traefik's beside the one that answers.
 */
function ownRouters({ source, labelled }: Scene): {
  readonly labels: Labels;
  readonly byDesign: readonly string[];
} {
  const own = source.traefik === undefined ? undefined : source.project.services[source.traefik];
  const labels: Record<string, string> = {};
  const byDesign: string[] = [];
  for (const { configuration } of labelled) {
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

function underNewName(read: ReadObject, source: Source, further: Labels): ReadObject {
  const { namespace, workloads, traefik } = source;
  const { metadata, spec } = read.object;
  if (!isPlainMap(spec)) return read;
  const name = workloads.get(String(spec['service']))?.name ?? spec['service'];
  const own = spec['service'] === traefik ? { ...metadata.labels, ...further } : metadata.labels;
  const labels =
    own && Object.fromEntries(Object.entries(own).map((each) => [each[0], inCluster(each, source)]));
  const object: ApiObjectData = {
    ...read.object,
    metadata: { ...metadata, namespace, ...(labels && { labels }) },
    spec: { ...spec, service: name },
  };
  return { ...read, object };
}

/** What labels say of addresses, as Traefik finds them on Kubernetes. */
function inCluster([label, value]: readonly [string, string], source: Source): string {
  if (/\.forwardauth\.address$/i.test(label)) return addressInCluster(source, value).text;
  if (isServerUrl(label)) return value.replace(dottedHost, externalName);
  return value;
}

function isServerUrl(label: string): boolean {
  return /\.server\.url$/i.test(label);
}

const dottedHost = /(?<=:\/\/)[^/:]+\.[^/:]+/;

/** Hosts outside of the project, as containers that nobody routes to: a Service leads to each on Kubernetes. */
function outside(objects: readonly ReadObject[], { namespace }: Source): readonly ReadObject[] {
  return objects.flatMap((read) =>
    Object.entries(read.object.metadata.labels ?? {}).flatMap(([label, value]) => {
      const host = isServerUrl(label) ? dottedHost.exec(value)?.[0] : undefined;
      if (host === undefined) return [];
      const name = externalName(host);
      const object: ApiObjectData = {
        apiVersion: read.object.apiVersion,
        kind: read.object.kind,
        metadata: { name, namespace, labels: { 'traefik.enable': 'false' } },
        spec: { service: name },
      };
      return [{ ...read, object }];
    }),
  );
}
