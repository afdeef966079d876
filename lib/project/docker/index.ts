export { type ComposedContainers, type ContainerKind, containersOf } from './containers';
export { knownImage } from './known-images';
export { mountAt, mountedFile } from './mounts';
export { type ComposedSource, composedSource, readComposedSource } from './source';
export { type ComposedTraefik, traefikOf } from './traefik';
