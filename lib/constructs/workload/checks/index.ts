export { checkService } from './check-service';
export { checkCronJob, checkJob } from './job';
