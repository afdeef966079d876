import type { Finding } from '../../../core/finding';
import { isDnsLabel } from '../../construct';
import { isSchedule } from '../cron-schedule';
import type { PodModel } from '../model';
import type { KnownService, ServiceRegistry } from '../registry';
import type { GoCronJobSpec, GoJobSpec, JobRunSpec } from '../spec';
import { checkPod } from './check-service';
import { error, warning } from './finding';

/** A pod is labelled with the name of its Job, a label has 63 characters, and a hash of eight is added. */
const longestJob = 54;

/** The controller adds the minute of a run. */
const longestCronJob = 52;

/** Below this the controller, which looks every ten seconds, misses runs. */
const shortestDeadline = 10;

/** Everything that is wrong with a job. */
export function checkJob(
  model: PodModel,
  spec: GoJobSpec,
  self: KnownService,
  registry: ServiceRegistry,
): readonly Finding[] {
  return [
    ...checkPod(model, self, registry),
    ...checkLength(model.name, 'Job', longestJob),
    ...checkRun(spec),
  ];
}

/** Everything that is wrong with a job by schedule. */
export function checkCronJob(
  model: PodModel,
  spec: GoCronJobSpec,
  self: KnownService,
  registry: ServiceRegistry,
): readonly Finding[] {
  return [
    ...checkPod(model, self, registry),
    ...checkLength(model.name, 'CronJob', longestCronJob),
    ...checkRun(spec),
    ...checkSchedule(spec),
  ];
}

function* checkLength(name: string, kind: string, longest: number): Iterable<Finding> {
  if (!isDnsLabel(name) || name.length <= longest) return;
  yield error('invalid-name', ['name'], {
    message: `"${name}" has ${name.length} characters, and a ${kind} can have ${longest}.`,
    consequence: 'With what is added to the name it is too long for a label, and no pod is made.',
    fix: 'Shorten the name.',
  });
}

function* checkRun({ completionMode, completions, parallelism }: JobRunSpec): Iterable<Finding> {
  // Where both numbers are left out, Kubernetes takes 1 for both.
  if (completionMode !== 'Indexed' || completions !== undefined || parallelism === undefined) return;
  yield error('indexed-without-completions', ['completionMode'], {
    message: 'The pods are to be numbered, and nobody says how many there are.',
    consequence: 'The API server refuses the Job.',
    fix: 'Set `completions`.',
  });
}

function* checkSchedule({ schedule, timeZone, startingDeadlineSeconds }: GoCronJobSpec): Iterable<Finding> {
  if (/^(?:CRON_)?TZ=/.test(schedule)) {
    yield error('invalid-schedule', ['schedule'], {
      message: 'The schedule names a time zone.',
      consequence: 'The API server refuses the CronJob.',
      fix: `Write timeZone: ${/^(?:CRON_)?TZ=(\S*)/.exec(schedule)?.[1] ?? 'Etc/UTC'} beside it.`,
    });
  } else if (!isSchedule(schedule)) {
    yield error('invalid-schedule', ['schedule'], {
      message: `"${schedule}" is no schedule.`,
      consequence: 'The API server refuses the CronJob.',
      fix: 'Write minute, hour, day of month, month and day of week (0 is Sunday), for example "30 3 * * 1-5", or @daily.',
    });
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    yield error('unknown-time-zone', ['timeZone'], {
      message: `There is no time zone "${timeZone}".`,
      consequence: 'The API server refuses the CronJob.',
      fix: 'Use a name of the IANA data base, for example Europe/Zurich or Etc/UTC.',
    });
  }
  if (startingDeadlineSeconds !== undefined && startingDeadlineSeconds < shortestDeadline) {
    yield warning('short-starting-deadline', ['startingDeadlineSeconds'], {
      message: `A run may be late by ${startingDeadlineSeconds} s.`,
      consequence: `The controller looks every ${shortestDeadline} s, so that runs are left out.`,
      fix: `Give it at least ${shortestDeadline}.`,
    });
  }
}

function isTimeZone(name: string): boolean {
  // JavaScript takes offsets and any case; the API server wants a name as the data base has it.
  if (!/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
