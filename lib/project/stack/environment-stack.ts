import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { addCheck, markDeploymentScope, setOrigin } from '../../constructs/construct';
import type { Environment } from '../environment';
import { type FieldPath, formatFieldPath } from '../../core/finding';
import {
  IngressRoute,
  IngressRouteTCP,
  IngressRouteUDP,
  Middleware,
  MiddlewareTCP,
  ServersTransport,
  ServersTransportTCP,
  TraefikService,
} from '../../constructs/routing';
import { Certificate, type IssuerReference, TLSOption, TLSStore } from '../../constructs/tls';
import { GoService } from '../../constructs/workload';
import { declareCluster } from '../../check/cluster';
import { clusterFactsOf } from './environment/cluster-facts';
import { Parts } from './environment/parts';
import { type References, middlewareProps, traefikServiceProps } from './environment/references';
import { httpRouteProps, routeField, tcpRouteProps, udpRouteProps } from './environment/routes';
import { serviceProps } from './environment/services';

/**
 * Everything that an environment declares, as one deployment scope: each service in a chart of its own, Traefik's
 * objects in charts by kind. The parts are handed out by name, so that code can add to them; constructs of your
 * own may go straight into the stack.
 */
export class EnvironmentStack extends Chart {
  readonly services: Parts<GoService>;
  readonly serversTransports: Parts<ServersTransport>;
  readonly tcpServersTransports: Parts<ServersTransportTCP>;
  readonly traefikServices: Parts<TraefikService>;
  readonly middlewares: Parts<Middleware>;
  readonly tcpMiddlewares: Parts<MiddlewareTCP>;
  readonly tlsOptions: Parts<TLSOption>;
  readonly tlsStores: Parts<TLSStore>;
  readonly certificates: Parts<Certificate>;
  readonly httpRoutes: Parts<IngressRoute>;
  readonly tcpRoutes: Parts<IngressRouteTCP>;
  readonly udpRoutes: Parts<IngressRouteUDP>;

  /**
   * @param scope usually the app
   * @param environment what the files say; its name is the construct's id and the folder of its manifests
   */
  constructor(
    scope: Construct,
    readonly environment: Environment,
  ) {
    super(scope, environment.name, { namespace: environment.namespace, disableResourceNameHashes: true });
    markDeploymentScope(this);
    declareCluster(this, clusterFactsOf(environment));
    setOrigin(this, (field) => environment.locate(field));

    const { spec } = environment;
    const references: References = {
      namespace: environment.namespace,
      service: (name) => this.services.find(name),
      traefikService: (name) => this.traefikServices.find(name),
      certificate: (name, field) => this.certificateOf(name, field),
    };
    const transports = this.group('traefik-transports');
    const traefikServices = this.group('traefik-services');
    const middlewares = this.group('traefik-middlewares');
    const tls = this.group('traefik-tls');
    const routes = this.group('traefik-routes');

    this.services = this.parts(spec.services, ['services'], (name, service) => {
      const chart = new Chart(this, name, { namespace: this.namespace, disableResourceNameHashes: true });
      return new GoService(chart, name, serviceProps(environment, service));
    });
    this.serversTransports = this.parts(
      spec.serversTransports,
      ['serversTransports'],
      (name, transport) => new ServersTransport(transports('http'), name, transport),
    );
    this.tcpServersTransports = this.parts(
      spec.tcpServersTransports,
      ['tcpServersTransports'],
      (name, transport) => new ServersTransportTCP(transports('tcp'), name, transport),
    );
    this.traefikServices = this.parts(
      spec.traefikServices,
      ['traefikServices'],
      (name, service) =>
        new TraefikService(traefikServices('http'), name, traefikServiceProps(references, service)),
    );
    this.middlewares = this.parts(
      spec.middlewares,
      ['middlewares'],
      (name, middleware) =>
        new Middleware(middlewares('http'), name, middlewareProps(references, middleware)),
    );
    this.tcpMiddlewares = this.parts(
      spec.tcpMiddlewares,
      ['tcpMiddlewares'],
      (name, middleware) => new MiddlewareTCP(middlewares('tcp'), name, middleware),
    );
    this.tlsOptions = this.parts(
      spec.tls?.options,
      ['tls', 'options'],
      (name, options) => new TLSOption(tls('options'), name, options),
    );
    this.tlsStores = this.parts(
      spec.tls?.stores,
      ['tls', 'stores'],
      (name, store) => new TLSStore(tls('stores'), name, store),
    );
    this.certificates = this.parts(
      spec.certificates,
      ['certificates'],
      (name, { issuerRef = spec.issuer, ...certificate }, field) =>
        new Certificate(tls('certificates'), name, {
          ...certificate,
          issuer: issuerRef ?? this.missingIssuer(field),
        }),
    );
    this.httpRoutes = this.parts(
      spec.routes?.http,
      ['routes', 'http'],
      (name, route, field) =>
        new IngressRoute(routes('http'), name, httpRouteProps(references, route, field)),
      routeField,
    );
    this.tcpRoutes = this.parts(
      spec.routes?.tcp,
      ['routes', 'tcp'],
      (name, route, field) =>
        new IngressRouteTCP(routes('tcp'), name, tcpRouteProps(references, route, field)),
      routeField,
    );
    this.udpRoutes = this.parts(
      spec.routes?.udp,
      ['routes', 'udp'],
      (name, route) => new IngressRouteUDP(routes('udp'), name, udpRouteProps(references, route)),
      routeField,
    );
  }

