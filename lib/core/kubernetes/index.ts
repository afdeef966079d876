export { kindFindings } from './kind-findings';
