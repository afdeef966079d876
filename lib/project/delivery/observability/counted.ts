import { inventoryOf, placedTrafficModelOf } from '../../../check/cluster';
import { metricsOf } from '../../../check/graph';
import { valueAt } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';
import type { DeliveredEnvironment } from '../delivery';

/** Upper bounds of Traefik's histograms in seconds, where its configuration names none. */
const usualBuckets = [0.1, 0.3, 1.2, 5];

/** An object whose requests Traefik counts, with the names that its metrics have. */
export interface Counted {
  readonly object: ApiObjectData;
  readonly names: readonly string[];
}

/** What Traefik counts of an environment. */
export interface AllCounted {
  readonly services: readonly Counted[];
  readonly routes: readonly Counted[];
  readonly hasServices: boolean;
  readonly hasRouters: boolean;
  readonly buckets: readonly number[];
}

/** What the Traefik of an environment counts the requests of. */
export function countedIn({ objects, facts }: DeliveredEnvironment): AllCounted {
  const model = placedTrafficModelOf(inventoryOf(objects, facts));
  const metrics = metricsOf(model);
  const all = objects.map(({ object }) => ({ object, ...metrics.namesOf(object) }));
  const { configuration, isOfChart = false } = facts.traefik ?? {};
  const prometheus = valueAt(configuration, 'metrics', 'prometheus');
  // The official chart has them on; of a Traefik that nobody describes nothing is known.
  const isOn = isOfChart || configuration === undefined || prometheus !== undefined;
  const buckets = valueAt(prometheus, 'buckets');
  return {
    services: all.flatMap(({ object, services: names }) => (names.length > 0 ? [{ object, names }] : [])),
    routes: all.flatMap(({ object, routers: names }) => (names.length > 0 ? [{ object, names }] : [])),
    hasServices: isOn && valueAt(prometheus, 'addServicesLabels') !== false,
    hasRouters: valueAt(prometheus, 'addRoutersLabels') === true,
    buckets: Array.isArray(buckets) ? buckets.map(Number) : usualBuckets,
  };
}

export function nameIn({ object }: Counted): string {
  return object.metadata.name;
}
