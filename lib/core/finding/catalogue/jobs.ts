import type { RuleGroup } from './rule';

/** What only jobs and jobs by schedule have. */
export const jobRules = {
  title: 'Jobs',
  looksAt: '`jobs` and `cronJobs` of environment files, and the props of `GoJob` and `GoCronJob`.',
  rules: {
    'invalid-schedule': {
      code: 'TR481',
      wrong: 'A text is no schedule of a CronJob.',
      consequence: 'The API server refuses the CronJob.',
      fix: 'Write minute, hour, day of month, month and day of week (0 is Sunday), for example "30 3 * * 1-5", or @daily.',
    },
    'unknown-time-zone': {
      code: 'TR482',
      wrong: 'There is no time zone of this name.',
      consequence: 'The API server refuses the CronJob.',
      fix: 'Use a name of the IANA data base, for example Europe/Zurich or Etc/UTC.',
    },
    'short-starting-deadline': {
      code: 'TR483',
      severity: 'warning',
      wrong: 'A run may be late by less than the controller looks.',
      consequence: 'Runs are left out.',
      fix: 'Lengthen it to the ten seconds at which the controller looks, or more.',
    },
    'indexed-without-completions': {
      code: 'TR484',
      wrong: 'The pods of a Job are to be numbered, and nobody says how many there are.',
      consequence: 'The API server refuses the Job.',
      fix: 'Set `completions`.',
    },
  },
} as const satisfies RuleGroup;
