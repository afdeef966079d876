import type { FieldPath, RuleId } from '../../../core/finding';
import type { SchemaRule } from '../../../core/schema';
import type { TraefikKind } from '../kinds';

/** A mistake that has a rule of its own, whether the CRD finds it or a check of the spec would. */
interface SchemaMistake {
  readonly kinds: readonly TraefikKind[];
  /** Where the CRD finds it; `*` is any key or index. A field is missed by what would hold it. */
  readonly at: FieldPath;
  readonly found: SchemaRule;
  readonly rule: RuleId;
}

const routes: readonly TraefikKind[] = ['IngressRoute', 'IngressRouteTCP'];

const mistakes: readonly SchemaMistake[] = [
  { kinds: routes, at: ['routes', '*'], found: 'missing-field', rule: 'empty-rule' },
  { kinds: routes, at: ['routes', '*', 'kind'], found: 'not-allowed-value', rule: 'route-kind' },
  { kinds: routes, at: ['routes', '*', 'priority'], found: 'out-of-range', rule: 'priority-out-of-range' },
  ...servicesAt('strategy', 'not-allowed-value', 'unknown-strategy'),
  {
    kinds: ['Middleware'],
    at: ['errors', 'status', '*'],
    found: 'wrong-pattern',
    rule: 'invalid-status-codes',
  },
  {
    kinds: ['Middleware'],
    at: ['retry', 'status', '*'],
    found: 'wrong-pattern',
    rule: 'invalid-status-codes',
  },
];

/** A field of services, wherever the kinds have them. */
function servicesAt(field: string, found: SchemaRule, rule: RuleId): readonly SchemaMistake[] {
  const ofTraefikServices: readonly FieldPath[] = [
    ['weighted', 'services', '*'],
    ['highestRandomWeight', 'services', '*'],
    ['mirroring'],
    ['mirroring', 'mirrors', '*'],
    ['failover', 'service'],
    ['failover', 'fallback'],
  ];
  return [
    { kinds: ['IngressRoute'], at: ['routes', '*', 'services', '*', field], found, rule },
    { kinds: ['Middleware'], at: ['errors', 'service', field], found, rule },
    ...ofTraefikServices.map((at) => ({
      kinds: ['TraefikService'] as const,
      at: [...at, field],
      found,
      rule,
    })),
  ];
}

/** The rule that tells of what the CRD finds: one of its own where the mistake has one. */
export function schemaRule(kind: TraefikKind, found: SchemaRule, path: FieldPath): RuleId {
  if (found === 'wrong-type') return 'undecodable-value';
  const mistake = mistakes.find(
    ({ kinds, at, found: wanted }) => wanted === found && kinds.includes(kind) && isAt(path, at),
  );
  return mistake?.rule ?? found;
}

function isAt(path: FieldPath, pattern: FieldPath): boolean {
  return (
    pattern.length === path.length && pattern.every((step, index) => step === '*' || step === path[index])
  );
}
