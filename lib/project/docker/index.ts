export { type ComposedContainers, type ContainerKind, containersOf } from './containers';
export { knownImage } from './known-images';
export { type ComposedSource, composedSource, readComposedSource } from './source';
export { type ComposedTraefik, traefikOf, traefikServiceOf } from './traefik';
