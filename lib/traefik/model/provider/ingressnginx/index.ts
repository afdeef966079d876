export { type NginxSettings, nginxAnnotations, nginxPrefix, readNginxAnnotations } from './annotations';
export { nginxProvider } from './names';
export { provideIngressNginx } from './provide';
export { type NginxSurvey, type WantedNginxRoute, isSelected, survey, wantedNginxRoutes } from './wanted';
