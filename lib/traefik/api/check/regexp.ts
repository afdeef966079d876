import type { FieldPath, Finding } from '../../../core/finding';
import { compileRegexp, toBytes } from '../../rule';
import { refused } from './finding';

/** The findings of a regular expression, which Traefik compiles as Go does. */
export function regexpFindings(pattern: string | undefined, field: FieldPath): readonly Finding[] {
  if (pattern === undefined) return [];
  try {
    compileRegexp(toBytes(pattern.trim()));
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${JSON.stringify(pattern)} is no regular expression in Go's RE2 syntax: ${reason}.`;
    const fix = 'Write it without lookarounds and backreferences, which RE2 does not have.';
    return [refused('invalid-regexp', field, { message, fix })];
  }
}

/** The findings of a list of regular expressions. */
export function regexpListFindings(
  patterns: readonly string[] | undefined,
  field: FieldPath,
): readonly Finding[] {
  return (patterns ?? []).flatMap((pattern, index) => regexpFindings(pattern, [...field, index]));
}
