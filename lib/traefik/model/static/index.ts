export { passedOver } from './root-keys';
export { chartDefaults, chartIngressClass } from './chart';
export {
  type EntryPoint,
  type StaticConfiguration,
  internalEntryPoint,
  readStaticConfiguration,
  usesSafeNames,
} from './configuration';
export type {
  DockerProviderOptions,
  KubernetesCrdProvider,
  KubernetesGatewayProvider,
  KubernetesIngressNginxProvider,
  KubernetesIngressProvider,
} from './schema';
