export { type Attempt, failed, isFailed, made } from './attempt';
export { groupBy } from './group-by';
export { editDistance, nearest } from './nearest';
export { own, valueAt } from './own';
export { type ObjectIdentity, formatIdentity, groupOf, identityKey } from './object-identity';
export { isPlainMap } from './plain-map';
