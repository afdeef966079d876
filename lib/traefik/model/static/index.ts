export { chartIngressClass } from './chart';
export {
  type EntryPoint,
  type StaticConfiguration,
  internalEntryPoint,
  readStaticConfiguration,
  usesSafeNames,
} from './configuration';
export type { KubernetesCrdProvider, KubernetesIngressProvider } from './schema';
