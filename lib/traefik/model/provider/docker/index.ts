export { type DockerProvider, dockerApiVersion, kindOfProvider, readContainer } from './container';
export { provideDocker } from './provide';
