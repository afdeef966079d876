import { isPlainMap, own } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import { type Hit, filledIn } from './walk';

/**
 * Finds what stands at each of several path patterns, as `placesAt` does of one, in one walk over a value. The list is empty
 * where nothing stands at any.
 */
export function placesOfEach(patterns: readonly FieldPath[]): (root: unknown) => readonly (readonly Hit[])[] {
  const tree = new PatternTree();
  for (const pattern of new Set(patterns)) tree.add(pattern, 0);
  return (root) => {
    const found = new Map<FieldPath, Hit[]>();
    tree.walk(root, [], found);
    return found.size === 0 ? [] : patterns.map((pattern) => found.get(pattern) ?? []);
  };
}

/** Patterns that begin alike share their beginnings: most of the ways of a kind lead through the same few fields. */
class PatternTree {
  private readonly steps: { readonly key: string | number; readonly below: PatternTree }[] = [];
  private items: PatternTree | undefined;
  /** The patterns that end here. */
  private readonly ends: FieldPath[] = [];

  /** @param from where in the pattern the way below begins */
  add(pattern: FieldPath, from: number): void {
    const step = pattern[from];
    if (step === undefined) this.ends.push(pattern);
    else this.below(step).add(pattern, from + 1);
  }

  private below(step: string | number): PatternTree {
    if (step === '*') return (this.items ??= new PatternTree());
    const known = this.steps.find(({ key }) => key === step);
    if (known) return known.below;
    const below = new PatternTree();
    this.steps.push({ key: step, below });
    return below;
  }

  /** @param keys what the `*` before stand for; the same list all the way */
  walk(value: unknown, keys: (string | number)[], found: Map<FieldPath, Hit[]>): void {
    if (value === undefined || value === null) return;
    if (this.ends.length > 0) this.take(value, keys, found);
    for (let at = 0; at < this.steps.length; at++) {
      const step = this.steps[at];
      if (step) step.below.walk(own(value, step.key), keys, found);
    }
    if (this.items) this.walkItems(this.items, value, keys, found);
  }

  private take(value: unknown, keys: FieldPath, found: Map<FieldPath, Hit[]>): void {
    for (const pattern of this.ends) {
      const hit = { path: filledIn(pattern, keys), value };
      const hits = found.get(pattern);
      if (hits) hits.push(hit);
      else found.set(pattern, [hit]);
    }
  }

  private walkItems(
    items: PatternTree,
    value: unknown,
    keys: (string | number)[],
    found: Map<FieldPath, Hit[]>,
  ): void {
    const depth = keys.length;
    const walkItem = (key: string | number, item: unknown): void => {
      keys[depth] = key;
      items.walk(item, keys, found);
    };
    if (Array.isArray(value)) value.forEach((item, index) => walkItem(index, item));
    else if (isPlainMap(value)) for (const key of Object.keys(value)) walkItem(key, value[key]);
    keys.length = depth;
  }
}
