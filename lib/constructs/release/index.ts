export { Release, type ReleaseProps } from './release';
