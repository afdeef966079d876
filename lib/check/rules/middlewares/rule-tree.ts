import { RuleError, type RuleNode, parseRule } from '../../../traefik/rule';

/** The rule of an HTTP router as a tree; undefined for one in the v2 syntax, and where Traefik can't read it. */
export function ruleTree({
  rule = '',
  ruleSyntax,
}: {
  readonly rule?: string;
  readonly ruleSyntax?: string;
}): RuleNode | undefined {
  if (ruleSyntax === 'v2') return undefined;
  try {
    return parseRule(rule).tree;
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return undefined;
  }
}
