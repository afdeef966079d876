import type { ApiObjectData } from '../../manifest';
import { parseImage } from '../image';
import { textAt } from '../objects/fields';
import { containersOf } from '../objects/pods';
import { type MadeFinding, faultIn } from './made-finding';

/** Image references that mean something else tomorrow. */
export function* floatingImages(objects: readonly ApiObjectData[]): Iterable<MadeFinding> {
  for (const object of objects) {
    for (const container of containersOf(object)) {
      const text = textAt(container, 'image') ?? '';
      const image = parseImage(text);
      if (!image || image.ko || image.digest !== undefined || (image.tag ?? 'latest') !== 'latest') continue;
      yield faultIn(object, 'floating-image', [...container.field, 'image'], {
        severity: 'warning',
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
}
