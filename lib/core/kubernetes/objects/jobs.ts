import type { ApiObjectData } from '../../manifest';
import { isSchedule } from '../cron-schedule';
import type { Tell } from './fault';
import { type Placed, below, has, numberAt, textAt } from './fields';
import { specOf } from './pods';

/** Below this the controller, which looks every ten seconds, misses runs. */
const shortestDeadline = 10;

/** Schedules that are none, or miss runs. */
export function cronJobs(object: ApiObjectData, tell: Tell): void {
  const cronJob = specOf(object);
  schedule(cronJob, tell);
  deadline(cronJob, tell);
}

/** Jobs whose pods nobody can count. */
export function jobs(object: ApiObjectData, tell: Tell): void {
  const spec = specOf(object);
  indexed(object.kind === 'CronJob' ? below(spec, 'jobTemplate', 'spec') : spec, tell);
}

function schedule(cronJob: Placed, tell: Tell): void {
  const [own, timeZone] = [textAt(cronJob, 'schedule'), textAt(cronJob, 'timeZone')];
  const refused = 'The API server refuses the CronJob.';
  if (own !== undefined && /^(?:CRON_)?TZ=/.test(own)) {
    tell('invalid-schedule', [...cronJob.field, 'schedule'], {
      message: 'The schedule names a time zone.',
      consequence: refused,
      fix: `Write timeZone: ${/^(?:CRON_)?TZ=(\S*)/.exec(own)?.[1] ?? 'Etc/UTC'} beside it.`,
    });
  } else if (own !== undefined && !isSchedule(own)) {
    tell('invalid-schedule', [...cronJob.field, 'schedule'], {
      message: `"${own}" is no schedule.`,
      consequence: refused,
      fix: 'Write minute, hour, day of month, month and day of week (0 is Sunday), for example "30 3 * * 1-5", or @daily.',
    });
  }
  if (timeZone === undefined || isTimeZone(timeZone)) return;
  tell('unknown-time-zone', [...cronJob.field, 'timeZone'], {
    message: `There is no time zone "${timeZone}".`,
    consequence: refused,
    fix: 'Use a name of the IANA data base, for example Europe/Zurich or Etc/UTC.',
  });
}

function deadline(cronJob: Placed, tell: Tell): void {
  const seconds = numberAt(cronJob, 'startingDeadlineSeconds');
  if (seconds === undefined || seconds >= shortestDeadline) return;
  tell('short-starting-deadline', [...cronJob.field, 'startingDeadlineSeconds'], {
    severity: 'warning',
    message: `A run may be late by ${seconds} s.`,
    consequence: `The controller looks every ${shortestDeadline} s, so that runs are left out.`,
    fix: `Give it at least ${shortestDeadline}.`,
  });
}

function indexed(job: Placed, tell: Tell): void {
  // Where both numbers are left out, Kubernetes takes 1 for both.
  const isNumbered = textAt(job, 'completionMode') === 'Indexed';
  if (!isNumbered || has(job, 'completions') || !has(job, 'parallelism')) return;
  tell('indexed-without-completions', [...job.field, 'completionMode'], {
    message: 'The pods are to be numbered, and nobody says how many there are.',
    consequence: 'The API server refuses the Job.',
    fix: 'Set `completions`.',
  });
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
