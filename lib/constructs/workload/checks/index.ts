export { checkService } from './check-service';
