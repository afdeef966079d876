import type {
  MiddlewareSpec,
  MiddlewareTCPSpec,
  ServersTransportSpec,
  ServersTransportTCPSpec,
  TraefikServiceSpec,
} from '../../../traefik/api';
import type { GatesSpec } from '../../../check/gates';
import type { IssuerReference } from '../../../constructs/tls';
import type { KubernetesServiceSpec } from '../../../constructs/workload';
import type { EnvironmentCertificate, Tls } from './certificates';
import type { DeliverySpec } from './delivery';
import type { Defaults, EnvironmentCronJob, EnvironmentJob, EnvironmentService } from './defaults';
import type { ExistingObjects } from './existing';
import type { NamespaceSpec, RawObject } from './objects';
import type { Routes } from './routes';
import type { TraefikInstance } from './traefik-instance';

/** What an environment asks of the images that it runs. */
export interface ImagesSpec {
  /**
   * `required` refuses an image that is named without a digest and has none in images.lock.yaml.
   * @default not asked for
   */
  readonly digests?: 'required';
  /**
   * Architectures of the cluster's nodes. An image that images.lock.yaml knows to lack one is refused, unless its
   * service chooses its nodes by `placement.nodeSelector` (`kubernetes.io/arch`).
   * @default not looked at
   */
  readonly architectures?: readonly ('amd64' | 'arm64' | 'arm' | 'ppc64le' | 'riscv64' | 's390x')[];
}

/** What the Helm chart of all environments offers beside what is found by itself. */
export interface ChartSpec {
  /**
   * Values of services that are one of some, by their path (`services.shop.placement.zones`), with all that they may be.
   * The chart offers exactly these, tried one by one and together. What several environments name is joined; one of them
   * has to have the value itself.
   * @default words that choose between forms are fixed in the chart
   */
  readonly choices?: Readonly<Record<string, readonly (string | number | boolean)[]>>;
}

/**
 * An environment: what `base.yaml` and the environment's own file say together, variables replaced.
 * Everything that has a name is a map by that name; `null` takes away what `base.yaml` has.
 */
export interface EnvironmentSpec {
  /** The JSON Schema of the file, for editors; it has no other meaning. */
  readonly $schema?: string;
  /**
   * Namespace of everything in the environment. Other values use it as `${namespace}`.
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
   * @minLength 1
   * @maxLength 63
   */
  readonly namespace: string;
  /**
   * Domain of the environment, for example `shop.example.com`. Other values use it as `${domain}`.
   * @default none; `${domain}` is then unknown
   */
  readonly domain?: string;
  /**
   * Values that others use as `${name}`. A name has letters, digits, `_` and `-`, and begins with a letter or
   * `_`. A value that is exactly `${name}` keeps the type of the variable, which may be a list or a map.
   */
  readonly vars?: Readonly<Record<string, unknown>>;
  /** The Traefik that the environment runs behind. */
  readonly traefik?: TraefikInstance;
  /** What services, jobs and routes have unless they say otherwise. Effective environments hold it in these. */
  readonly defaults?: Defaults;
  /** Go services by name: each with its Deployment or StatefulSet, Service, probes, scaling and policies. */
  readonly services?: Readonly<Record<string, EnvironmentService>>;
  /** Go programs that run once, by name: each with its Job, account and policies. */
  readonly jobs?: Readonly<Record<string, EnvironmentJob>>;
  /** Go programs that run by schedule, by name: each with its CronJob, account and policies. */
  readonly cronJobs?: Readonly<Record<string, EnvironmentCronJob>>;
  /** What reports of Go's own tools have to say before this environment is written. @default nothing */
  readonly gates?: GatesSpec;
  /** What the Helm chart offers. It changes no object. @default what is found by itself */
  readonly chart?: ChartSpec;
  /** How it gets to its cluster, and what else is made of it. @default as the fields' defaults say */
  readonly delivery?: DeliverySpec;
  /** What is asked of the images of services and jobs. @default nothing */
  readonly images?: ImagesSpec;
  /** Kubernetes Services by themselves, by name: to names outside of the cluster, to other pods, to addresses. */
  readonly kubernetesServices?: Readonly<Record<string, KubernetesServiceSpec>>;
  /** Namespaces by name. The environment's own is made only if it stands here. */
  readonly namespaces?: Readonly<Record<string, NamespaceSpec>>;
  /** Objects of any kind, by a name of their own. */
  readonly objects?: Readonly<Record<string, RawObject>>;
  /** HTTP middlewares by name, each of exactly one kind. */
  readonly middlewares?: Readonly<Record<string, MiddlewareSpec>>;
  /** TCP middlewares by name, each of exactly one kind. */
  readonly tcpMiddlewares?: Readonly<Record<string, MiddlewareTCPSpec>>;
  /** Routes by protocol and name. */
  readonly routes?: Routes;
  /** Services made of services, by name: weighted, mirroring, failover or highest random weight. */
  readonly traefikServices?: Readonly<Record<string, TraefikServiceSpec>>;
  /** How Traefik talks to HTTP servers, by name. */
  readonly serversTransports?: Readonly<Record<string, ServersTransportSpec>>;
  /** How Traefik talks to TCP servers, by name. */
  readonly tcpServersTransports?: Readonly<Record<string, ServersTransportTCPSpec>>;
  /** Certificates from cert-manager, by name. */
  readonly certificates?: Readonly<Record<string, EnvironmentCertificate>>;
  /** Who signs certificates that name no issuer of their own. @default none */
  readonly issuer?: IssuerReference;
  /** TLS options and stores. */
  readonly tls?: Tls;
  /** What the cluster already has and others may refer to. */
  readonly existing?: ExistingObjects;
}
