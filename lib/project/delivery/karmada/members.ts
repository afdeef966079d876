import { isFailed, isPlainMap, own } from '../../../core/base';
import { hasErrors, type Problem } from '../../../core/finding';
import { type ApiObjectData, objectKey } from '../../../core/manifest';
import type { DeliveredEnvironment } from '../delivery';
import { specOf } from '../places';
import { overridden } from './overriders';
import { clustersOf, placementOf } from './placement';
import { type Plan, planOf } from './plan';
import { replicasIn } from './scheduling';

/** What arrives in a member cluster of an environment. */
export interface Arrival {
  /** Objects by the files in which synth writes them; a file of which nothing arrives is left out. */
  readonly files: ReadonlyMap<string, readonly ApiObjectData[]>;
  /** With an error among them there are no files. */
  readonly problems: readonly Problem[];
}

/** The member clusters that an environment names for Karmada. */
export function memberClusters(environment: DeliveredEnvironment): readonly string[] {
  return clustersOf(specOf(environment).karmada ?? {});
}

/**
 * The objects of an environment as Karmada brings them to one of its clusters: those that go there, with their share of
 * replicas that are divided, and as the overriders make them. What is declared to exist is not among them.
 */
export function arrivalIn(environment: DeliveredEnvironment, cluster: string): Arrival {
  const plan = planOf(environment);
  const { problems } = plan;
  if (hasErrors(problems)) return { files: new Map(), problems };
  const arrived = new Map(
    [...plan.placed]
      .filter(([, clusters]) => clusters.includes(cluster))
      .map(([object]) => [objectKey(object), arrivedIn(cluster, object, plan)]),
  );
  const files = Array.from(environment.files, ([file, objects]) => {
    const there = objects.flatMap((object) => arrived.get(objectKey(object)) ?? []);
    return [file, there] as const;
  });
  return { files: new Map(files.filter(([, objects]) => objects.length > 0)), problems };
}

/** Replicas are divided before anything is overridden. */
function arrivedIn(cluster: string, object: ApiObjectData, { spec, overriders }: Plan): ApiObjectData {
  const isDivided = placementOf(spec, object.metadata.name).scheduling === 'Divided';
  const share = isDivided ? replicasIn(spec, object, cluster) : undefined;
  const before = own(object, 'spec');
  const divided = share
    ? { ...object, spec: { ...(isPlainMap(before) ? before : {}), replicas: share.value } }
    : object;
  const attempt = overridden(divided, overriders.get(cluster)?.get(object) ?? {});
  // A plan without errors has none that fails.
  return isFailed(attempt) ? divided : attempt.value;
}
