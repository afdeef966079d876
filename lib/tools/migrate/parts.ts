import { asList, isPlainMap, own } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { ApiObjectData, ReadObject } from '../../core/manifest';
import {
  type IngressConfiguration,
  annotationPrefix,
  nginxPrefix,
  nginxSettingsOf,
  routePath,
} from '../../traefik/model';
import { namespaceOf } from './read';

/** Annotations of both providers, paths, certificates and the default backend. */
export function partsOf({ metadata, ...object }: ApiObjectData): readonly FieldPath[] {
  const spec = object['spec'];
  const annotations = Object.keys(metadata.annotations ?? {}).filter(
    (key) => key.startsWith(nginxPrefix) || key.startsWith(annotationPrefix),
  );
  return [
    ...annotations.map((key) => ['metadata', 'annotations', key]),
    ...asList(own(spec, 'rules')).flatMap((rule, index) =>
      asList(own(own(rule, 'http'), 'paths')).map((_, at) => ['spec', 'rules', index, 'http', 'paths', at]),
    ),
    ...(isPlainMap(own(spec, 'defaultBackend')) ? [['spec', 'defaultBackend']] : []),
    ...asList(own(spec, 'tls')).map((_, index) => ['spec', 'tls', index]),
  ];
}

/** Whether a part asks for a route: a path, or the default backend. */
export function isRoutePart([root, field]: FieldPath): boolean {
  return root === 'spec' && (field === 'rules' || field === 'defaultBackend');
}

/** The parts of an Ingress of which a provider makes routers. */
export function routedParts(
  ingress: ApiObjectData,
  all: readonly IngressConfiguration[],
): readonly FieldPath[] {
  const { namespace = 'default', name } = ingress.metadata;
  return all
    .flatMap(({ configuration }) => [...configuration.routers.values(), ...configuration.tcpRouters.values()])
    .flatMap(({ source }) =>
      source?.namespace === namespace && source.name === name ? [routePath(ingress, source.route)] : [],
    );
}

/** The Ingress in whose routes the parts of one are found: a canary is part of those that share a host with it. */
export function homeOf(ingress: ApiObjectData, ingresses: readonly ReadObject[]): ApiObjectData {
  if (!isCanary(ingress)) return ingress;
  const hosts = hostsOf(ingress);
  const main = ingresses.find(
    ({ object }) =>
      !isCanary(object) &&
      namespaceOf(object) === namespaceOf(ingress) &&
      hostsOf(object).some((host) => hosts.includes(host)),
  );
  return main?.object ?? ingress;
}

function isCanary({ metadata }: ApiObjectData): boolean {
  return nginxSettingsOf(metadata.annotations).canary === true;
}

function hostsOf(ingress: ApiObjectData): readonly unknown[] {
  return asList(own(ingress['spec'], 'rules')).map((rule) => own(rule, 'host') ?? '');
}
