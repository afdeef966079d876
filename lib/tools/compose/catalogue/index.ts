export type { CodeEntry, CodeNumber, Codes } from './code';
export { type Code, codeOf, codes } from './codes';
