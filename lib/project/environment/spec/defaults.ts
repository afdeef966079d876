import type {
  GoCronJobSpec,
  GoJobSpec,
  GoPodSpec,
  GoRuntimeSpec,
  GoServiceSpec,
} from '../../../constructs/workload';
import type { ReleaseSpec } from '../../../traefik/release';
import type { AnyRoute } from './routes';

/**
 * The module of Go that a program is built from. What it says of the program lies below what is written: the image
 * (`ko://<import path>`), Go's version, and by its dependencies memory limit, threads, telemetry and ports (docs/go.md).
 */
export interface GoModuleSpec extends GoRuntimeSpec {
  /**
   * Folder of the module, relative to the folder that holds that of the environments.
   * @minLength 1
   * @default none: nothing is read
   */
  readonly module?: string;
  /**
   * Folder of the package main, relative to the module: `./cmd/orders`.
   * @minLength 1
   * @default the only program of the module, or the one that is called like the service
   */
  readonly main?: string;
}

/** What programs of an environment may say beyond what their constructs take. */
export interface FromModule {
  /** What the Go runtime is told, and the module that it is read from; `false` sets neither GOMEMLIMIT nor GOMAXPROCS. @default GOMEMLIMIT 90 % of the limit */
  readonly go?: GoModuleSpec | false;
}

/** A Go service of an environment. */
export interface EnvironmentService extends Omit<GoServiceSpec, 'go'>, FromModule {
  /** Key of `defaults.profiles` whose fields lie below those of the service. @default none */
  readonly profile?: string;
  /**
   * Namespace of all of its objects. Routes to it want `providers.kubernetesCRD.allowCrossNamespace`.
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
   * @minLength 1
   * @maxLength 63
   * @default that of the environment
   */
  readonly namespace?: string;
  /**
   * The way to its next version, as steps that synth writes to `releases/<service>/` beside the manifests. Its HTTP routes
   * then lead through a TraefikService of its name.
   * @default none
   */
  readonly release?: ReleaseSpec;
}

/** A Go program of an environment that runs once. */
export interface EnvironmentJob extends Omit<GoJobSpec, 'go'>, FromModule {}

/** A Go program of an environment that runs by schedule. */
export interface EnvironmentCronJob extends Omit<GoCronJobSpec, 'go'>, FromModule {}

/**
 * What services, jobs and routes have unless they say otherwise. It lies below each of them as `base.yaml` lies below
 * an environment: maps merge, lists and values replace, `null` removes.
 */
export interface Defaults {
  /** For services, jobs and jobs by schedule: labels, pull secrets, variables, placement … */
  readonly pods?: Partial<GoPodSpec>;
  /** For all services, above `pods`. */
  readonly services?: Partial<GoServiceSpec>;
  /** For kinds of services, by a name that services give as `profile`, above `services`. */
  readonly profiles?: Readonly<Record<string, Partial<GoServiceSpec>>>;
  /** For all jobs, above `pods`. */
  readonly jobs?: Partial<GoJobSpec>;
  /** For all jobs by schedule, above `pods`. */
  readonly cronJobs?: Partial<GoCronJobSpec>;
  /** For routes of every protocol: class, labels, annotations. */
  readonly routes?: Omit<AnyRoute, 'entryPoints'>;
}
