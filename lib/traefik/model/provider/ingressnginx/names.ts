import { normalize } from '../../dynamic/names';
import type { ClusterObject } from '../cluster';

/** The name of the provider in every name it makes. */
export const nginxProvider = 'kubernetesingressnginx';

/** The service that answers 503. */
export const unavailableService = 'unavailable-service';

/** The service of requests that no rule takes, and of provider-wide error pages. */
export const defaultBackendName = 'default-backend';

/** The name of the transport of an Ingress. */
export function transportName({ namespace, name }: Pick<ClusterObject, 'namespace' | 'name'>): string {
  return normalize(`${namespace}-${name}`);
}
