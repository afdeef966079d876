export type { Fix } from './fix';
export { type FixedFile, fixedFiles } from './fixes';
