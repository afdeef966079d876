import type { Expr } from './ast';
import { parseCel } from './parser';
import { partsOf } from './parts';

/**
 * An expression in which a free name stands for something else; what a comprehension calls by that name stays.
 *
 * @throws CelFault where it cannot be read
 */
export function renamed(text: string, name: string, to: string): string {
  return placesOf(parseCel(text), name).reduceRight(
    (changed, at) => changed.slice(0, at) + to + changed.slice(at + name.length),
    text,
  );
}

/** Where a free name stands, first places first. */
function placesOf(expr: Expr, name: string): readonly number[] {
  if (expr.kind === 'name') return expr.name === name ? [expr.at] : [];
  const parts = expr.kind === 'macro' && expr.variables.includes(name) ? [expr.range] : partsOf(expr);
  return [...new Set(parts.flatMap((part) => placesOf(part, name)))].toSorted((a, b) => a - b);
}

/** Whether an expression has a free name. */
export function uses(text: string, name: string): boolean {
  return placesOf(parseCel(text), name).length > 0;
}
