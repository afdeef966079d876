import { type ApiObject, Chart, type ChartProps } from 'cdk8s';
import { Construct } from 'constructs';
import {
  addCheck,
  admitEveryName,
  declareSecrets,
  markDeploymentScope,
  setOrigin,
} from '../../constructs/construct';
import type { Environment } from '../environment';
import { type FieldPath, formatFieldPath } from '../../core/finding';
import type {
  IngressRoute,
  IngressRouteTCP,
  IngressRouteUDP,
  Middleware,
  MiddlewareTCP,
  ServersTransport,
  ServersTransportTCP,
  TraefikService,
} from '../../constructs/routing';
import type { Certificate, TLSOption, TLSStore } from '../../constructs/tls';
import { Release } from '../../constructs/release';
import {
  type GoCronJob,
  type GoJob,
  type GoService,
  type KubernetesService,
  managedByLabel,
} from '../../constructs/workload';
import { declareCluster } from './declared-cluster';
import { addGates } from './environment/gates';
import { addTraefikVersion } from './environment/traefik-version';
import { clusterFactsOf } from './environment/cluster-facts';
import { labelWithName } from './environment/labels';
import { Parts } from './environment/parts';
import { type Context, type PartKind, partKinds } from './environment/sections';

/**
 * Everything that an environment declares, as one deployment scope: each service in a chart of its own, Traefik's
 * objects in charts by kind. The parts are handed out by name, so that code can add to them; constructs of your
 * own may go straight into the stack.
 */
export class EnvironmentStack extends Chart {
  readonly namespaces: Parts<ApiObject>;
  readonly services: Parts<GoService>;
  readonly jobs: Parts<GoJob>;
  readonly cronJobs: Parts<GoCronJob>;
  readonly kubernetesServices: Parts<KubernetesService>;
  readonly objects: Parts<ApiObject>;
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
  readonly releases: Parts<Release>;

  /**
   * @param scope usually the app
   * @param environment what the files say; its name is the construct's id and the folder of its manifests
   */
  constructor(
    scope: Construct,
    readonly environment: Environment,
  ) {
    super(scope, environment.name, chartProps(environment, managedByLabel));
    admitEveryName(this);
    markDeploymentScope(this);
    declareCluster(this, clusterFactsOf(environment));
    declareSecrets(this, environment.secrets.texts);
    setOrigin(this, (field) => environment.locate(field));
    addCheck(this, () => environment.findings);
    addGates(this, environment);
    addTraefikVersion(this, environment.traefik.version);

    const context: Context = {
      environment,
      references: {
        namespace: environment.namespace,
        service: (name) => this.services.find(name) ?? this.kubernetesServices.find(name),
        traefikService: (name) => this.traefikServices.find(name),
        certificate: (name, field) => this.certificateOf(name, field),
      },
    };
    // A part finds those that it refers to only if they are there already, so what others refer to comes first.
    this.namespaces = this.parts(partKinds.namespaces, context);
    this.services = this.parts(partKinds.services, context);
    this.jobs = this.parts(partKinds.jobs, context);
    this.cronJobs = this.parts(partKinds.cronJobs, context);
    this.kubernetesServices = this.parts(partKinds.kubernetesServices, context);
    this.objects = this.parts(partKinds.objects, context);
    this.serversTransports = this.parts(partKinds.serversTransports, context);
    this.tcpServersTransports = this.parts(partKinds.tcpServersTransports, context);
    this.traefikServices = this.parts(partKinds.traefikServices, context);
    this.middlewares = this.parts(partKinds.middlewares, context);
    this.tcpMiddlewares = this.parts(partKinds.tcpMiddlewares, context);
    this.tlsOptions = this.parts(partKinds.tlsOptions, context);
    this.tlsStores = this.parts(partKinds.tlsStores, context);
    this.certificates = this.parts(partKinds.certificates, context);
    this.httpRoutes = this.parts(partKinds.httpRoutes, context);
    this.tcpRoutes = this.parts(partKinds.tcpRoutes, context);
    this.udpRoutes = this.parts(partKinds.udpRoutes, context);
    this.releases = this.makeReleases();
    this.putNamespacesFirst();
  }

  /**
   * The service of `services.<name>`.
   *
   * @throws ProblemError where the environment declares none
   */
  service(name: string): GoService {
    return this.services.get(name);
  }

  /** Makes the parts of a section and remembers where each was written. */
  private parts<Spec, Part extends Construct>(kind: PartKind<Spec, Part>, context: Context): Parts<Part> {
    const { section, keepsLabels = false, toFile = (inner: FieldPath) => inner } = kind;
    const made = new Map<string, Part>();
    for (const [name, spec] of Object.entries(section.of(this.environment.spec) ?? {})) {
      const field = [...section.at, name];
      const part = kind.make(this.scopeOf(kind.file ?? name, kind), name, spec, context, field);
      setOrigin(part, (inner) => this.environment.locate([...field, ...toFile(inner, spec)]));
      if (!keepsLabels) labelWithName(part, name);
      made.set(name, part);
    }
    return new Parts(formatFieldPath(section.at), this.node.path, made);
  }

  /** Routes that lead through a release name the TraefikService that stands for it in the spec. */
  private makeReleases(): Parts<Release> {
    const made = new Map<string, Release>();
    for (const [name, spec] of this.environment.releases) {
      const field = ['services', name, 'release'];
      const service = this.services.get(name);
      const release = new Release(this.scopeOf('releases', { scope: 'release' }), name, {
        ...spec,
        service,
        traefikService: this.traefikServices.find(name) ?? false,
      });
      setOrigin(release, (inner) => this.environment.locate([...field, ...inner]));
      made.set(name, release);
    }
    return new Parts('services', this.node.path, made);
  }

  /** The chart of a file, made when it is first used, or a scope in it. */
  private scopeOf(
    file: string,
    { scope, keepsLabels = false }: Pick<PartKind<never, Construct>, 'scope' | 'keepsLabels'>,
  ): Construct {
    const labels = keepsLabels ? {} : managedByLabel;
    const chart =
      this.node.tryFindChild(file) ??
      admitEveryName(new Chart(this, file, chartProps(this.environment, labels)));
    if (scope === undefined) return chart;
    return chart.node.tryFindChild(scope) ?? admitEveryName(new Construct(chart, scope));
  }

  /** No object can be made in a namespace that is not there yet. */
  private putNamespacesFirst(): void {
    const namespaces = this.node.tryFindChild('namespaces');
    if (!namespaces) return;
    for (const chart of this.node.children) {
      if (chart !== namespaces) chart.node.addDependency(namespaces);
    }
  }

  private certificateOf(name: string, field: FieldPath): Certificate | undefined {
    const certificate = this.certificates.find(name);
    if (!certificate) {
      addCheck(this, () => [
        {
          rule: 'unknown-certificate',
          severity: 'error',
          field,
          message: `There is no certificate "${name}".`,
          consequence: 'Traefik would serve its self-signed default certificate.',
          fix: this.certificates.suggest(name),
        },
      ]);
    }
    return certificate;
  }
}

function chartProps({ namespace }: Environment, labels: ChartProps['labels']): ChartProps {
  return { namespace, labels, disableResourceNameHashes: true };
}
