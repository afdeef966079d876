import type { FieldPath } from '../../../core/finding';
import { expressionError } from '../read';
import { type SpecFault, refused } from './fault';

/** The faults of a regular expression, which Traefik compiles as Go does. */
export function regexpFaults(pattern: string | undefined, field: FieldPath): readonly SpecFault[] {
  const reason = pattern === undefined ? undefined : expressionError(pattern);
  if (reason === undefined) return [];
  const message = `${JSON.stringify(pattern)} is no regular expression in Go's RE2 syntax: ${reason}.`;
  const fix = 'Write it without lookarounds and backreferences, which RE2 does not have.';
  return [refused('invalid-regexp', field, { message, fix, reason })];
}

/** The faults of a list of regular expressions. */
export function regexpListFaults(
  patterns: readonly string[] | undefined,
  field: FieldPath,
): readonly SpecFault[] {
  return (patterns ?? []).flatMap((pattern, index) => regexpFaults(pattern, [...field, index]));
}
