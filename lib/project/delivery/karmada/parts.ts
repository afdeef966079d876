import type { Problem } from '../../../core/finding';
import type { ApiObjectData } from '../../../core/manifest';
import type { KarmadaSpec } from '../../environment';
import { contradiction } from '../conflicts';
import type { DeliveredEnvironment } from '../delivery';
import { domainPatches } from './domains';
import { imagesFrom } from './images';
import type { Overriders } from './overriders';
import { placementOf, replicasOf } from './placement';
import { scalersAmong } from './scalers';
import type { Said } from './settings';
import { ownedByTwo, unknownWorkload, withoutEffect } from './told';

/** A cluster of an environment and the objects that go to it. */
export interface Destination {
  readonly environment: DeliveredEnvironment;
  readonly spec: KarmadaSpec;
  readonly objects: readonly ApiObjectData[];
}

/** What one setting makes otherwise. */
export interface Part {
  readonly overriders: readonly (readonly [ApiObjectData, Overriders])[];
  readonly problems: readonly Problem[];
}

/** Karmada leaves the replicas of what has this label to the cluster that it is in. */
const retainReplicas = 'resourcetemplate.karmada.io/retain-replicas';

export function registryPart({ environment, objects }: Destination, said: Said<string>): Part {
  const overriders = objects
    .map((object) => [object, imagesFrom(said.value, object)] as const)
    .filter(([, { imageOverrider, plaintext }]) => imageOverrider !== undefined || plaintext.length > 0);
  const message = 'A registry is named for images, and nothing that goes to the cluster has one.';
  return {
    overriders,
    problems: overriders.length > 0 ? [] : [withoutEffect(environment, said, message)],
  };
}

export function domainPart({ environment, objects }: Destination, said: Said<string>): Part {
  const from = environment.declared?.spec.domain;
  if (from === undefined) {
    const message = `${environment.name} has no domain that another could stand for.`;
    return { overriders: [], problems: [withoutEffect(environment, said, message)] };
  }
  const overriders = objects
    .map((object) => [object, { plaintext: domainPatches(object, from, said.value) }] as const)
    .filter(([, { plaintext }]) => plaintext.length > 0);
  const message = `No object that goes to the cluster names ${from}.`;
  return {
    overriders,
    problems: overriders.length > 0 ? [] : [withoutEffect(environment, said, message)],
  };
}

export function replicasPart(
  { environment, spec, objects }: Destination,
  workload: string,
  said: Said<number>,
): Part {
  const all = objects.filter((object) => replicasOf(object) !== undefined);
  const replicated = all.filter(({ metadata }) => metadata.name === workload);
  if (replicated.length === 0) {
    const known = all.map(({ metadata }) => metadata.name);
    return { overriders: [], problems: [unknownWorkload(environment, said, workload, known)] };
  }
  const scalerOf = scalersAmong(objects);
  const isDivided = placementOf(spec, workload).scheduling === 'Divided';
  return {
    overriders: replicated.map((object) => [
      object,
      { plaintext: [{ path: '/spec/replicas', operator: 'add', value: said.value }] },
    ]),
    problems: [
      ...(isDivided
        ? [
            contradiction(environment, said.field, {
              message: `The replicas of ${workload} are divided among the clusters, and one of them has a number of its own.`,
              fix: 'Give the clusters weights, or write replicaScheduling: Duplicated for the workload.',
            }),
          ]
        : []),
      ...replicated.flatMap((object) => {
        const owner = scalerOf(object);
        return owner ? [ownedByTwo(environment, said, workload, owner)] : [];
      }),
    ],
  };
}

/** Karmada would else put back the replicas that an autoscaler of the cluster has decided. */
export function scaledPart({ objects }: Destination): Part {
  const scalerOf = scalersAmong(objects);
  const scaled = objects.filter(
    (object) => scalerOf(object) && object.metadata.labels?.[retainReplicas] === undefined,
  );
  return {
    overriders: scaled.map((object) => [
      object,
      { labelsOverrider: [{ operator: 'add', value: { [retainReplicas]: 'true' } }] },
    ]),
    problems: [],
  };
}
