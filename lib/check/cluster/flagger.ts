import { valueAt } from '../../core/base';
import { type PlacedObject, groupOf } from '../../core/manifest';
import { madeByFlagger } from '../../traefik/release';
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

/** What Flagger makes of the Canaries among objects that references can name. */
export function madeOfCanaries(objects: readonly PlacedObject[]): readonly KnownObject[] {
  return canariesOf(objects).flatMap(({ placed, namespace, provider, apex }) => {
    const service = valueAt(placed.object, 'spec', 'service');
    const number = valueAt(service, 'port');
    if (typeof number !== 'number') return [];
    const port = { name: stringAt(service, 'portName') ?? 'http', number };
    // Further ports are those of the pods.
    const known = valueAt(service, 'portDiscovery') !== true && { ports: [number, port.name] };
    const isOfTraefik = provider === undefined || provider === 'traefik';
    return madeByFlagger({ apex, port, ...(namespace !== undefined && { namespace }) })
      .filter(({ kind }) => isOfTraefik || kind === 'Service')
      .map((object): KnownObject => {
        const { kind, metadata } = object;
        return {
          kind,
          name: metadata.name,
          ...(namespace !== undefined && { namespace }),
          ...(kind === 'Service' && known),
          object,
        };
      });
  });
}
