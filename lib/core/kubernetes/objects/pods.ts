import { oncePer } from '../../base';
import type { ApiObjectData } from '../../manifest';
import { type Placed, below, each } from './fields';

/** Where the kinds that run programs have the spec of their pods. */
const specs: Readonly<Record<string, readonly string[]>> = {
  'v1 Pod': ['spec'],
  'apps/v1 DaemonSet': ['spec', 'template', 'spec'],
  'apps/v1 Deployment': ['spec', 'template', 'spec'],
  'apps/v1 ReplicaSet': ['spec', 'template', 'spec'],
  'apps/v1 StatefulSet': ['spec', 'template', 'spec'],
  'batch/v1 CronJob': ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  'batch/v1 Job': ['spec', 'template', 'spec'],
};

/** The pod that an object makes. */
export interface Pod {
  readonly spec: Placed;
  /** Those of init containers first, as they run. */
  readonly containers: readonly Placed[];
}

/** The spec of the pods of an object; undefined where it makes none. */
export function podOf(object: ApiObjectData): Pod | undefined {
  return pathOf(object) && podWith(object);
}

/** Nearly every rule asks. */
const podWith = oncePer((object: ApiObjectData): Pod => {
  const spec = below({ value: object, field: [] }, ...(pathOf(object) ?? []));
  return { spec, containers: [...each(spec, 'initContainers'), ...each(spec, 'containers')] };
});

function pathOf({ apiVersion, kind }: ApiObjectData): readonly string[] | undefined {
  return specs[`${apiVersion} ${kind}`];
}

/** The containers of an object's pods. */
export function containersOf(object: ApiObjectData): readonly Placed[] {
  return podOf(object)?.containers ?? [];
}

/** The spec of an object of a kind; undefined for others. */
export function specOf(object: ApiObjectData, ...kinds: readonly string[]): Placed | undefined {
  return kinds.includes(`${object.apiVersion} ${object.kind}`)
    ? below({ value: object, field: [] }, 'spec')
    : undefined;
}

/** The files that the volumes of pods take from ConfigMaps and Secrets by their keys. */
export function itemsOfVolumes({ spec }: Pod): readonly Placed[] {
  return each(spec, 'volumes').flatMap((volume) =>
    [volume, ...each(below(volume, 'projected'), 'sources')].flatMap((source) =>
      ['configMap', 'secret'].flatMap((kept) => each(below(source, kept), 'items')),
    ),
  );
}
