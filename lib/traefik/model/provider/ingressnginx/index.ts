export { nginxAnnotations, nginxPrefix } from './annotations';
export { nginxProvider } from './names';
export { provideIngressNginx } from './provide';
