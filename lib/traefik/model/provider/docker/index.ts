export {
  type DockerProvider,
  constrained,
  dockerApiVersion,
  kindOfProvider,
  readContainer,
} from './container';
export { dockerOptions, dockerProviders } from './options';
export { provideDocker } from './provide';
