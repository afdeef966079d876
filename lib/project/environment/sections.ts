import type { FieldPath } from '../../core/finding';
import type { EnvironmentSpec } from './spec';

/** A map of an environment whose keys become names of objects. */
export interface Section<Spec> {
  /** Where it stands in the files. */
  readonly at: FieldPath;
  /** What its keys have to be: DNS labels where Kubernetes wants labels, subdomains elsewhere. */
  readonly names: 'label' | 'subdomain';
  /** What an environment has there. */
  of(spec: EnvironmentSpec): Readonly<Record<string, Spec>> | undefined;
}

/** Everything that environments declare by name. */
export const sections = {
  namespaces: section(['namespaces'], 'label', (spec) => spec.namespaces),
  services: section(['services'], 'label', (spec) => spec.services),
  jobs: section(['jobs'], 'label', (spec) => spec.jobs),
  cronJobs: section(['cronJobs'], 'label', (spec) => spec.cronJobs),
  kubernetesServices: section(['kubernetesServices'], 'label', (spec) => spec.kubernetesServices),
  objects: section(['objects'], 'subdomain', (spec) => spec.objects),
  serversTransports: section(['serversTransports'], 'subdomain', (spec) => spec.serversTransports),
  tcpServersTransports: section(['tcpServersTransports'], 'subdomain', (spec) => spec.tcpServersTransports),
  traefikServices: section(['traefikServices'], 'subdomain', (spec) => spec.traefikServices),
  middlewares: section(['middlewares'], 'subdomain', (spec) => spec.middlewares),
  tcpMiddlewares: section(['tcpMiddlewares'], 'subdomain', (spec) => spec.tcpMiddlewares),
  tlsOptions: section(['tls', 'options'], 'subdomain', (spec) => spec.tls?.options),
  tlsStores: section(['tls', 'stores'], 'subdomain', (spec) => spec.tls?.stores),
  certificates: section(['certificates'], 'subdomain', (spec) => spec.certificates),
  httpRoutes: section(['routes', 'http'], 'subdomain', (spec) => spec.routes?.http),
  tcpRoutes: section(['routes', 'tcp'], 'subdomain', (spec) => spec.routes?.tcp),
  udpRoutes: section(['routes', 'udp'], 'subdomain', (spec) => spec.routes?.udp),
};

function section<Spec>(
  at: FieldPath,
  names: Section<Spec>['names'],
  of: (spec: EnvironmentSpec) => Readonly<Record<string, Spec>> | undefined,
): Section<Spec> {
  return { at, names, of };
}
