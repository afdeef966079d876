export { type ReportedFinding, type ReportedObject, type ReportedRule, reported, rulesOf } from './finding';
export { jsonReport } from './json';
