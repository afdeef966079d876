export { groupBy } from './group-by';
export { nearest } from './nearest';
export { isPlainMap } from './plain-map';
