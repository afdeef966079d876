export { checkObject } from './check-object';
export { type RuleFacts, type RuleUse, factsOf, ruleUses } from './rule-facts';
