import type { ApiObjectData } from '../../core/manifest';
import { nextName } from './names';

/** A Canary of Flagger, as far as objects follow from it. */
export interface CanaryService {
  /** Name of the Services and of the TraefikService. */
  readonly apex: string;
  readonly namespace?: string;
  readonly port: { readonly name: string; readonly number: number };
}

/** Whose pods a Service of Flagger leads to. */
export type FlaggerPods = 'primary' | 'program';

/**
 * What Flagger keeps up in the cluster for a Canary, as it is while no release goes on, and nobody else may write: three
 * Services, and with Traefik a TraefikService that sends everything to the primary.
 *
 * @param specOf the spec of a Service, where more is known of it than the port of the Canary
 * @see https://docs.flagger.app/tutorials/traefik-progressive-delivery
 */
export function madeByFlagger(
  { apex, namespace, port }: CanaryService,
  specOf: (pods: FlaggerPods) => object = () => ({ ports: [{ name: port.name, port: port.number }] }),
): readonly ApiObjectData[] {
  const metadata = (name: string): ApiObjectData['metadata'] => ({
    name,
    ...(namespace !== undefined && { namespace }),
  });
  const primary = `${apex}-primary`;
  const service = (name: string, pods: FlaggerPods): ApiObjectData => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(name),
    spec: specOf(pods),
  });
  const child = (name: string, weight: number): object => ({ ...metadata(name), port: port.number, weight });
  return [
    service(apex, 'primary'),
    service(primary, 'primary'),
    service(nextName(apex), 'program'),
    {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'TraefikService',
      metadata: metadata(apex),
      spec: { weighted: { services: [child(primary, 100), child(nextName(apex), 0)] } },
    },
  ];
}
