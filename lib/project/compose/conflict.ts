import type { Location } from '../../core/finding';
import type { TreePath } from './tree';

/** Something that stands in the way of merging or reading a project. */
export class ComposeConflict extends Error {
  override readonly name = 'ComposeConflict';

  constructor(
    readonly location: Location,
    readonly path: TreePath,
    /** What would have been right there, in words. */
    readonly expected: string,
  ) {
    super(`${path.join('.')} has to be ${expected}.`);
  }
}
