export { type RuleId, catalogue, catalogueGroups } from './catalogue';
export type { Rule, RuleCode, RuleGroup, Severity } from './rule';
