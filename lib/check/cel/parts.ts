import type { Expr } from './ast';

/** The expressions that an expression is made of. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'select':
    case 'optional-select':
    case 'has':
      return [expr.operand];
    case 'index':
    case 'optional-index':
      return [expr.operand, expr.index];
    case 'list':
      return expr.items.map(({ value }) => value);
    case 'map':
      return expr.entries.flatMap(({ key, value }) => [key, value]);
    case 'and':
    case 'or':
      return [expr.left, expr.right];
    case 'if':
      return [expr.test, expr.yes, expr.no];
    case 'call':
      return [...(expr.target ? [expr.target] : []), ...expr.args];
    default:
      return [expr.range, ...(expr.filter ? [expr.filter] : []), expr.body];
  }
}
