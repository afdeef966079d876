import type { FieldPath } from '../../../core/finding';
import { type PredicateFunction, predicateError } from '../read';
import { type SpecFault, refused } from './fault';

/** The faults of an expression over functions, as circuit breakers and buffering have them. */
export function predicateFaults(
  expression: string,
  functions: ReadonlyMap<string, PredicateFunction>,
  field: FieldPath,
): readonly SpecFault[] {
  const reason = predicateError(expression, functions);
  if (reason === undefined) return [];
  return [
    refused('invalid-expression', field, {
      message: `${JSON.stringify(expression)} is no expression that Traefik reads: ${reason}.`,
      fix: `Compare ${[...functions.keys()].map((name) => `${name}()`).join(', ')} with values of their type, and join comparisons by && and ||.`,
      reason,
    }),
  ];
}