  /**
   * The service of `services.<name>`.
   *
   * @throws ProblemError where the environment declares none
   */
  service(name: string): GoService {
    return this.services.get(name);
  }

  /**
   * Makes the parts of a section and remembers where each was written. `toFile` turns a field of the construct's
   * props into the field of the file, where they differ.
   */
  private parts<Spec, Part extends Construct>(
    specs: Readonly<Record<string, Spec>> | undefined,
    section: FieldPath,
    make: (name: string, spec: Spec, field: FieldPath) => Part,
    toFile: (field: FieldPath) => FieldPath = (field) => field,
  ): Parts<Part> {
    const made = new Map<string, Part>();
    for (const [name, spec] of Object.entries(specs ?? {})) {
      const field = [...section, name];
      const part = make(name, spec, field);
      setOrigin(part, (inner) => this.environment.locate([...field, ...toFile(inner)]));
      made.set(name, part);
    }
    return new Parts(formatFieldPath(section), this.node.path, made);
  }

  /** Scopes for objects that share a file; ids of different kinds may be the same. The chart is made when first used. */
  private group(file: string): (kind: string) => Construct {
    return (kind) => {
      const chart =
        this.node.tryFindChild(file) ??
        new Chart(this, file, { namespace: this.namespace, disableResourceNameHashes: true });
      return chart.node.tryFindChild(kind) ?? new Construct(chart, kind);
    };
  }

  /** Stands for the issuer that a certificate lacks; the error keeps it from being written. */
  private missingIssuer(field: FieldPath): IssuerReference {
    addCheck(this, () => [
      {
        rule: 'missing-issuer',
        severity: 'error',
        field,
        message: 'the certificate has no issuer',
        consequence: 'The API server refuses a Certificate without issuerRef.',
        fix: 'Set `issuer` for the whole environment, or `issuerRef` here.',
      },
    ]);
    return { name: 'missing' };
  }

  private certificateOf(name: string, field: FieldPath): Certificate | undefined {
    const certificate = this.certificates.find(name);
    if (!certificate) {
      addCheck(this, () => [
        {
          rule: 'unknown-certificate',
          severity: 'error',
          field,
          message: `there is no certificate "${name}"`,
          consequence: 'Traefik would serve its self-signed default certificate',
          fix: this.certificates.suggest(name),
        },
      ]);
    }
    return certificate;
  }
}
