export {
  type Rule,
  type RuleGroup,
  type RuleId,
  type Severity,
  catalogue,
  catalogueGroups,
} from './catalogue';
export {
  type FieldPath,
  type Location,
  type Place,
  formatFieldPath,
  formatLocation,
  formatPlace,
} from './place';
export { type Finding, type Problem, ProblemError, formatProblem, hasErrors, problemAt } from './problem';
