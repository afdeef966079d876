export { checkPod, checkService } from './check-service';
export { checkKubernetesService } from './kubernetes-service';
