import { type ObjectType, perType } from '../../base';
import type { ApiObjectData } from '../../manifest';
import { podMakerOf } from '../pod-makers';
import { type Placed, below, each, has, rootOf } from './fields';

/** The pod that an object makes. */
export interface Pod {
  readonly spec: Placed;
  /** What stands around the spec and has metadata of its own, outermost first: templates of jobs and of pods. */
  readonly templates: readonly Placed[];
  readonly initContainers: readonly Container[];
  /** All, init containers first, as they run. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Placed[];
  /** The files that volumes take from ConfigMaps and Secrets by their keys. */
  readonly files: readonly Placed[];
}

/** A container, and what many rules ask of it. */
export class Container implements Placed {
  readonly value: Placed['value'];
  readonly env: readonly Placed[];
  readonly ports: readonly Placed[];
  readonly requests: Placed;
  readonly limits: Placed;

  constructor(private readonly place: Placed) {
    this.value = place.value;
    this.env = each(place, 'env');
    this.ports = each(place, 'ports');
    this.requests = below(place, 'resources', 'requests');
    this.limits = below(place, 'resources', 'limits');
  }

  get field(): Placed['field'] {
    return this.place.field;
  }
}

/** The ways to the spec of the pods and to the templates around it; undefined of objects that make no pods. */
const waysOf = perType((type) => {
  const maker = podMakerOf(type);
  if (!maker) return undefined;
  const spec = [...maker.template, 'spec'];
  const templates = spec.flatMap((key, at) =>
    key === 'template' || key === 'jobTemplate' ? [spec.slice(0, at + 1)] : [],
  );
  return { spec, templates };
});

/** The pods of an object; undefined where it makes none. */
export function podOf(object: ApiObjectData): Pod | undefined {
  const ways = waysOf(object);
  if (!ways) return undefined;
  const root = rootOf(object);
  const spec = below(root, ...ways.spec);
  const initContainers = each(spec, 'initContainers').map(asContainer);
  const volumes = each(spec, 'volumes');
  return {
    spec,
    templates: ways.templates.map((way) => below(root, ...way)),
    initContainers,
    containers: [...initContainers, ...each(spec, 'containers').map(asContainer)],
    volumes,
    files: filesOf(volumes),
  };
}

function asContainer(place: Placed): Container {
  return new Container(place);
}

function filesOf(volumes: readonly Placed[]): readonly Placed[] {
  const files: Placed[] = [];
  for (const volume of volumes) {
    addFiles(volume, files);
    for (const source of each(below(volume, 'projected'), 'sources')) addFiles(source, files);
  }
  return files;
}

function addFiles(source: Placed, files: Placed[]): void {
  if (has(source, 'configMap')) files.push(...each(below(source, 'configMap'), 'items'));
  if (has(source, 'secret')) files.push(...each(below(source, 'secret'), 'items'));
}

/** What an object calls its type: its version and kind. */
export function typeOf({ apiVersion, kind }: ObjectType): string {
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
