import type { Token } from './lexer';

/** Go's binary operators, those that bind least first. */
const BINARY_OPERATORS = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', '='],
  ['+', '-', '|', '^'],
  ['*', '/', '%', '<<', '>>', '&', '&^'],
];

const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  BINARY_OPERATORS.flatMap((operators, index) => operators.map((operator) => [operator, index + 1] as const)),
);

/** What Go allows before an operand, beside the `!` of rules. */
const UNARY_OPERATORS: ReadonlySet<string> = new Set(['+', '-', '^', '&', '~']);

/** How tightly a token binds as a binary operator; 0 for one that is none. */
export function precedenceOf(token: Token): number {
  return token.kind === 'operator' ? (PRECEDENCE.get(token.text) ?? 0) : 0;
}

/** Whether Go allows this operator before an operand, though no rule does. */
export function isUnaryOperator({ kind, text }: Token): boolean {
  return kind === 'operator' && UNARY_OPERATORS.has(text);
}
