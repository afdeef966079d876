import type { FieldPath, Finding, RuleId, Severity } from '../../finding';
import type { ApiObjectData } from '../../manifest';

/** Looks at one object by itself. */
export type KubernetesCheck = (object: ApiObjectData) => Iterable<Finding>;

/** What a finding says beside its rule and place. */
interface Advice {
  readonly severity?: Severity;
  readonly message: string;
  readonly consequence: string;
  readonly fix: string;
}

/** A finding with all that it says. */
export function fault(rule: RuleId, field: FieldPath, { severity = 'error', ...advice }: Advice): Finding {
  return { rule, severity, field, ...advice };
}
