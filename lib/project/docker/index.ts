export { type ComposedContainers, type ContainerKind, containersOf } from './containers';
export { type ComposedSource, composedSource, readComposedSource } from './source';
export { type ComposedTraefik, traefikOf, traefikServiceOf } from './traefik';
