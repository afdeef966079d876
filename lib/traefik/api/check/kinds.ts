import type { RuleId } from '../../../core/finding';
import type { TraefikKind } from '../kinds';
import { specSchemaOf } from '../schema';
import { type SpecFault, refused } from './fault';

/** What is said of a spec that is of no kind, or of several. */
export interface KindMistakes {
  readonly none: RuleId;
  readonly several: RuleId;
  /** What becomes of several. */
  readonly consequence: string;
}

/** The faults of a spec that must have exactly one kind, each kind a key. */
export function kindFaults(
  kind: TraefikKind,
  spec: object,
  { none, several, consequence }: KindMistakes,
): readonly SpecFault[] {
  const { properties = {} } = specSchemaOf(kind);
  const keys = Object.keys(spec);
  const known = keys.filter((key) => Object.hasOwn(properties, key));
  // A misspelt kind is found by the schema.
  if (known.length === 1 || (known.length === 0 && keys.length > 0)) return [];
  if (known.length === 0) {
    return [
      refused(none, [], {
        message: `The ${kind} is empty.`,
        consequence: 'Traefik makes nothing of it, and disables every router that uses it.',
        fix: 'Give exactly one kind.',
      }),
    ];
  }
  const message = `The ${kind} has ${known.length} kinds: ${known.join(', ')}.`;
  const fix = 'Make an object of its own for each.';
  return [refused(several, [], { message, consequence, fix })];
}
