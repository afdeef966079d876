export type { Rule, RuleCode, RuleGroup, RuleId, Severity } from './catalogue';
export { didYouMean } from './did-you-mean';
export {
  type FieldPath,
  type Location,
  type Place,
  formatFieldPath,
  formatLocation,
  formatPlace,
} from './place';
export { type Finding, type Problem, adviceOf, formatProblem, hasErrors, problemAt } from './problem';
export { cut, printable, printableLines } from './printable';
export { ProblemError } from './problem-error';
export { type ReportOptions, formatReport } from './report';
export { ruleNames, ruleOf, rulesNamed } from './rule-of';
export { SecretTexts, maskText, shortestSecret } from './secret-texts';
