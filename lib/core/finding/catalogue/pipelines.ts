import type { RuleGroup } from './rule';

/** What `ci` does in a pipeline. */
export const pipelineRules = {
  title: 'Pipelines',
  looksAt: 'What `ci` does in a pipeline.',
  rules: {
    'refused-comment': {
      code: 'TR881',
      wrong: 'The host of the repository does not take a comment, or cannot be reached.',
      consequence: 'The discussion of the change does not tell what it does to traffic.',
      fix: 'Look whether the token may write comments there: `pull-requests: write` of GitHub, the scope api of GitLab.',
    },
    'stale-image-lock': {
      code: 'TR882',
      wrong: 'images.lock.yaml has an image of a program that no module of the repository has.',
      consequence: 'Nothing replaces it, and whoever reads the lock believes that it runs.',
      fix: 'Take the entry out, or write the import path of the program as it is now.',
    },
  },
} as const satisfies RuleGroup;
