import type { Construct } from 'constructs';
import { addCheck } from '../../../constructs/construct';
import {
  IngressRoute,
  IngressRouteTCP,
  IngressRouteUDP,
  Middleware,
  MiddlewareTCP,
  ServersTransport,
  ServersTransportTCP,
  TraefikService,
} from '../../../constructs/routing';
import { Certificate, type IssuerReference, TLSOption, TLSStore } from '../../../constructs/tls';
import { GoCronJob, GoJob, GoService, KubernetesService } from '../../../constructs/workload';
import type { FieldPath } from '../../../core/finding';
import { type Environment, type Section, sections } from '../../environment';
import { makeNamespace, makeRawObject, rawField } from './objects';
import { type Referable, middlewareProps, traefikServiceProps } from './references';
import { httpRouteProps, routeField, tcpRouteProps, udpRouteProps } from './routes';
import { serviceProps } from './services';

/** What the parts of a section are made from beside their spec. */
export interface Context {
  readonly environment: Environment;
  readonly references: Referable;
}

/** How the parts of a section are made. */
export interface PartKind<Spec, Part extends Construct> {
  readonly section: Section<Spec>;
  /** File that they share, by its name without ending. @default one for each part, with its name */
  readonly file?: string;
  /** Tells apart parts of several sections in one file, whose names may be equal. */
  readonly scope?: string;
  /** Whether its objects keep the labels that they are written with. @default false: they say who wrote them, and get the part's name */
  readonly keepsLabels?: boolean;
  /** @param field where it stands in the files */
  make(scope: Construct, name: string, spec: Spec, context: Context, field: FieldPath): Part;
  /** Turns a field of the construct's props into the field of the file. @default they are the same */
  readonly toFile?: (field: FieldPath, spec: Spec) => FieldPath;
}

/** What each section of an environment becomes. */
export const partKinds = {
  namespaces: kind({
    section: sections.namespaces,
    file: 'namespaces',
    keepsLabels: true,
    make: makeNamespace,
  }),
  services: kind({
    section: sections.services,
    make: (scope, name, spec, { environment }) => new GoService(scope, name, serviceProps(environment, spec)),
  }),
  jobs: kind({
    section: sections.jobs,
    scope: 'job',
    make: (scope, name, spec, { environment }) =>
      new GoJob(scope, name, { ...spec, environment: environment.name }),
  }),
  cronJobs: kind({
    section: sections.cronJobs,
    scope: 'cron-job',
    make: (scope, name, spec, { environment }) =>
      new GoCronJob(scope, name, { ...spec, environment: environment.name }),
  }),
  kubernetesServices: kind({
    section: sections.kubernetesServices,
    file: 'kubernetes-services',
    make: (scope, name, spec) => new KubernetesService(scope, name, spec),
  }),
  objects: kind({
    section: sections.objects,
    file: 'objects',
    keepsLabels: true,
    make: makeRawObject,
    toFile: rawField,
  }),
  serversTransports: kind({
    section: sections.serversTransports,
    file: 'traefik-transports',
    scope: 'http',
    make: (scope, name, spec) => new ServersTransport(scope, name, spec),
  }),
  tcpServersTransports: kind({
    section: sections.tcpServersTransports,
    file: 'traefik-transports',
    scope: 'tcp',
    make: (scope, name, spec) => new ServersTransportTCP(scope, name, spec),
  }),
  traefikServices: kind({
    section: sections.traefikServices,
    file: 'traefik-services',
    scope: 'http',
    make: (scope, name, spec, { references }) =>
      new TraefikService(scope, name, traefikServiceProps(references, spec)),
  }),
  middlewares: kind({
    section: sections.middlewares,
    file: 'traefik-middlewares',
    scope: 'http',
    make: (scope, name, spec, { references }) =>
      new Middleware(scope, name, middlewareProps(references, spec)),
  }),
  tcpMiddlewares: kind({
    section: sections.tcpMiddlewares,
    file: 'traefik-middlewares',
    scope: 'tcp',
    make: (scope, name, spec) => new MiddlewareTCP(scope, name, spec),
  }),
  tlsOptions: kind({
    section: sections.tlsOptions,
    file: 'traefik-tls',
    scope: 'options',
    make: (scope, name, spec) => new TLSOption(scope, name, spec),
  }),
  tlsStores: kind({
    section: sections.tlsStores,
    file: 'traefik-tls',
    scope: 'stores',
    make: (scope, name, spec) => new TLSStore(scope, name, spec),
  }),
  certificates: kind({
    section: sections.certificates,
    file: 'traefik-tls',
    scope: 'certificates',
    make: (scope, name, { issuerRef, ...spec }, { environment }) => {
      const issuer = issuerRef ?? environment.issuer;
      const certificate = new Certificate(scope, name, { ...spec, issuer: issuer ?? noIssuer });
      if (!issuer) addMissingIssuer(certificate);
      return certificate;
    },
  }),
  httpRoutes: kind({
    section: sections.httpRoutes,
    file: 'traefik-routes',
    scope: 'http',
    make: (scope, name, spec, { references }, field) =>
      new IngressRoute(scope, name, httpRouteProps(references, spec, field)),
    toFile: routeField,
  }),
  tcpRoutes: kind({
    section: sections.tcpRoutes,
    file: 'traefik-routes',
    scope: 'tcp',
    make: (scope, name, spec, { references }, field) =>
      new IngressRouteTCP(scope, name, tcpRouteProps(references, spec, field)),
    toFile: routeField,
  }),
  udpRoutes: kind({
    section: sections.udpRoutes,
    file: 'traefik-routes',
    scope: 'udp',
    make: (scope, name, spec, { references }) =>
      new IngressRouteUDP(scope, name, udpRouteProps(references, spec)),
    toFile: routeField,
  }),
};

/** Checks an entry against the type of its section. */
function kind<Spec, Part extends Construct>(entry: PartKind<Spec, Part>): PartKind<Spec, Part> {
  return entry;
}

/** Stands for the issuer that a certificate lacks; the error keeps it from being written. */
const noIssuer: IssuerReference = { name: 'missing' };

function addMissingIssuer(certificate: Certificate): void {
  addCheck(certificate, () => [
    {
      rule: 'missing-issuer',
      severity: 'error',
      message: 'The certificate has no issuer.',
      consequence: 'The API server refuses a Certificate without issuerRef.',
      fix: 'Set `issuer` for the whole environment, or `issuerRef` here.',
    },
  ]);
}
