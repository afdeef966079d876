export { yamlSerializer } from './yaml-serializer';
