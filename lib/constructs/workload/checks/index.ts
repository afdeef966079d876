export { checkService } from './check-service';
export { checkCronJob, checkJob } from './job';
export { checkKubernetesService } from './kubernetes-service';
