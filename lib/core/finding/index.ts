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
export { readText, unreadable } from './read-text';
