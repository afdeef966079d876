export { catalogue, policyObject } from './catalogue';
export type { CataloguePolicy } from './policy';
