export { type Attempt, failed, isFailed, made } from './attempt';
export { doubleQuoted } from './double-quoted';
export { type Endless, endless } from './finite';
export { isEqual } from './equal';
export { groupBy } from './group-by';
export { editDistance, nearest, suggester } from './nearest';
export { itemAt, own, valueAt } from './own';
export { type ObjectIdentity, formatIdentity, groupOf, identityKey } from './object-identity';
export { isPlainMap } from './plain-map';
