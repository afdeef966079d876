export { fileKind, provideFile, routerPath } from './provide';
