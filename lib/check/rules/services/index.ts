export { endpointPort } from './endpoint-port';
export { lostWithService } from './lost-with-service';
export { nodePortLb } from './node-port-lb';
export { podsOfService } from './pods-of-service';
export { replacedSettings } from './replaced-settings';
export { schemeByPort } from './scheme-by-port';
export { stickyNativeLb } from './sticky-native-lb';
export { unverifiedServer } from './unverified-server';
