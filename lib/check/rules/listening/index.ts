export { clientIp } from './client-ip';
export { hiddenPassthrough } from './hidden-passthrough';
export { insecureApi } from './insecure-api';
export { optionsOfNamedHosts } from './options-of-named-hosts';
export { sharedUdpEntryPoint } from './shared-udp-entry-point';
export { swallowedHttp } from './swallowed-http';
export { tlsOfEntryPoint } from './tls-of-entry-point';
