export { nearest } from './nearest';
export {
  type FieldPath,
  type Location,
  type Problem,
  ProblemError,
  type Severity,
  formatFieldPath,
  formatLocation,
  formatProblem,
  hasErrors,
} from './problem';
