import type { Backend } from '../../../request';
import { asList, own } from '../../../../core/base';
import { podMakerOf } from '../../../../core/kubernetes/pod-makers';
import type { ClusterObject } from '../../provider/cluster';
import { integer, text, texts } from '../../provider/read';
import { podOf } from '../../provider/workloads';
import { type Scene, objectOf } from './scene';

/** Why there is no server behind a port of a Service. */
export function vacancyOf(scene: Scene, { service, port }: Backend): string {
  const [namespace = '', name = ''] = service.split('/');
  const slices = scene.cluster.endpointSlices(namespace, name);
  const portName = nameOfPort(objectOf(scene, { kind: 'Service', namespace, name }), port);
  const ports = slices.flatMap(({ value }) => asList(own(value, 'ports')));
  const who = `Service ${service} has no server at its port ${port}`;
  if (!ports.some((candidate) => text(own(candidate, 'name')) === portName)) {
    const found = ports.map(
      (candidate) => `"${text(own(candidate, 'name'))}" (${integer(own(candidate, 'port'))})`,
    );
    const there = found.length === 0 ? 'no port' : [...new Set(found)].join(', ');
    return `${who}: the port is named "${portName}", and by that name Traefik looks in its EndpointSlices, which have ${there}`;
  }
  const endpoints = slices.flatMap(({ value }) => asList(own(value, 'endpoints')));
  return endpoints.length === 0
    ? `${who}: its EndpointSlices name no endpoint`
    : `${who}: no endpoint of its EndpointSlices is ready`;
}

function nameOfPort(service: ClusterObject | undefined, port: number): string {
  const ports = asList(own(own(service?.value, 'spec'), 'ports'));
  return text(
    own(
      ports.find((candidate) => own(candidate, 'port') === port),
      'name',
    ),
  );
}

/**
 * What will keep a Service without endpoints, as far as the objects show it. Where the namespace has no workload
 * that goes on, they are elsewhere and nothing can be said.
 */
export function doubtsAbout(scene: Scene, { service, port }: Backend): readonly string[] {
  const [namespace = '', name = ''] = service.split('/');
  const object = objectOf(scene, { kind: 'Service', namespace, name });
  const spec = own(object?.value, 'spec');
  const selector = texts(own(spec, 'selector'));
  const workloads = scene.cluster
    .podMakers()
    .flatMap(({ all }) => all)
    .filter((workload) => workload.namespace === namespace);
  const isInhabited = workloads.some((workload) => podMakerOf(workload)?.ends === false);
  const isKnown = scene.cluster.endpointSlices(namespace, name).length > 0;
  if (selector.size === 0 || !isInhabited || isKnown) return [];
  const selected = workloads
    .map(({ value }) => podOf(value))
    .filter(({ labels }) => [...selector].every(([key, value]) => labels.get(key) === value));
  if (selected.length === 0) {
    const wanted = [...selector].map(([key, value]) => `${key}=${value}`).join(',');
    return [
      `no workload among the objects has the labels that Service ${service} selects (${wanted}): without any pod it is 503`,
    ];
  }
  const target = own(
    asList(own(spec, 'ports')).find((candidate) => own(candidate, 'port') === port),
    'targetPort',
  );
  const names = selected.flatMap(({ ports }) => ports.map((port) => text(own(port, 'name'))));
  if (typeof target !== 'string' || names.includes(target)) return [];
  const there = names.length === 0 ? 'none' : names.join(', ');
  return [
    `the target port "${target}" of Service ${service} is no port of the containers that it selects (they name ${there}): without that it is 503`,
  ];
}
