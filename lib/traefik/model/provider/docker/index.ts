export {
  type DockerProvider,
  constrained,
  dockerApiVersion,
  kindOfProvider,
  readContainer,
} from './container';
export { provideDocker } from './provide';
