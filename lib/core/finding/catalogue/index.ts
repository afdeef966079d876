export { type RuleId, catalogue, catalogueGroups } from './catalogue';
export type { Rule, RuleGroup, Severity } from './rule';
