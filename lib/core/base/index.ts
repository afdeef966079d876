export { groupBy } from './group-by';
export { nearest } from './nearest';
export { own, valueAt } from './own';
export { isPlainMap } from './plain-map';
