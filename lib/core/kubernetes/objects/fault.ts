import type { FieldPath, Finding, RuleId, Severity } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import type { Pod } from './pods';

/** Looks at one object by itself. */
export type KubernetesCheck = (object: ApiObjectData, tell: Tell) => void;

/** Looks at the pods that an object makes. */
export type PodCheck = (pod: Pod, tell: Tell) => void;

/** Takes what a rule found. Rules are asked of every object, and most have nothing to say: they hand over no lists. */
export type Tell = (rule: RuleId, field: FieldPath, advice: Advice) => void;

/** What a finding says beside its rule and place. */
export interface Advice {
  readonly severity?: Severity;
  readonly message: string;
  readonly consequence: string;
  readonly fix: string;
}

/** A finding with all that it says. */
export function fault(rule: RuleId, field: FieldPath, { severity = 'error', ...advice }: Advice): Finding {
  return { rule, severity, field, ...advice };
}
