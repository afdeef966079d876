import { itemAt } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { ComposeModel } from '../../project/compose';
import { type Outcome, carried, changed, lost } from './outcome';
import { isTraefikLabel } from './services/labels';
import { type Written, modelOf } from './written';

/**
 * What becomes of those parts of a project of which the mapping says nothing: what says nothing to Compose either is
 * carried, extensions stay as comments, and all else is lost, and told.
 */
export function* unaccounted(
  project: ComposeModel,
  written: Written,
  outcomes: readonly Outcome[],
): Iterable<Outcome> {
  const covered = new Set(outcomes.filter(accountsForBelow).map(({ path }) => keyOf(path)));
  const model = modelOf(project);
  const told = new Set<string>();
  for (const { path } of written.leaves) {
    if (path.some((_, index) => covered.has(keyOf(path.slice(0, index + 1))))) continue;
    const extension = path.findIndex((key) => typeof key === 'string' && key.startsWith('x-'));
    if (extension >= 0) {
      const whole = path.slice(0, extension + 1);
      if (!told.has(keyOf(whole))) yield changed('CM101', whole);
      told.add(keyOf(whole));
    } else if (itemAt(model, path) === undefined) yield carried(path);
    else yield lost('CM001', path, isRouting(path) ? { severity: 'error' } : {});
  }
}

/** What is said of a whole service or section accounts for none of its keys, unless it says so. */
function accountsForBelow({ path, isWhole = path.length > 2 }: Outcome): boolean {
  return isWhole;
}

function keyOf(path: FieldPath): string {
  return path.join('\0');
}

function isRouting(path: FieldPath): boolean {
  return path.includes('labels') && isTraefikLabel(String(path.at(-1)));
}
