import type { ReadObject } from '../../core/manifest';
import { type ClusterFacts, Inventory, trafficModelOf } from '../cluster';
import { groupBy } from '../../core/base';
import { type Edited, edit } from './edit';
import { fixers } from './fixers';

/** A file with its fixes written. */
export interface FixedFile extends Edited {
  readonly file: string;
}

/**
 * All that can be mended for certain in the files of objects.
 *
 * @param textOf the text of a file
 */
export function fixedFiles(
  objects: readonly ReadObject[],
  facts: ClusterFacts,
  textOf: (file: string) => string,
): readonly FixedFile[] {
  const inventory = new Inventory(objects, facts);
  const model = trafficModelOf(inventory);
  const fixes = objects.flatMap((placed) => fixers.flatMap((fixer) => fixer(placed, inventory, model)));
  return [...groupBy(fixes, ({ placed }) => placed.file)].map(([file, own]) => ({
    file,
    ...edit(textOf(file), file, own),
  }));
}
