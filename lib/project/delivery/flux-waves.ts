import { type ApiObjectData, objectKey } from '../../core/manifest';
import { type Wave, waveOf, waves } from '../environment';
import type { DeliveredEnvironment, DeliveryFile } from './delivery';
import { type Annotated, type Kustomized, kustomizationText, wayTo } from './kustomization';
import type { ChosenStep } from './release-steps';

/** The folders of kustomize for one environment, and the waves that there are, in their order. */
export interface WaveFolders {
  readonly waves: readonly Wave[];
  /** Texts by path below the folder of the environment's delivery. */
  readonly files: ReadonlyMap<string, DeliveryFile>;
}

/** A file of manifests, by its path below that of the project. */
interface Manifest {
  readonly path: string;
  readonly objects: readonly ApiObjectData[];
}

/**
 * Divides what an environment has among folders, one a wave: each file goes with the last of what is in it. What the step of
 * a release has stands for what synth wrote at the top, and is applied with the wave that this was in.
 *
 * @param folder that of the environment's delivery, below that of the project
 * @param annotated objects that are told something beside their own annotations
 */
export function waveFolders(
  environment: DeliveredEnvironment,
  folder: string,
  steps: readonly ChosenStep[],
  annotated: readonly Annotated[],
): WaveFolders {
  const declared = manifestsIn(environment.folder, environment.files);
  const stepped = steps.flatMap((step) => manifestsIn(step.folder, step.files));
  const divided = new Map(
    declared.flatMap(({ objects }) => objects.map((object) => [objectKey(object), lastOf(objects)] as const)),
  );
  const waveAt = (object: ApiObjectData): Wave => divided.get(objectKey(object)) ?? waveOf(object);
  const replaced = new Set(stepped.flatMap(({ objects }) => objects.map(objectKey)));
  const isReplaced = (object: ApiObjectData): boolean => replaced.has(objectKey(object));
  const files = new Map<string, DeliveryFile>();
  const used = waves.filter((wave) => {
    const isOf = (object: ApiObjectData): boolean => waveAt(object) === wave;
    const at = `${folder}/${wave}`;
    const own = declared.filter(({ objects }) => objects.some(isOf));
    const later = stepped.filter(({ objects }) => objects.some(isOf));
    const told = annotated.filter(({ object }) => isOf(object));
    const put = (path: string, kustomized: Kustomized): unknown =>
      files.set(path, { text: kustomizationText(kustomized) });
    if (later.length === 0) {
      if (own.length > 0)
        put(`${wave}/kustomization.yaml`, { ...resourcesFrom(at, own, isOf), annotated: told });
      return own.length > 0;
    }
    put(
      `${wave}/declared/kustomization.yaml`,
      resourcesFrom(`${at}/declared`, own, (object) => isOf(object) && !isReplaced(object)),
    );
    put(`${wave}/steps/kustomization.yaml`, resourcesFrom(`${at}/steps`, later, isOf));
    put(`${wave}/kustomization.yaml`, { resources: ['./declared', './steps'], annotated: told });
    return true;
  });
  return { waves: used, files };
}

/** Files as resources of a folder, without those of their objects that do not belong there. */
function resourcesFrom(
  folder: string,
  manifests: readonly Manifest[],
  isWanted: (object: ApiObjectData) => boolean,
): Kustomized {
  const wanted = manifests.filter(({ objects }) => objects.some(isWanted));
  return {
    resources: wanted.map(({ path }) => wayTo(folder, path)),
    dropped: wanted.flatMap(({ objects }) => objects.filter((object) => !isWanted(object))),
  };
}

function manifestsIn(folder: string, files: DeliveredEnvironment['files']): readonly Manifest[] {
  return Array.from(files, ([file, objects]) => ({ path: `${folder}/${file}`, objects }));
}

function lastOf(objects: readonly ApiObjectData[]): Wave {
  return waves.findLast((wave) => objects.some((object) => waveOf(object) === wave)) ?? 'workloads';
}
