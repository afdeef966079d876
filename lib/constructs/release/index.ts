export { nextImage } from './next-image';
export { Release, type ReleaseProps } from './release';
