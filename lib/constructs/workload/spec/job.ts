import type { EgressRuleSpec } from './network';
import type { GoPodSpec } from './pod';

/**
 * How a program runs to its end.
 *
 * Source: Kubernetes `batch/v1 JobSpec`, https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export interface JobRunSpec {
  /**
   * Tries after a failed one before the job counts as failed.
   * @asType integer
   * @minimum 0
   * @default 3
   */
  readonly backoffLimit?: number;

  /**
   * Seconds from its start after which the job is ended, whatever it does; `false` lets it run for ever.
   * @default 3600: a job that hangs is noticed the same day
   */
  readonly activeDeadlineSeconds?: JobSeconds | false;

  /**
   * `Never` makes a pod for each try, whose log stays; `OnFailure` starts the container again in the same pod.
   * @default "Never"
   */
  readonly restartPolicy?: 'Never' | 'OnFailure';

  /**
   * Pods that have to succeed.
   * @asType integer
   * @minimum 1
   * @default 1
   */
  readonly completions?: number;

  /**
   * Pods that run at the same time.
   * @asType integer
   * @minimum 0
   * @default 1
   */
  readonly parallelism?: number;

  /** `Indexed` gives each pod its number in JOB_COMPLETION_INDEX, and wants `completions`. @default "NonIndexed" */
  readonly completionMode?: 'NonIndexed' | 'Indexed';

  /**
   * Seconds after its end at which the Job and its pods are removed.
   * @asType integer
   * @minimum 0
   * @default they stay. A Job that is gone is made by the next apply, and runs, once more
   */
  readonly ttlSecondsAfterFinished?: number;

  /**
   * Seconds that the program has after SIGTERM.
   * @asType integer
   * @minimum 0
   * @default 30, as Kubernetes has it
   */
  readonly terminationGracePeriodSeconds?: number;

  /** Whom the pods may connect to; nobody may connect to them. `false` makes no policy. @default anywhere */
  readonly networkPolicy?: JobNetworkPolicySpec | false;
}

/**
 * Seconds.
 * @asType integer
 * @minimum 1
 */
export type JobSeconds = number;

/** NetworkPolicy of a job's pods: nobody connects to them. */
export interface JobNetworkPolicySpec {
  /**
   * Restricts outgoing connections to these, to the services of `dependsOn`, and to DNS, which an empty list leaves.
   * @default outgoing connections are not restricted
   */
  readonly egress?: readonly EgressRuleSpec[];
}

/**
 * A Go program that runs once: `jobs.<name>` of an environment file. Kubernetes never lets the pods of a Job change, so
 * the Job's name ends in a hash of what it runs: a new version is a new Job, and an unchanged one does not run again.
 */
export interface GoJobSpec extends GoPodSpec, JobRunSpec {}

/**
 * A Go program that runs by schedule: `cronJobs.<name>` of an environment file.
 *
 * Source: Kubernetes `batch/v1 CronJobSpec`, https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export interface GoCronJobSpec extends GoPodSpec, Omit<JobRunSpec, 'ttlSecondsAfterFinished'> {
  /**
   * Minute, hour, day of month, month and day of week, for example `30 3 * * 1-5`, or `@hourly`, `@daily`, `@weekly`,
   * `@monthly`, `@yearly`.
   * @minLength 1
   */
  readonly schedule: string;

  /** Time zone of the schedule by its IANA name, for example `Europe/Zurich`. @default "Etc/UTC" */
  readonly timeZone?: string;

  /**
   * What happens where a run is due while the last one still runs: it is left out, runs beside it, or takes its place.
   * @default "Forbid"
   */
  readonly concurrencyPolicy?: 'Forbid' | 'Allow' | 'Replace';

  /**
   * Seconds by which a run may be late before it is left out. Without a limit, Kubernetes gives a schedule up for good
   * once a hundred runs were missed.
   * @default 600
   */
  readonly startingDeadlineSeconds?: JobSeconds;

  /**
   * Succeeded Jobs that are kept.
   * @asType integer
   * @minimum 0
   * @default 3
   */
  readonly successfulJobsHistoryLimit?: number;

  /**
   * Failed Jobs that are kept.
   * @asType integer
   * @minimum 0
   * @default 3: with the one that Kubernetes keeps, nobody sees whether it failed before
   */
  readonly failedJobsHistoryLimit?: number;

  /** Whether no further runs start. @default false */
  readonly suspend?: boolean;
}
