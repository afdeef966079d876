export { type ReportedFinding, type ReportedObject, type ReportedRule, reported, rulesOf } from './finding';
export { fingerprints } from './fingerprint';
export { type ReportFormat, reportFormats } from './formats';
export { jsonReport } from './json';
export type { Report, SuppressedFinding } from './report';
