export { crdFindings } from './crd-findings';
