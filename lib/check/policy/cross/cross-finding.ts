import type { Finding, RuleId } from '../../../core/finding';
import type { PlacedObject } from '../../../core/manifest';

/** A finding of a rule over several objects, at one of them. */
export interface CrossFinding {
  readonly placed: PlacedObject;
  readonly finding: Finding & { readonly rule: RuleId };
}
