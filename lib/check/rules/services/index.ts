export { lostWithService } from './lost-with-service';
export { nodePortLb } from './node-port-lb';
export { schemeByPort } from './scheme-by-port';
export { unverifiedServer } from './unverified-server';
