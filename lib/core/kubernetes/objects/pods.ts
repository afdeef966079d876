import type { ApiObjectData } from '../../manifest';
import { type Placed, below, each, rootOf } from './fields';

/** Where the kinds that run programs have the spec of their pods. */
const specs: ReadonlyMap<string, readonly string[]> = new Map([
  ['v1 Pod', ['spec']],
  ['apps/v1 DaemonSet', ['spec', 'template', 'spec']],
  ['apps/v1 Deployment', ['spec', 'template', 'spec']],
  ['apps/v1 ReplicaSet', ['spec', 'template', 'spec']],
  ['apps/v1 StatefulSet', ['spec', 'template', 'spec']],
  ['batch/v1 CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
  ['batch/v1 Job', ['spec', 'template', 'spec']],
]);

/** The types of objects that make pods. */
export const typesWithPods: readonly string[] = [...specs.keys()];

/** The pod that an object makes. */
export interface Pod {
  readonly spec: Placed;
  /** What stands around the spec and has metadata of its own, outermost first: templates of jobs and of pods. */
  readonly templates: readonly Placed[];
  /** Those of init containers first, as they run. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Placed[];
}

/** A container, and what many rules ask of it. */
export class Container implements Placed {
  readonly value: Placed['value'];
  readonly env: readonly Placed[];
  readonly ports: readonly Placed[];

  constructor(private readonly place: Placed) {
    this.value = place.value;
    this.env = each(place, 'env');
    this.ports = each(place, 'ports');
  }

  get field(): Placed['field'] {
    return this.place.field;
  }
}

/** The pods of an object; undefined where it makes none. */
export function podOf(object: ApiObjectData): Pod | undefined {
  const way = specs.get(typeOf(object));
  if (!way) return undefined;
  const root = rootOf(object);
  const spec = below(root, ...way);
  return {
    spec,
    templates: way.flatMap((key, index) =>
      key === 'template' || key === 'jobTemplate' ? [below(root, ...way.slice(0, index + 1))] : [],
    ),
    containers: [...each(spec, 'initContainers'), ...each(spec, 'containers')].map(
      (container) => new Container(container),
    ),
    volumes: each(spec, 'volumes'),
  };
}

/** What an object calls its type: its version and kind. */
export function typeOf({ apiVersion, kind }: ApiObjectData): string {
  return `${apiVersion} ${kind}`;
}

/** The containers of an object's pods. */
export function containersOf(object: ApiObjectData): readonly Container[] {
  return podOf(object)?.containers ?? [];
}

/** The spec of an object. */
export function specOf(object: ApiObjectData): Placed {
  return below(rootOf(object), 'spec');
}

/** The spec of an object of certain types; undefined for others. */
export function specIf(object: ApiObjectData, ...types: readonly string[]): Placed | undefined {
  return types.includes(typeOf(object)) ? specOf(object) : undefined;
}

/** The files that the volumes of pods take from ConfigMaps and Secrets by their keys. */
export function itemsOfVolumes({ volumes }: Pod): readonly Placed[] {
  return volumes.flatMap((volume) =>
    [volume, ...each(below(volume, 'projected'), 'sources')].flatMap((source) =>
      ['configMap', 'secret'].flatMap((kept) => each(below(source, kept), 'items')),
    ),
  );
}
