export {
  type ReportedFinding,
  type ReportedObject,
  type ReportedRule,
  reported,
  reportedObject,
  rulesOf,
} from './finding';
export { fingerprints } from './fingerprint';
export { type ReportFormat, reportFormats } from './formats';
export { jsonReport } from './json';
export { cell, codeSpan, mermaidLabel, within } from './markdown-text';
export type { Report, SuppressedFinding } from './report';
export { objectText } from './words';
