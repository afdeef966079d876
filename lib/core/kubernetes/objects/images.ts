import type { Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { parseImage } from '../image';
import { fault } from './fault';
import { textAt } from './fields';
import { containersOf } from './pods';

/** Image references that no node can pull. */
export function* images(object: ApiObjectData): Iterable<Finding> {
  for (const container of containersOf(object)) {
    const image = textAt(container, 'image');
    if (image === undefined || parseImage(image)) continue;
    yield fault('invalid-image', [...container.field, 'image'], {
      message: `"${image}" is no image reference.`,
      consequence: 'The pod stays in InvalidImageName.',
      fix: 'Write registry/repository:tag, registry/repository@sha256:<64 hex digits>, or both; the repository in lower case.',
    });
  }
}
