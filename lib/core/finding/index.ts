export {
  type FieldPath,
  type Finding,
  type Location,
  type Problem,
  ProblemError,
  type Severity,
  formatFieldPath,
  formatLocation,
  formatProblem,
  hasErrors,
} from './problem';
