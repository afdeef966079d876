import type { FieldPath, Finding } from '../../../core/finding';
import { parseImage } from '../../../core/kubernetes';
import type { PodModel } from '../model';
import { warning } from './finding';

/** Image references that mean something else tomorrow. */
export function* checkImages({ spec }: PodModel): Iterable<Finding> {
  yield* checkImage(['image'], spec.image);
  for (const [name, { image }] of Object.entries(spec.initContainers ?? {})) {
    if (image !== undefined) yield* checkImage(['initContainers', name, 'image'], image);
  }
}

function* checkImage(field: FieldPath, text: string): Iterable<Finding> {
  const image = parseImage(text);
  if (image && !image.ko && image.digest === undefined && (image.tag ?? 'latest') === 'latest') {
    yield warning('floating-image', field, {
      message:
        image.tag === undefined
          ? `"${text}" has no tag, which means latest.`
          : `"${text}" has the tag latest.`,
      consequence:
        'Pods of one rollout can run different programs, and a rollback starts the same image again.',
      fix: 'Name a version or a digest.',
    });
  }
}
