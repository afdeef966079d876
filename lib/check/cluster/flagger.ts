import { valueAt } from '../../core/base';
import { type PlacedObject, groupOf } from '../../core/manifest';
import type { KnownObject } from './facts';
import { stringAt } from './walk';

/** A Canary of Flagger, and the names that follow from it. */
export interface FlaggerCanary {
  readonly placed: PlacedObject;
  readonly namespace: string | undefined;
  /** By what Flagger shares requests out; that of its own configuration where the Canary names none. */
  readonly provider: string | undefined;
  /** Name of the Services and of the TraefikService. */
  readonly apex: string;
  /** Name of the workload. */
  readonly target: string;
}

export function canariesOf(objects: readonly PlacedObject[]): readonly FlaggerCanary[] {
  return objects.flatMap((placed): readonly FlaggerCanary[] => {
    const { apiVersion, kind, metadata, spec } = placed.object;
    if (kind !== 'Canary' || groupOf(apiVersion) !== 'flagger.app') return [];
    const target = stringAt(spec, 'targetRef', 'name') ?? metadata.name;
    const apex = stringAt(spec, 'service', 'name') ?? target;
    const provider = stringAt(spec, 'provider');
    return [{ placed, namespace: metadata.namespace, provider, apex, target }];
  });
}

/**
 * What Flagger makes of the Canaries among objects that references can name, as it is while no release goes on: three
 * Services, and with Traefik a TraefikService that leads to the primary alone.
 *
 * @see https://docs.flagger.app/tutorials/traefik-progressive-delivery
 */
export function madeByFlagger(objects: readonly PlacedObject[]): readonly KnownObject[] {
  return canariesOf(objects).flatMap(({ placed, namespace, provider, apex }) => {
    const service = valueAt(placed.object, 'spec', 'service');
    const port = valueAt(service, 'port');
    const portName = stringAt(service, 'portName') ?? 'http';
    if (typeof port !== 'number') return [];
    const metadata = (name: string) => ({ name, ...(namespace !== undefined && { namespace }) });
    const primary = `${apex}-primary`;
    const services = [apex, primary, `${apex}-canary`].map((name): KnownObject => ({
      kind: 'Service',
      ...metadata(name),
      // Further ports are those of the pods.
      ...(valueAt(service, 'portDiscovery') !== true && { ports: [port, portName] }),
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadata(name),
        spec: { ports: [{ name: portName, port }] },
      },
    }));
    if (provider !== undefined && provider !== 'traefik') return services;
    const split: KnownObject = {
      kind: 'TraefikService',
      ...metadata(apex),
      object: {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'TraefikService',
        metadata: metadata(apex),
        spec: { weighted: { services: [{ ...metadata(primary), port, weight: 100 }] } },
      },
    };
    return [...services, split];
  });
}
