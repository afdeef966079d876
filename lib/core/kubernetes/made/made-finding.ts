import type { FieldPath, Finding, RuleId } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { fault } from '../objects/fault';

/** What a rule found in one of the objects that belong together. */
export interface MadeFinding extends Finding {
  readonly object: ApiObjectData;
  readonly field: FieldPath;
}

/** Looks at all objects that one construct made. */
export type MadeCheck = (objects: readonly ApiObjectData[]) => Iterable<MadeFinding>;

/** A finding in one of several objects. */
export function faultIn(
  object: ApiObjectData,
  rule: RuleId,
  field: FieldPath,
  advice: Parameters<typeof fault>[2],
): MadeFinding {
  return { ...fault(rule, field, advice), object, field };
}
