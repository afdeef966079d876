import { parseImage } from '../image';
import type { Tell } from './fault';
import { textAt } from './fields';
import type { Pod } from './pods';

/** Image references that no node can pull. */
export function images({ containers }: Pod, tell: Tell): void {
  for (const container of containers) {
    const image = textAt(container, 'image');
    if (image === undefined || parseImage(image)) continue;
    tell('invalid-image', [...container.field, 'image'], {
      message: `"${image}" is no image reference.`,
      consequence: 'The pod stays in InvalidImageName.',
      fix: 'Write registry/repository:tag, registry/repository@sha256:<64 hex digits>, or both; the repository in lower case.',
    });
  }
}
