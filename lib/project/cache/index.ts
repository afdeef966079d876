export { Answers } from './answers';
export { type Asked, Witness } from './witness';
export { cacheVariable } from './place';
