export { serveInternal } from './serve';
