import type { GoCronJobSpec, GoJobSpec, GoPodSpec, GoServiceSpec } from '../../../constructs/workload';
import type { AnyRoute } from './routes';

/** A Go service of an environment. */
export interface EnvironmentService extends GoServiceSpec {
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
}

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
