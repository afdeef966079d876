import { isEqual } from '../../core/base';
import type { Finding } from '../../core/finding';
import { type ApiObjectData, identityKey, objectKey, serviceKey } from '../../core/manifest';
import { type ReleaseDeclaration, besideOf } from '../../traefik/release';
import { imagesOf, usesOf, workloadsOf } from './uses';

/** The images of both versions of a release. */
export interface ReleaseImages {
  /** Those that the service runs before it. */
  readonly current: readonly unknown[];
  /** Those that run beside it, and become its own. */
  readonly next: readonly unknown[];
}

/** The images of a release, by what is declared of it and the objects that are there without it. */
export function releaseImages(
  objects: readonly ApiObjectData[],
  { own, promoted }: ReleaseDeclaration,
): ReleaseImages {
  const keys = new Set(own.map(identityKey));
  return {
    current: objects.filter((object) => keys.has(objectKey(object))).flatMap(imagesOf),
    next: promoted.flatMap(imagesOf),
  };
}

/** Whether what becomes the service's own is what was tested beside it. */
export function versionFindings({
  beside,
  promoted,
  namespace,
  next,
}: ReleaseDeclaration): readonly Finding[] {
  const tested = imagesAt(beside, serviceKey(namespace, next));
  const taken = promoted.flatMap(imagesOf);
  return isEqual(tested, taken) ? [] : [untested(tested, taken)];
}

/**
 * Services that have another version after one apply than the one that was tested beside them, and than the one that the
 * release began with. Where nothing is known of that one, it is what they ran before the apply.
 */
export function promotionFindings(
  from: readonly ApiObjectData[],
  to: readonly ApiObjectData[],
  current?: readonly unknown[],
): readonly Finding[] {
  return [...usesOf(from).keys()].flatMap((key): readonly Finding[] => {
    const stable = besideOf(key);
    const tested = imagesAt(from, key);
    // The pods of a Rollout change under both Services: it is told by itself which are which.
    if (stable === undefined || tested.length === 0 || isShared(from, stable, key)) return [];
    const taken = imagesAt(to, stable);
    const known = [tested, current ?? imagesAt(from, stable)];
    return taken.length === 0 || known.some((images) => isEqual(images, taken))
      ? []
      : [untested(tested, taken)];
  });
}

function isShared(objects: readonly ApiObjectData[], one: string, other: string): boolean {
  const pods = new Set(workloadsOf(objects, one));
  return workloadsOf(objects, other).some((workload) => pods.has(workload));
}

/** The images of the pods that a Service selects. */
function imagesAt(objects: readonly ApiObjectData[], key: string): readonly unknown[] {
  return workloadsOf(objects, key).flatMap(imagesOf);
}

function untested(tested: readonly unknown[], taken: readonly unknown[]): Finding {
  const message = `${tested.join(', ')} is tested, and ${taken.join(', ')} is promoted.`;
  return { rule: 'release-untested-version', message };
}
